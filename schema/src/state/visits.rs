//! Periodic visits: who is to be visited though nothing is wrong, and by when.

use crate::calendar::Calendar;
use crate::moment::{Moment, plus_days};
use crate::people::Student;
use crate::policy::{Policy, VisitPeriod};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A visit that the policy's period asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct VisitDue {
    /// The day from which it can be made.
    #[cfg_attr(feature = "ts", ts(as = "crate::ts::Day"))]
    pub opens: Date,
    /// The last day; when it passes, a case opens.
    #[cfg_attr(feature = "ts", ts(as = "crate::ts::Day"))]
    pub due: Date,
    /// When that is, on the region's clock.
    pub due_at: Moment,
}

fn applies(period: &VisitPeriod, student: &Student, case_open: bool) -> bool {
    period.is_for(student) && (!period.at_risk || case_open)
}

/// Returns the next visit due at `now`, after the visits made so far (oldest first).
pub(super) fn visit_due(
    student: &Student,
    visits: &[Moment],
    case_open_since: Option<Moment>,
    policy: &Policy,
    calendar: &Calendar,
    now: Moment,
) -> Option<VisitDue> {
    let today = policy.clock.day(now);
    let term = calendar.term_of(today)?;
    let due = |opens: Date, due: Date| VisitDue {
        opens,
        due,
        due_at: policy.clock.at(due, policy.day_end),
    };
    let last = visits.last().map(|v| policy.clock.day(*v));
    policy
        .visit_periods
        .iter()
        .filter(|p| applies(p, student, case_open_since.is_some()))
        .filter_map(|period| match period.days {
            // Once a term: any visit within the term is enough.
            None => last.is_none_or(|l| l < term.first).then(|| due(term.first, term.last)),
            Some(days) => {
                let since =
                    case_open_since.map_or(term.first, |at| policy.clock.day(at)).max(term.first);
                let from = last.map_or(since, |l| l.max(since));
                Some(due(from, plus_days(from, i64::from(days))))
            }
        })
        .min_by_key(|d| d.due)
}
