//! Refused facts and photos are mended, sent again or set aside by their author; none is dropped unasked.

use crate::acts::{record_leaving, signed_in};
use crate::project::reevaluate;
use crate::store::{FactRow, FileRow, FileState, Key, PhotoRow, Store, SyncState};
use crate::{Code, Entry, Problem};
use doorstep_schema::fact::Act;
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;

const PHOTO: &str = "evidence_photo";

/// Writes a mended fact in place of a refused one, which is kept and counts no more.
///
/// # Errors
/// `unknown_fact`, `wrong_state` when it is not refused, or is a photo, whose seal is never amended; else as
/// [`crate::acts::record()`] says.
pub fn mend(
    store: &mut Store,
    entry: &Entry,
    refused: FactId,
    act: Act,
) -> Result<FactId, Problem> {
    store.write(|store| {
        if store.find_fact(entry.id())?.is_some() {
            return Ok(entry.id());
        }
        let row = find(store, refused)?;
        if row.fact.kind == PHOTO {
            return Err(Problem::new(Code::WrongState));
        }
        // A clock that was wrong when the fact was entered may be what was refused.
        let happened_at = row.fact.happened_at.min(entry.now);
        let id = record_leaving(store, entry, row.fact.student, happened_at, act)?;
        store.set_fact_state(row.key, SyncState::Replaced, None)?;
        Ok(id)
    })
}

/// Sends a refused fact or photo again as it is, after what hindered it was put right elsewhere.
///
/// # Errors
/// `unknown_fact`, `wrong_state` when it is not refused.
pub fn resend(store: &mut Store, refused: FactId, now: Moment) -> Result<(), Problem> {
    store.write(|store| {
        signed_in(store)?;
        if let Some(photo) = not_taken(store, refused)? {
            return each_not_taken(store, &photo, |store, file| {
                store.change_file(&FileRow {
                    state: FileState::Waiting,
                    location: None,
                    sent: 0,
                    unsure: false,
                    tries: 0,
                    refusal: None,
                    ..file
                })?;
                Ok(store.clear_meta(Key::UploadBackoff)?)
            });
        }
        let row = find(store, refused)?;
        store.set_fact_state(row.key, SyncState::Waiting, None)?;
        row.student.map_or(Ok(()), |key| Ok(reevaluate(store, key, now)?))
    })
}

/// Sets a refused fact aside: it stays on the phone and asks for nothing more; once more changes nothing. A photo's
/// bytes are deleted.
///
/// # Errors
/// `unknown_fact`, `wrong_state` when it is not refused.
pub fn set_aside(store: &mut Store, refused: FactId) -> Result<(), Problem> {
    store.write(|store| {
        if let Some(photo) = not_taken(store, refused)? {
            return each_not_taken(store, &photo, |store, file| {
                store.delete_bytes(file.key)?;
                Ok(store.change_file(&FileRow { state: FileState::Deleted, ..file })?)
            });
        }
        if store.find_fact(refused)?.is_some_and(|row| row.state == SyncState::SetAside) {
            return Ok(());
        }
        let row = find(store, refused)?;
        if let Some(photo) = store.recorded_photo(refused)? {
            store.delete_photo(photo.key)?;
        }
        let gone = match row.student {
            Some(key) => store.student(key)?.is_none(),
            None => false,
        };
        if gone {
            // Its student's data has left this phone; so does this.
            Ok(store.delete_fact(row.key)?)
        } else {
            Ok(store.set_fact_state(row.key, SyncState::SetAside, None)?)
        }
    })
}

/// Finds an accepted photo of which the server did not take a file.
fn not_taken(store: &Store, refused: FactId) -> Result<Option<PhotoRow>, Problem> {
    let accepted = store.find_fact(refused)?.is_some_and(|row| row.state == SyncState::Accepted);
    let taken = !store.photos_not_taken()?.iter().any(|(id, _)| *id == refused);
    Ok(if taken || !accepted { None } else { store.recorded_photo(refused)? })
}

fn each_not_taken(
    store: &Store,
    photo: &PhotoRow,
    then: impl Fn(&Store, FileRow) -> Result<(), Problem>,
) -> Result<(), Problem> {
    for key in [photo.photo, photo.thumb] {
        if let Some(file) = store.file(key)?.filter(|file| file.state == FileState::Refused) {
            then(store, file)?;
        }
    }
    Ok(())
}

fn find(store: &Store, refused: FactId) -> Result<FactRow, Problem> {
    let row = store.find_fact(refused)?.ok_or_else(|| Problem::new(Code::UnknownFact))?;
    if row.state == SyncState::Refused { Ok(row) } else { Err(Problem::new(Code::WrongState)) }
}
