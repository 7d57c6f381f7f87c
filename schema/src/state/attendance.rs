//! One student's attendance on one day, as far as anybody said.

use super::{StudentState, Told};
use crate::fact::{AbsenceReport, Act};
use crate::id::{FactId, WorkerId};
use crate::moment::Moment;
use crate::people::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

words! {
    /// Whether a student was in class on a day.
    Presence {
        /// Nobody said that the student was not.
        Present = "present",
        /// Not in class, and nothing excuses it.
        Missing = "missing",
        /// Not in class, and excused.
        Excused = "excused",
    }
}

/// The report that a student was not in class on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReportedAbsence {
    /// The fact.
    pub fact: FactId,
    /// Who reported it.
    pub by: WorkerId,
    /// When the school was told: the clock that the ladder runs on.
    pub told_at: Moment,
    /// The reason, when known.
    pub reason: String,
}

/// A student's attendance on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Attendance {
    /// Whether the student was in class.
    pub presence: Presence,
    /// The first day of the absence that is open still.
    #[cfg_attr(feature = "ts", ts(as = "Option<crate::ts::Day>"))]
    pub missing_since: Option<Date>,
    /// The last report that names the day.
    pub report: Option<ReportedAbsence>,
}

/// Tells a student's attendance on a day: by the last report that names it, unless the child came back by then; an
/// absence that is open still goes on until somebody says that the child is back.
#[must_use]
pub fn attendance(told: &[Told], state: &StudentState, day: Date) -> Attendance {
    let mut report: Option<(&Told, &AbsenceReport)> = None;
    for fact in told {
        match &fact.act {
            Act::AbsenceReport(absence) if absence.days.contains(&day) => {
                report = Some((fact, absence));
            }
            Act::ReturnToClass(back) if back.day <= day => report = None,
            _ => {}
        }
    }
    let open = state.open_case().and_then(|case| case.absent_since);
    let missing_since = open.filter(|since| *since <= day);
    let presence = match (report, missing_since) {
        (Some((_, absence)), _) if absence.excused => Presence::Excused,
        (Some(_), _) | (None, Some(_)) => Presence::Missing,
        (None, None) => Presence::Present,
    };
    let report = report.map(|(fact, absence)| ReportedAbsence {
        fact: fact.id,
        by: fact.author,
        told_at: absence.told_at,
        reason: absence.reason.clone(),
    });
    Attendance { presence, missing_since, report }
}
