//! When a reminder can be set for: near times on the region's clock, each with its window.

use crate::acts::signed_in;
use crate::store::Store;
use crate::{Code, Problem};
use doorstep_schema::moment::{Clock, Moment, plus_days};
use jiff::civil::{Date, Time, Weekday};
use serde::Serialize;

/// How long after a reminder opens it is due, in minutes.
const DUE_MINUTES: i64 = 120;
/// The noon break, when parents at work can be called.
const NOON: Time = Time::constant(12, 30, 0, 0);
/// After supper.
const EVENING: Time = Time::constant(19, 0, 0, 0);
/// Before the first class.
const MORNING: Time = Time::constant(8, 0, 0, 0);

/// When a reminder can be carried out, is due, and is late.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReminderWindow {
    /// From when it can be carried out.
    pub opens: Moment,
    /// When it is due.
    pub due: Moment,
    /// From when it counts as late.
    pub late: Moment,
}

/// A near time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReminderTime {
    /// Which.
    pub key: ReminderTimeKey,
    /// From when it can be carried out.
    pub opens: Moment,
    /// When it is due.
    pub due: Moment,
    /// From when it counts as late.
    pub late: Moment,
}

/// The near times.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ReminderTimeKey {
    /// At once.
    Now,
    /// Today at noon.
    Noon,
    /// This evening.
    ThisEvening,
    /// Tomorrow before class.
    TomorrowMorning,
    /// Tomorrow evening.
    TomorrowEvening,
    /// Next Monday before class.
    MondayMorning,
    /// A week from today before class.
    InAWeek,
}

/// Lists the near times that have not passed; none twice.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn reminder_times(store: &Store, now: Moment) -> Result<Vec<ReminderTime>, Problem> {
    signed_in(store)?;
    let clock = store.rules()?.policy.clock;
    let today = clock.day(now);
    let tomorrow = plus_days(today, 1);
    let monday = plus_days(today, i64::from(today.weekday().until(Weekday::Monday)));
    let monday = if monday == today { plus_days(today, 7) } else { monday };
    let near = [
        (ReminderTimeKey::Noon, today, NOON),
        (ReminderTimeKey::ThisEvening, today, EVENING),
        (ReminderTimeKey::TomorrowMorning, tomorrow, MORNING),
        (ReminderTimeKey::TomorrowEvening, tomorrow, EVENING),
        (ReminderTimeKey::MondayMorning, monday, MORNING),
        (ReminderTimeKey::InAWeek, plus_days(today, 7), MORNING),
    ];
    let near = near.map(|(key, day, time)| (key, clock.at(day, time)));
    let mut times: Vec<ReminderTime> = Vec::new();
    for (key, opens) in std::iter::once((ReminderTimeKey::Now, now)).chain(near) {
        if opens >= now && times.iter().all(|time| time.opens != opens) {
            let ReminderWindow { opens, due, late } = window(clock, opens);
            times.push(ReminderTime { key, opens, due, late });
        }
    }
    Ok(times)
}

/// Returns the window of a reminder that is set for a day and a time on the region's clock.
///
/// # Errors
/// `invalid` at `day` when that has passed; `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn reminder_window(
    store: &Store,
    day: Date,
    time: Time,
    now: Moment,
) -> Result<ReminderWindow, Problem> {
    signed_in(store)?;
    let clock = store.rules()?.policy.clock;
    if day < clock.day(now) {
        return Err(Problem::at(Code::Invalid, "day"));
    }
    Ok(window(clock, clock.at(day, time)))
}

/// It is due after a while and late when its day is over, or when it is due if that is later.
fn window(clock: Clock, opens: Moment) -> ReminderWindow {
    let due = opens.plus_minutes(DUE_MINUTES);
    let over = clock.end_of(clock.day(opens));
    ReminderWindow { opens, due, late: due.max(over) }
}
