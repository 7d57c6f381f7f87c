//! When opened work is due.

use super::Walk;
use crate::moment::{Moment, plus_days};
use crate::policy::Due;
use jiff::civil::Date;

impl Walk<'_> {
    /// Returns when work that opened at a moment is due; never before it opened.
    pub(super) fn due(&self, opened_at: Moment, due: Due) -> Moment {
        let policy = self.rules.policy;
        let day = self.day(opened_at);
        let at_end = |day: Date| policy.clock.at(day, policy.day_end);
        match due {
            Due::AfterFirstClass(minutes) => {
                policy.clock.at(day, policy.first_class).plus_minutes(i64::from(minutes))
            }
            Due::EndOfSchoolDay(days) => {
                let due = at_end(self.school_day(day, days + 1));
                // Opened after the work day has ended: the next school day counts as the same day.
                if due > opened_at { due } else { at_end(self.school_day(day, days + 2)) }
            }
            Due::Days(days) => at_end(plus_days(day, i64::from(days))),
        }
    }

    /// Returns the n-th school day from a day, or the calendar day where the calendar ends.
    pub(super) fn school_day(&self, from: Date, n: u16) -> Date {
        let counted = self.rules.calendar.nth_school_day(from, n);
        counted.unwrap_or_else(|| plus_days(from, i64::from(n.saturating_sub(1))))
    }
}
