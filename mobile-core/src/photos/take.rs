//! Taking a picture into a draft: its question is answered and its bytes are kept in one transaction.

use super::Prepared;
use super::finish::refuses;
use crate::acts::{find_student, signed_in};
use crate::drafts::answer_with_picture;
use crate::store::{Key, Store};
use crate::{Code, Entry, Problem};
use doorstep_schema::access::{Action, roles};
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Act, Capture, EvidencePhoto, Look, PlaceSource, Thumb};
use doorstep_schema::id::FactId;
use doorstep_schema::place::Place;
use serde::{Deserialize, Serialize};

/// The most photos of one draft.
const MAX_PHOTOS: usize = 100;

/// Where the device believes itself to be while a picture is taken in.
#[derive(Clone, Copy, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Sighting {
    /// Its position fix; none when it has none.
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub place: Option<Place>,
    /// Whether the platform says that the position is an invented one.
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub mock: bool,
}

/// What a draft's photo says of itself until it is recorded.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Noted {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) look: Look,
    pub(crate) thumb: Thumb,
    pub(crate) bytes: u64,
    pub(crate) capture: Capture,
}

impl Noted {
    /// Notes what is known of a picture when it is taken in.
    pub(super) fn of(
        store: &Store,
        entry: &Entry,
        prepared: &Prepared,
        sighting: &Sighting,
    ) -> Result<Self, Problem> {
        let region = store.rules()?.policy.clock;
        let valid = |place: &Place| place.is_valid();
        let (fix, own) = (sighting.place.filter(valid), prepared.place.filter(valid));
        let (place, place_source) = match (fix, own) {
            (Some(fix), _) => (Some(fix), Some(PlaceSource::Device)),
            (None, Some(own)) => (Some(own), Some(PlaceSource::Picture)),
            (None, None) => (None, None),
        };
        let size = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(Self {
            width: prepared.photo.width,
            height: prepared.photo.height,
            look: prepared.look,
            thumb: Thumb { sha256: prepared.thumb.sha256, bytes: size(&prepared.thumb.bytes) },
            bytes: size(&prepared.photo.bytes),
            capture: Capture {
                captured_at: prepared.taken.map(|taken| taken.at(region)),
                received_at: entry.now,
                clock_offset_ms: store.meta(Key::ClockOffset)?,
                place,
                place_source,
                mock: sighting.mock,
            },
        })
    }

    /// Makes the record, to be sealed when it is drawn up.
    pub(super) fn record(&self, of: FactId, sha256: Digest) -> EvidencePhoto {
        EvidencePhoto {
            of,
            sha256,
            bytes: self.bytes,
            width: self.width,
            height: self.height,
            thumb: Some(self.thumb),
            look: Some(self.look),
            capture: Some(self.capture),
            seal: None,
        }
    }
}

/// Takes a prepared picture into a draft's photo question, in place of the one that was there.
///
/// # Errors
/// `unknown_draft`; `bad_answer` when there is no such photo question or it is not asked; `photo_refused` when a
/// guardian refuses photos, and nothing is kept; `bad_photo` when the bytes are not those that were prepared;
/// `not_permitted`; `invalid` at `photos` when the draft has too many.
pub fn take(
    store: &mut Store,
    entry: &Entry,
    draft: FactId,
    path: &str,
    prepared: &Prepared,
    sighting: &Sighting,
) -> Result<Digest, Problem> {
    prepared.check()?;
    let sha256 = prepared.photo.sha256;
    answer_with_picture(store, entry, draft, path, &sha256, |store, row, replaced| {
        let session = signed_in(store)?;
        if !roles(Action::AddPhoto).contains(&session.worker.role) {
            return Err(Problem::new(Code::NotPermitted));
        }
        if let Some(student) = row.student {
            let (key, student) = find_student(store, student)?;
            if refuses(store, key, &student, entry.now)? {
                return Err(Problem::new(Code::PhotosRefused));
            }
        }
        let photos = store.photos_of_draft(row.key)?;
        if let Some(old) = photos.iter().find(|photo| Some(photo.sha256) == replaced) {
            store.delete_photo(old.key)?;
        }
        if photos.iter().any(|photo| photo.sha256 == sha256) {
            return Ok(());
        }
        if photos.len() >= MAX_PHOTOS {
            return Err(Problem::at(Code::Invalid, "photos"));
        }
        let noted = Noted::of(store, entry, prepared, sighting)?;
        if let Some(violation) = Act::EvidencePhoto(noted.record(draft, sha256)).check().first() {
            return Err(Problem::violation(violation));
        }
        let (photo, thumb) = files(store, prepared)?;
        Ok(store.add_photo(row.key, photo, thumb, &noted)?)
    })?;
    Ok(sha256)
}

/// Keeps the bytes of both files; returns their keys.
pub(super) fn files(store: &Store, prepared: &Prepared) -> Result<(i64, i64), Problem> {
    let photo = store.put_file(prepared.photo.sha256, &prepared.photo.bytes, false)?;
    let thumb = store.put_file(prepared.thumb.sha256, &prepared.thumb.bytes, true)?;
    Ok((photo, thumb))
}
