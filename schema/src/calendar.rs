//! The school calendar: terms, holidays and made-up days, as data per school year.

use crate::problem::{Violation, Violations};
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A term: first and last day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Term {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// The school days of one or more school years.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Calendar {
    /// The terms in order; they do not overlap.
    pub terms: Vec<Term>,
    /// Weekdays without class.
    #[serde(default)]
    pub holidays: BTreeSet<Date>,
    /// Weekend days with class, made up for a holiday (调休).
    #[serde(default)]
    pub made_up: BTreeSet<Date>,
}

/// How far ahead a school day is looked for before giving up: two years.
const HORIZON_DAYS: usize = 730;

impl Calendar {
    /// Tells whether there is class on the day.
    #[must_use]
    pub fn is_school_day(&self, day: Date) -> bool {
        if self.made_up.contains(&day) {
            return true;
        }
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !weekend && !self.holidays.contains(&day) && self.term_of(day).is_some()
    }

    /// Returns the term in which the day lies.
    #[must_use]
    pub fn term_of(&self, day: Date) -> Option<&Term> {
        self.terms.iter().find(|t| t.first <= day && day <= t.last)
    }

    /// Returns the first school day on or after the day.
    #[must_use]
    pub fn school_day_from(&self, day: Date) -> Option<Date> {
        self.ahead(day).find(|d| self.is_school_day(*d))
    }

    /// Returns the `n`th school day counted from the first one on or after `day` (`n` = 1 is that one).
    #[must_use]
    pub fn nth_school_day(&self, day: Date, n: u16) -> Option<Date> {
        self.ahead(day).filter(|d| self.is_school_day(*d)).nth(usize::from(n.max(1)) - 1)
    }

    /// Counts the school days from `from` to `to`, both included; at most two years are counted.
    #[must_use]
    pub fn school_days_between(&self, from: Date, to: Date) -> u32 {
        let days = self.ahead(from).take_while(|d| *d <= to);
        u32::try_from(days.filter(|d| self.is_school_day(*d)).count()).unwrap_or(u32::MAX)
    }

    /// Walks from a day as far as anything is known of school days, and never further than the horizon.
    fn ahead(&self, day: Date) -> impl Iterator<Item = Date> {
        let made_up = self.made_up.last().copied();
        let known = self.terms.iter().map(|t| t.last).chain(made_up).max();
        std::iter::successors(Some(day), |day| day.tomorrow().ok())
            .take(HORIZON_DAYS)
            .take_while(move |day| known.is_some_and(|known| *day <= known))
    }

    /// Checks the calendar; an empty list means that it can be used.
    #[must_use]
    pub fn check(&self) -> Vec<Violation> {
        let mut found = Violations::default();
        found.require(
            !self.terms.is_empty(),
            "terms",
            "missing",
            "a calendar has at least one term",
        );
        for (i, term) in self.terms.iter().enumerate() {
            found.require(
                term.first <= term.last,
                format!("terms[{i}].last"),
                "out_of_order",
                format!("the term ends on {} before it begins on {}", term.last, term.first),
            );
            let before = i.checked_sub(1).and_then(|p| self.terms.get(p));
            found.require(
                before.is_none_or(|b| b.last < term.first),
                format!("terms[{i}].first"),
                "overlap",
                "a term begins after the one before it has ended",
            );
        }
        for day in &self.made_up {
            found.require(
                matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
                format!("made_up[{day}]"),
                "not_a_weekend",
                "a made-up day is a Saturday or Sunday; take a weekday out of the holidays instead",
            );
        }
        found.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn autumn() -> Calendar {
        Calendar {
            terms: vec![Term { first: date(2026, 9, 1), last: date(2027, 1, 15) }],
            holidays: (1..=7).map(|d| date(2026, 10, d)).collect(),
            made_up: [date(2026, 10, 10)].into(),
        }
    }

    #[test]
    fn holidays_weekends_and_made_up_days_count_as_they_should() {
        let calendar = autumn();
        assert!(calendar.is_school_day(date(2026, 9, 30)));
        assert_eq!(calendar.school_day_from(date(2026, 10, 1)), Some(date(2026, 10, 8)));
        assert_eq!(calendar.nth_school_day(date(2026, 10, 8), 3), Some(date(2026, 10, 10)));
        assert_eq!(calendar.nth_school_day(date(2026, 10, 8), 4), Some(date(2026, 10, 12)));
        assert_eq!(calendar.school_days_between(date(2026, 9, 28), date(2026, 10, 12)), 7);
        assert_eq!(calendar.nth_school_day(date(2027, 1, 16), 1), None);
    }

    #[test]
    fn a_wrong_calendar_says_where() {
        let mut calendar = autumn();
        calendar.terms.push(Term { first: date(2027, 1, 10), last: date(2027, 1, 1) });
        calendar.made_up.insert(date(2026, 10, 9));
        let fields: Vec<_> = calendar.check().into_iter().map(|v| v.field).collect();
        assert_eq!(fields, ["terms[1].last", "terms[1].first", "made_up[2026-10-09]"]);
        assert!(autumn().check().is_empty());
    }
}
