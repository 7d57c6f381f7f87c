//! What becomes of a draft's photos when it is finished.

use super::take::Noted;
use crate::acts::record_leaving;
use crate::store::{PhotoRow, Store, StudentKey};
use crate::{Entry, Problem};
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::Act;
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Student;
use doorstep_schema::state::{StudentState, evaluate, photos_refused_since};
use std::collections::BTreeSet;

/// The photos that finishing a draft records and leaves out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Kept {
    /// Those that its answers name, in the order in which they were taken.
    pub(crate) photos: Vec<PhotoRow>,
    /// How many a guardian's refusal leaves out.
    pub(crate) left_out: usize,
}

/// Sorts out which of a draft's photos are recorded: those that its answers name, unless a guardian refuses.
pub(crate) fn sort_out(
    store: &Store,
    draft: i64,
    named: &BTreeSet<Digest>,
    state: Option<&StudentState>,
) -> Result<Kept, Problem> {
    let mut photos = store.photos_of_draft(draft)?;
    photos.retain(|photo| named.contains(&photo.sha256));
    if state.is_some_and(no_consent) {
        return Ok(Kept { left_out: photos.len(), photos: Vec::new() });
    }
    Ok(Kept { photos, left_out: 0 })
}

/// Records a draft's photos after the fact that they belong to; `first` is the number of the first further entry.
pub(crate) fn keep(
    store: &Store,
    entry: &Entry,
    first: usize,
    student: Option<StudentId>,
    kept: &Kept,
) -> Result<(), Problem> {
    let of = entry.id();
    let first = u8::try_from(first).unwrap_or(u8::MAX);
    for (nth, photo) in (first..=u8::MAX).zip(&kept.photos) {
        let noted: Noted = store.noted(photo.key)?;
        let act = Act::EvidencePhoto(noted.record(of, photo.sha256));
        let at = happened_at(&noted, entry);
        let id = record_leaving(store, &entry.further(nth), student, at, act)?;
        store.photo_is_recorded(photo.key, id, of)?;
    }
    Ok(())
}

/// When a photo's record happened: when it was taken, unless the camera's clock is ahead of the device's.
pub(super) fn happened_at(noted: &Noted, entry: &Entry) -> Moment {
    let capture = &noted.capture;
    let received_at = capture.received_at.min(entry.now);
    capture.captured_at.map_or(received_at, |at| at.min(received_at))
}

/// Tells whether a guardian refuses photos of a student, as the student's profile shows it.
pub(super) fn refuses(
    store: &Store,
    key: StudentKey,
    student: &Student,
    now: Moment,
) -> Result<bool, Problem> {
    let rules = store.rules()?;
    Ok(no_consent(&evaluate(student, &store.counting_facts(key)?, &rules.rules(), now)))
}

fn no_consent(state: &StudentState) -> bool {
    photos_refused_since(&state.profile).is_some()
}
