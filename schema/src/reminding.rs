//! When a reminder can be set for: near times on the region's clock, each with its window, by the policy.

use crate::moment::{Clock, Moment, plus_days};
use crate::people::words;
use crate::problem::Violations;
use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

/// The policy's times for reminders.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReminderPolicy {
    /// Before the first class.
    pub morning: Time,
    /// The noon break, when parents at work can be called.
    pub noon: Time,
    /// After supper.
    pub evening: Time,
    /// How many minutes after it opens a reminder is due, 1 to 1440.
    pub due_minutes: u16,
}

impl Default for ReminderPolicy {
    fn default() -> Self {
        Self {
            morning: Time::constant(8, 0, 0, 0),
            noon: Time::constant(12, 30, 0, 0),
            evening: Time::constant(19, 0, 0, 0),
            due_minutes: 120,
        }
    }
}

/// When a reminder can be carried out, is due, and is late.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReminderWindow {
    /// From when it can be carried out.
    pub opens: Moment,
    /// When it is due.
    pub due: Moment,
    /// From when it counts as late.
    pub late: Moment,
}

words! {
    /// The near times.
    ReminderTimeKey {
        /// At once.
        Now = "now",
        /// Today at noon.
        Noon = "noon",
        /// This evening.
        ThisEvening = "this_evening",
        /// Tomorrow before class.
        TomorrowMorning = "tomorrow_morning",
        /// Tomorrow evening.
        TomorrowEvening = "tomorrow_evening",
        /// Next Monday before class.
        MondayMorning = "monday_morning",
        /// A week from today before class.
        InAWeek = "in_a_week",
    }
}

/// A near time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReminderTime {
    /// Which.
    pub key: ReminderTimeKey,
    /// Its window.
    #[serde(flatten)]
    #[cfg_attr(feature = "ts", ts(flatten))]
    pub window: ReminderWindow,
}

impl ReminderPolicy {
    /// Lists the near times that have not passed; none twice.
    #[must_use]
    pub fn near(&self, clock: Clock, now: Moment) -> Vec<ReminderTime> {
        let today = clock.day(now);
        let tomorrow = plus_days(today, 1);
        let to_monday = i64::from(today.weekday().until(Weekday::Monday));
        let monday = plus_days(today, if to_monday == 0 { 7 } else { to_monday });
        let near = [
            (ReminderTimeKey::Noon, today, self.noon),
            (ReminderTimeKey::ThisEvening, today, self.evening),
            (ReminderTimeKey::TomorrowMorning, tomorrow, self.morning),
            (ReminderTimeKey::TomorrowEvening, tomorrow, self.evening),
            (ReminderTimeKey::MondayMorning, monday, self.morning),
            (ReminderTimeKey::InAWeek, plus_days(today, 7), self.morning),
        ];
        let near = near.map(|(key, day, time)| (key, clock.at(day, time)));
        let mut times: Vec<ReminderTime> = Vec::new();
        for (key, opens) in std::iter::once((ReminderTimeKey::Now, now)).chain(near) {
            if opens >= now && times.iter().all(|time| time.window.opens != opens) {
                times.push(ReminderTime { key, window: self.window(clock, opens) });
            }
        }
        times
    }

    /// Returns the window of a reminder that is set for a day and a time on the region's clock; none when the day has
    /// passed.
    #[must_use]
    pub fn window_of(
        &self,
        clock: Clock,
        day: Date,
        time: Time,
        now: Moment,
    ) -> Option<ReminderWindow> {
        (day >= clock.day(now)).then(|| self.window(clock, clock.at(day, time)))
    }

    /// It is due after a while and late when its day is over, or when it is due if that is later.
    fn window(&self, clock: Clock, opens: Moment) -> ReminderWindow {
        let due = opens.plus_minutes(i64::from(self.due_minutes));
        let over = clock.end_of(clock.day(opens));
        ReminderWindow { opens, due, late: due.max(over) }
    }

    /// Checks what a person wrote.
    pub(crate) fn check(&self, found: &mut Violations) {
        found.require(
            self.morning < self.noon && self.noon < self.evening,
            "reminders.evening".to_owned(),
            "out_of_range",
            "morning, noon and evening follow one another".to_owned(),
        );
        found.require(
            (1..=1440).contains(&self.due_minutes),
            "reminders.due_minutes".to_owned(),
            "out_of_range",
            "a reminder is due 1 to 1440 minutes after it opens".to_owned(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;
    use jiff::civil::date;

    #[test]
    fn an_old_policy_has_the_default_times_and_a_wrong_one_is_refused() {
        let mut old = serde_json::to_value(Policy::shipped()).unwrap();
        old.as_object_mut().unwrap().remove("reminders");
        let mut policy: Policy = serde_json::from_value(old).unwrap();
        assert_eq!(policy.reminders, ReminderPolicy::default());
        policy.reminders.noon = policy.reminders.evening;
        policy.reminders.due_minutes = 0;
        let found = policy.check();
        let fields: Vec<_> = found.iter().map(|v| v.field.as_str()).collect();
        assert_eq!(fields, ["reminders.evening", "reminders.due_minutes"]);
    }

    #[test]
    fn a_late_reminder_ends_with_its_own_window() {
        let clock = Policy::shipped().clock;
        let of = |time| {
            let now = clock.at(date(2026, 11, 23), Time::constant(7, 0, 0, 0));
            ReminderPolicy::default().window_of(clock, date(2026, 11, 23), time, now).unwrap()
        };
        let noon = of(Time::constant(12, 30, 0, 0));
        assert_eq!(noon.late, clock.end_of(date(2026, 11, 23)));
        let night = of(Time::constant(23, 30, 0, 0));
        assert_eq!(night.late, night.due);
        let now = clock.at(date(2026, 11, 24), Time::midnight());
        let passed =
            ReminderPolicy::default().window_of(clock, date(2026, 11, 23), noon_time(), now);
        assert_eq!(passed, None);
    }

    fn noon_time() -> Time {
        ReminderPolicy::default().noon
    }
}
