//! Adding a photo to what is recorded already.

use super::finish::{happened_at, refuses};
use super::take::{Noted, files};
use super::{Prepared, Sighting};
use crate::acts::{find_student, record_within, signed_in};
use crate::store::{Store, SyncState};
use crate::{Code, Entry, Problem};
use doorstep_schema::fact::Act;
use doorstep_schema::id::FactId;

/// Adds a photo to an own visit or venue report; the same entry again changes nothing.
///
/// # Errors
/// `unknown_fact`; `not_permitted` for another's record; `wrong_state` when it is no visit or venue report, or does not
/// count; `photo_refused` when a guardian refuses photos; `bad_photo`; else as [`crate::acts::record()`] says.
pub fn attach(
    store: &mut Store,
    entry: &Entry,
    of: FactId,
    prepared: &Prepared,
    sighting: &Sighting,
) -> Result<FactId, Problem> {
    prepared.check()?;
    store.write(|store| {
        if store.has_fact(entry.id())? {
            return Ok(entry.id());
        }
        let session = signed_in(store)?;
        let row = store.find_fact(of)?.ok_or_else(|| Problem::at(Code::UnknownFact, "of"))?;
        if row.fact.author != session.subject {
            return Err(Problem::new(Code::NotPermitted));
        }
        let counts =
            matches!(row.state, SyncState::Waiting | SyncState::Sent | SyncState::Accepted);
        if !counts || !matches!(row.fact.kind.as_str(), "visit" | "venue_report") {
            return Err(Problem::at(Code::WrongState, "of"));
        }
        if let Some(student) = row.fact.student {
            let (key, student) = find_student(store, student)?;
            if refuses(store, key, &student, entry.now)? {
                return Err(Problem::new(Code::PhotosRefused));
            }
        }
        let noted = Noted::of(store, entry, prepared, sighting)?;
        let act = Act::EvidencePhoto(noted.record(of, prepared.photo.sha256));
        let at = happened_at(&noted, entry);
        let id = record_within(store, entry, row.fact.student, at, act)?;
        let (photo, thumb) = files(store, prepared)?;
        store.add_recorded_photo(id, of, photo, thumb)?;
        Ok(id)
    })
}
