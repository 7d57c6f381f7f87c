//! The principal's written dropout report (ladder step 4).

use super::record;
use crate::{Entry, Problem, Store};
use doorstep_schema::fact::{Act, DropoutReport};
use doorstep_schema::id::{FactId, StudentId};

/// Signs a dropout report.
///
/// # Errors
/// As [`record()`] says.
pub fn report(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    report: DropoutReport,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), entry.now, Act::DropoutReport(report))
}
