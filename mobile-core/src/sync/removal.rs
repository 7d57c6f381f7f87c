//! Removing the data of students who left the scope, and telling the server that it is gone.

use super::call::Call;
use super::reply::{Answer, Understood};
use crate::Problem;
use crate::store::{Session, Store};
use doorstep_schema::id::StudentId;
use doorstep_schema::wire::v1;

/// Removes the data of leaving students about whom nothing waits; returns how many.
pub(super) fn settle(store: &Store) -> Result<u32, Problem> {
    let ready = store.ready_to_leave()?;
    if ready.is_empty() {
        return Ok(0);
    }
    store.write(|store| ready.iter().try_for_each(|(key, id)| store.remove_student(*key, *id)))?;
    store.flush()?;
    Ok(u32::try_from(ready.len()).unwrap_or(u32::MAX))
}

pub(super) fn call(
    store: &Store,
    session: &Session,
) -> Result<Option<(Vec<StudentId>, Call)>, Problem> {
    let students = store.owed_removals()?;
    if students.is_empty() {
        return Ok(None);
    }
    let removal = v1::Removal { students: students.clone() };
    Ok(Some((students, Call::packed("/v1/removals", session, &removal))))
}

pub(super) fn take(
    store: &Store,
    students: &[StudentId],
    answer: &Answer,
) -> Result<Understood, Problem> {
    if !matches!(answer, Answer::Empty) {
        return Ok(Understood::Lost);
    }
    students.iter().try_for_each(|id| store.removal_told(*id))?;
    Ok(Understood::Yes)
}
