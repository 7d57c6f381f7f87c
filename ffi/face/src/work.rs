//! What the screens of the queue, of reminders and of patrols ask.

use crate::Face;
use crate::asks::{Nothing, asks};
use crate::call::Call;
use doorstep_core::Problem;
use doorstep_core::schema::id::{FollowUpId, StudentId};
use doorstep_core::schema::reminding::{ReminderTime, ReminderWindow};
use doorstep_core::views::{self, FollowUpScreen, MessagePurpose};
use jiff::civil::{Date, Time};

asks! {
    /// A follow-up.
    AskFollowUp {
        /// The student.
        student: StudentId,
        /// The follow-up.
        follow_up: FollowUpId,
    }
    /// A day and a time on the region's clock.
    AskWindow {
        /// The day.
        #[cfg_attr(test, ts(type = "string"))]
        day: Date,
        /// The time, as in `18:30`.
        #[cfg_attr(test, ts(type = "string"))]
        time: Time,
    }
    /// Whom messages are about.
    AskPurposes {
        /// The student.
        student: StudentId,
        /// The language: `zh-Hans`, `en`.
        language: String,
    }
}

pub(crate) fn follow_up(
    face: &mut Face,
    call: &mut Call,
    ask: AskFollowUp,
) -> Result<FollowUpScreen, Problem> {
    views::follow_up(&face.store, ask.student, ask.follow_up, call.now)
}

pub(crate) fn reminder_times(
    face: &mut Face,
    call: &mut Call,
    _: Nothing,
) -> Result<Vec<ReminderTime>, Problem> {
    views::reminder_times(&face.store, call.now)
}

pub(crate) fn reminder_window(
    face: &mut Face,
    call: &mut Call,
    ask: AskWindow,
) -> Result<ReminderWindow, Problem> {
    views::reminder_window(&face.store, ask.day, ask.time, call.now)
}

pub(crate) fn message_purposes(
    face: &mut Face,
    call: &mut Call,
    ask: AskPurposes,
) -> Result<Vec<MessagePurpose>, Problem> {
    views::message_purposes(&face.store, ask.student, &ask.language, call.now)
}
