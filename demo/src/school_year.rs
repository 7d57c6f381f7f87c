//! The school year around a day, its calendar, and the stretch of it that the history covers.

use doorstep_schema::calendar::{Calendar, Term};
use doorstep_schema::moment::{days_between, plus_days};
use jiff::civil::{Date, Weekday, date};

/// A term that has run for fewer days than this is too young to show anything by itself.
const YOUNG_TERM_DAYS: i64 = 56;
/// How far back the history goes when it starts in the term before.
const BACK_DAYS: i64 = 150;

/// The school year in which a day lies, or after whose terms it lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SchoolYear {
    /// The year in which it starts.
    pub year: i16,
    /// The terms and free days, with those of the year before.
    pub calendar: Calendar,
    /// The first day of the history.
    pub from: Date,
    /// The last day of the history.
    pub today: Date,
}

impl SchoolYear {
    /// Finds the school year of a day; it changes with the first of August.
    #[must_use]
    pub fn around(today: Date) -> Self {
        let year = if today.month() >= 8 { today.year() } else { today.year() - 1 };
        let calendar = calendar(year);
        let begun = |t: &&Term| t.first <= today;
        let running = calendar.terms.iter().rev().find(begun).map_or(today, |t| t.first);
        let from = if days_between(running, today) >= YOUNG_TERM_DAYS {
            running
        } else {
            let back = plus_days(today, -BACK_DAYS);
            calendar.school_day_from(back).unwrap_or(running).min(running)
        };
        Self { year, calendar, from, today }
    }

    /// Returns the school days of the history in order.
    #[must_use]
    pub fn school_days(&self) -> Vec<Date> {
        let days = (0..=days_between(self.from, self.today)).map(|n| plus_days(self.from, n));
        days.filter(|d| self.calendar.is_school_day(*d)).collect()
    }
}

/// Makes the calendar of a school year and of the one before.
fn calendar(year: i16) -> Calendar {
    let mut calendar = Calendar { terms: Vec::new(), holidays: [].into(), made_up: [].into() };
    for y in [year - 1, year] {
        calendar
            .terms
            .push(Term { first: monday(date(y, 9, 1)), last: friday(date(y + 1, 1, 17)) });
        calendar
            .terms
            .push(Term { first: monday(date(y + 1, 2, 26)), last: friday(date(y + 1, 7, 12)) });
        calendar.holidays.extend((1..=7).map(|d| date(y, 10, d)));
        calendar.holidays.insert(date(y + 1, 1, 1));
        calendar.holidays.extend((4..=6).map(|d| date(y + 1, 4, d)));
        calendar.holidays.extend((1..=5).map(|d| date(y + 1, 5, d)));
        // The Saturday after National Day week, and the one after Labour Day, are made up.
        calendar.made_up.insert(saturday_after(date(y, 10, 7)));
        calendar.made_up.insert(saturday_after(date(y + 1, 5, 5)));
    }
    calendar
}

/// The Monday of the day's week.
fn monday(day: Date) -> Date {
    plus_days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// The last Friday on or before a day.
fn friday(day: Date) -> Date {
    let back = (0..7).map(|n| plus_days(day, -n));
    back.into_iter().find(|d| d.weekday() == Weekday::Friday).unwrap_or(day)
}

fn saturday_after(day: Date) -> Date {
    let ahead = (1..8).map(|n| plus_days(day, n));
    ahead.into_iter().find(|d| d.weekday() == Weekday::Saturday).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_autumn_day_has_its_term_behind_it() {
        let year = SchoolYear::around(date(2026, 11, 23));
        assert_eq!((year.year, year.from), (2026, date(2026, 8, 31)));
        assert!(days_between(year.from, year.today) >= 84);
        assert!(year.calendar.check().is_empty(), "{:?}", year.calendar.check());
        assert!(!year.calendar.is_school_day(date(2026, 10, 5)));
        assert!(year.calendar.is_school_day(date(2026, 10, 10)));
    }

    #[test]
    fn every_day_of_four_years_has_a_sound_calendar_and_enough_history() {
        let mut day = date(2025, 1, 1);
        while day < date(2029, 1, 1) {
            let year = SchoolYear::around(day);
            assert!(year.calendar.check().is_empty(), "{day}");
            assert!(year.school_days().len() >= 30, "{day}: {}", year.school_days().len());
            assert!(days_between(year.from, day) <= 220, "{day}: {}", year.from);
            day = plus_days(day, 3);
        }
    }
}
