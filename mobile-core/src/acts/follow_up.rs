//! Work on a follow-up 跟进 of one's own queue: accepted, completed, sent back, handed on.

use super::record;
use crate::{Entry, Problem, Store};
use doorstep_schema::fact::{
    Act, FollowUpAccepted, FollowUpDone, FollowUpReassigned, FollowUpSentBack,
};
use doorstep_schema::id::{FactId, FollowUpId, StudentId};

/// Accepts a follow-up.
///
/// # Errors
/// As [`record()`] says.
pub fn accept(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    follow_up: FollowUpId,
) -> Result<FactId, Problem> {
    let act = Act::FollowUpAccepted(FollowUpAccepted { follow_up });
    record(store, entry, Some(student), entry.now, act)
}

/// Says that a follow-up is done.
///
/// # Errors
/// As [`record()`] says.
pub fn complete(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    done: FollowUpDone,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), entry.now, Act::FollowUpDone(done))
}

/// Sends a follow-up back, with the reason.
///
/// # Errors
/// As [`record()`] says.
pub fn send_back(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    follow_up: FollowUpId,
    reason: &str,
) -> Result<FactId, Problem> {
    let act = Act::FollowUpSentBack(FollowUpSentBack { follow_up, reason: reason.to_owned() });
    record(store, entry, Some(student), entry.now, act)
}

/// Hands a follow-up to another owner.
///
/// # Errors
/// As [`record()`] says.
pub fn reassign(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    reassigned: FollowUpReassigned,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), entry.now, Act::FollowUpReassigned(reassigned))
}
