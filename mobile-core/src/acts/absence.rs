//! A teacher reports that a student is not in class 缺勤报告.

use super::record;
use crate::{Entry, Problem, Store};
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::id::{FactId, StudentId};

/// Reports an absence.
///
/// # Errors
/// As [`record()`] says.
pub fn report(
    store: &mut Store,
    entry: &Entry,
    student: StudentId,
    report: AbsenceReport,
) -> Result<FactId, Problem> {
    record(store, entry, Some(student), entry.now, Act::AbsenceReport(report))
}
