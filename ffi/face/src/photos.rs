//! Evidence photos.

use crate::Face;
use crate::acts::{AskOf, Recorded};
use crate::asks::asks;
use crate::call::Call;
use crate::drafts::AskDraft;
use doorstep_core::Problem;
use doorstep_core::photos::{self, Made, Photo, Prepared, Sighting};
use doorstep_core::schema::digest::Digest;
use doorstep_core::schema::id::FactId;
use serde::Serialize;

asks! {
    /// A picture for a draft.
    AskTake {
        /// The draft.
        draft: FactId,
        /// The path of the photo question.
        path: String,
        /// What preparing told of it.
        #[cfg_attr(test, ts(as = "crate::tests::Prepared"))]
        made: Made,
        /// Where the phone believes itself to be.
        sighting: Option<Sighting>,
    }
    /// A picture for a record.
    AskAttach {
        /// The own visit or venue report.
        of: FactId,
        /// What preparing told of it.
        #[cfg_attr(test, ts(as = "crate::tests::Prepared"))]
        made: Made,
        /// Where the phone believes itself to be.
        sighting: Option<Sighting>,
    }
    /// A photo.
    AskPicture {
        /// The photo's SHA-256.
        sha256: Digest,
    }
}

/// A picture that was taken into a draft.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "TakenPhoto"))]
pub(crate) struct Taken {
    /// Its SHA-256.
    sha256: Digest,
}

pub(crate) fn take(face: &mut Face, call: &mut Call, ask: AskTake) -> Result<Taken, Problem> {
    let (photo, thumb) = call.pair()?;
    let prepared = Prepared::of(&ask.made, photo, thumb);
    let (entry, sighting) = (call.entry(), ask.sighting.unwrap_or_default());
    let sha256 = photos::take(&mut face.store, &entry, ask.draft, &ask.path, &prepared, &sighting)?;
    Ok(Taken { sha256 })
}

pub(crate) fn attach(
    face: &mut Face,
    call: &mut Call,
    ask: AskAttach,
) -> Result<Recorded, Problem> {
    let (photo, thumb) = call.pair()?;
    let prepared = Prepared::of(&ask.made, photo, thumb);
    let id = photos::attach(
        &mut face.store,
        &call.entry(),
        ask.of,
        &prepared,
        &ask.sighting.unwrap_or_default(),
    )?;
    Ok(Recorded { id })
}

pub(crate) fn thumb(face: &mut Face, call: &mut Call, ask: AskPicture) -> Result<bool, Problem> {
    let found = photos::thumb(&face.store, ask.sha256)?;
    Ok(call.put(found))
}

pub(crate) fn photo(face: &mut Face, call: &mut Call, ask: AskPicture) -> Result<bool, Problem> {
    let found = photos::photo(&face.store, ask.sha256)?;
    Ok(call.put(found))
}

pub(crate) fn of(face: &mut Face, _: &mut Call, ask: AskOf) -> Result<Vec<Photo>, Problem> {
    photos::list(&face.store, ask.of)
}

pub(crate) fn in_draft(
    face: &mut Face,
    _: &mut Call,
    ask: AskDraft,
) -> Result<Vec<Digest>, Problem> {
    photos::in_draft(&face.store, ask.draft)
}
