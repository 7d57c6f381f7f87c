//! When a reminder can be set for, by the policy's times.

use crate::acts::signed_in;
use crate::store::Store;
use crate::{Code, Problem};
use doorstep_schema::moment::Moment;
use doorstep_schema::reminding::{ReminderTime, ReminderWindow};
use jiff::civil::{Date, Time};

/// Lists the near times that have not passed; none twice.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn reminder_times(store: &Store, now: Moment) -> Result<Vec<ReminderTime>, Problem> {
    signed_in(store)?;
    let policy = &store.rules()?.policy;
    Ok(policy.reminders.near(policy.clock, now))
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
    let policy = &store.rules()?.policy;
    let window = policy.reminders.window_of(policy.clock, day, time, now);
    window.ok_or_else(|| Problem::at(Code::Invalid, "day"))
}
