//! Reminders to a worker or a guardian 提醒.

use super::record;
use crate::{Code, Entry, Problem, Store};
use doorstep_schema::fact::{Act, ReminderDone, ReminderSet};
use doorstep_schema::id::{FactId, StudentId};

/// Sets a reminder.
///
/// # Errors
/// As [`record()`] says.
pub fn set(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    reminder: ReminderSet,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), entry.now, Act::ReminderSet(reminder))
}

/// Answers a reminder: carried out or dropped, with what came of it.
///
/// # Errors
/// `unknown_fact` when the phone has no such reminder; else as [`record()`] says.
pub fn answer(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    answer: ReminderDone,
) -> Result<FactId, Problem> {
    if !store.has_fact(answer.reminder)? {
        return Err(Problem::at(Code::UnknownFact, "payload.reminder"));
    }
    record(store, entry, Some(student), entry.now, Act::ReminderDone(answer))
}
