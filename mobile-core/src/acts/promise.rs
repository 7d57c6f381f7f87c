//! A promise was kept or broken 承诺.

use super::record;
use crate::{Code, Entry, Problem, Store};
use doorstep_schema::fact::{Act, PromiseSettled};
use doorstep_schema::id::{FactId, StudentId};

/// Says what became of a promise; `promise` is the visit or contact in which it was made.
///
/// # Errors
/// `unknown_fact` when the phone has no such visit or contact; else as [`record()`] says.
pub fn settle(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    promise: FactId,
    kept: bool,
) -> Result<FactId, Problem> {
    if !store.has_fact(promise)? {
        return Err(Problem::at(Code::UnknownFact, "payload.promise"));
    }
    record(
        store,
        entry,
        Some(student),
        entry.now,
        Act::PromiseSettled(PromiseSettled { promise, kept }),
    )
}
