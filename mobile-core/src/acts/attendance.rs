//! A student is back in class 返校.

use super::record;
use crate::{Entry, Problem, Store};
use doorstep_schema::fact::{Act, ReturnToClass};
use doorstep_schema::id::{FactId, StudentId};
use jiff::civil::Date;

/// Records the first day back in class.
///
/// # Errors
/// As [`record()`] says.
pub fn came_back(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    day: Date,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), entry.now, Act::ReturnToClass(ReturnToClass { day }))
}
