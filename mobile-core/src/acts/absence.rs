//! A teacher reports that students are not in class 缺勤报告.

use super::{find_student, record, record_within};
use crate::{Code, Entry, Problem, Store};
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::id::{ClassId, FactId, StudentId};
use doorstep_schema::moment::Moment;
use jiff::civil::Date;
use serde::Deserialize;

/// The most students of a class who can be reported at once.
const MAX_STUDENTS: usize = 200;

/// A student who is not in class.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// The student.
    pub student: StudentId,
    /// The reason, when known.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub reason: String,
    /// Whether the absence is excused.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub excused: bool,
}

/// Who of a class is missing on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClassReport {
    /// The class.
    pub class: ClassId,
    /// The day.
    pub day: Date,
    /// When the school was told.
    pub told_at: Moment,
    /// Those who are missing.
    pub missing: Vec<Missing>,
}

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

/// Reports all who are missing from a class, each as a fact of their own, or none; the same entry again changes
/// nothing.
///
/// # Errors
/// `invalid` at the student who is named twice or is of another class; else as [`record()`] says.
pub fn report_class(
    store: &mut Store,
    entry: &Entry,
    report: &ClassReport,
) -> Result<Vec<FactId>, Problem> {
    if report.missing.len() > MAX_STUDENTS {
        return Err(Problem::at(Code::Invalid, "missing"));
    }
    store.write(|store| {
        let mut ids = Vec::with_capacity(report.missing.len());
        for (nth, missing) in (0_u8..).zip(&report.missing) {
            let place = usize::from(nth);
            let (_, student) = find_student(store, missing.student)?;
            let twice = report.missing[..place].iter().any(|m| m.student == missing.student);
            if twice || student.class != report.class {
                let field = format!("missing[{place}].student");
                return Err(Problem::at(Code::Invalid, &field));
            }
            let act = Act::AbsenceReport(AbsenceReport {
                days: vec![report.day],
                told_at: report.told_at,
                reason: missing.reason.clone(),
                excused: missing.excused,
                filled: None,
            });
            let entry = if nth == 0 { *entry } else { entry.further(nth) };
            ids.push(record_within(store, &entry, Some(missing.student), entry.now, act)?);
        }
        Ok(ids)
    })
}
