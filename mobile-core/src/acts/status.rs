//! The status procedure: requested, checked by the school, approved by the county.

use super::record;
use crate::{Code, Entry, Problem, Store};
use doorstep_schema::fact::{Act, StatusAnswer, StatusRequest};
use doorstep_schema::id::{FactId, StudentId};

/// Requests a change of status.
///
/// # Errors
/// As [`record()`] says.
pub fn request(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    request: StatusRequest,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), entry.now, Act::StatusRequest(request))
}

/// Checks a requested change for the school.
///
/// # Errors
/// `unknown_fact` when the phone has no such request; else as [`record()`] says.
pub fn check(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    answer: StatusAnswer,
) -> Result<FactId, Problem> {
    known(store, answer.request)?;
    record(store, entry, Some(student), entry.now, Act::StatusCheck(answer))
}

/// Approves or refuses a checked change for the county.
///
/// # Errors
/// `unknown_fact` when the phone has no such request; else as [`record()`] says.
pub fn approve(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    answer: StatusAnswer,
) -> Result<FactId, Problem> {
    known(store, answer.request)?;
    record(store, entry, Some(student), entry.now, Act::StatusApproval(answer))
}

fn known(store: &Store, request: FactId) -> Result<(), Problem> {
    if store.has_fact(request)? {
        Ok(())
    } else {
        Err(Problem::at(Code::UnknownFact, "payload.request"))
    }
}
