//! A message to a guardian, ready to be sent: its words, to whom, and how; and what such a message can be for.

use super::names::school_name;
use crate::acts::{find_student, signed_in};
use crate::store::{OwnRules, Store};
use crate::{Code, Problem};
use doorstep_schema::id::{FactId, GuardianId, StudentId};
use doorstep_schema::message::{About, Purpose, message};
use doorstep_schema::moment::{Moment, plus_days};
use doorstep_schema::people::{Channel, Student};
use doorstep_schema::state::{PromiseState, StudentState, evaluate, guardian_phone, guardians};
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessageAsk {
    /// The student.
    pub student: StudentId,
    /// What the message is for; without one it is a reminder's own words.
    pub purpose: Option<Purpose>,
    /// The reminder that it carries out.
    pub reminder: Option<FactId>,
    /// The guardian; the reminder's, or the one who cares for the child, when it is not said.
    pub guardian: Option<GuardianId>,
    /// The day that it is about; what follows from the record when it is not said.
    pub day: Option<Date>,
    /// The language as a tag such as `zh-Hans`.
    pub language: String,
}

/// A message to a guardian.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GuardianMessage {
    /// The words.
    pub text: String,
    /// The guardian.
    pub guardian: Option<GuardianId>,
    /// The guardian's name, empty when there is none.
    pub guardian_name: String,
    /// The telephone, empty when it is not known.
    pub phone: String,
    /// How: as the reminder says, else as the guardian prefers, else by text message.
    pub channel: Channel,
}

/// Something that a message can be for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MessagePurpose {
    /// The purpose.
    pub purpose: Purpose,
    /// The message about the student, as it would be sent today.
    pub text: String,
}

/// Writes a message to a guardian.
///
/// # Errors
/// `unknown_student`; `unknown_fact` when the student has no such reminder; `invalid` at `guardian` when the student has
/// no such guardian, at `purpose` when there is neither a purpose nor a reminder.
pub fn guardian_message(
    store: &Store,
    ask: &MessageAsk,
    now: Moment,
) -> Result<GuardianMessage, Problem> {
    let writer = Writer::about(store, ask.student, now)?;
    let reminders = &writer.state.reminders;
    let reminder = match ask.reminder {
        None => None,
        Some(id) => {
            let found = reminders.iter().find(|reminder| reminder.id == id);
            Some(found.ok_or_else(|| Problem::at(Code::UnknownFact, "reminder"))?)
        }
    };
    let guardians = guardians(&writer.student, &writer.state.profile);
    let asked = ask.guardian.or_else(|| reminder.and_then(|reminder| reminder.guardian));
    let guardian = match asked {
        None => guardians.first(),
        Some(id) => {
            let found = guardians.iter().find(|guardian| guardian.id == id);
            Some(found.ok_or_else(|| Problem::at(Code::Invalid, "guardian"))?)
        }
    };
    let text = match (ask.purpose, reminder) {
        (Some(purpose), _) => writer.write(purpose, ask.day, &ask.language),
        (None, Some(reminder)) => reminder.text.clone(),
        (None, None) => return Err(Problem::at(Code::Invalid, "purpose")),
    };
    let preferred = guardian.and_then(|guardian| guardian.channel);
    Ok(GuardianMessage {
        text,
        guardian: guardian.map(|guardian| guardian.id),
        guardian_name: guardian.map(|guardian| guardian.name.clone()).unwrap_or_default(),
        phone: match guardian {
            Some(guardian) => guardian.phone.clone(),
            None => guardian_phone(&writer.student, &writer.state.profile),
        },
        channel: reminder
            .and_then(|reminder| reminder.channel)
            .or(preferred)
            .unwrap_or(Channel::Sms),
    })
}

/// Lists what a message about a student can be for.
///
/// # Errors
/// `unknown_student`, `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn message_purposes(
    store: &Store,
    student: StudentId,
    language: &str,
    now: Moment,
) -> Result<Vec<MessagePurpose>, Problem> {
    let writer = Writer::about(store, student, now)?;
    let of = |purpose: &Purpose| MessagePurpose {
        purpose: *purpose,
        text: writer.write(*purpose, None, language),
    };
    Ok(Purpose::ALL.iter().map(of).collect())
}

/// What messages about a student are written from.
struct Writer {
    rules: Arc<OwnRules>,
    student: Student,
    state: StudentState,
    school: String,
    worker: String,
    today: Date,
}

impl Writer {
    fn about(store: &Store, student: StudentId, now: Moment) -> Result<Self, Problem> {
        let session = signed_in(store)?;
        let (key, student) = find_student(store, student)?;
        let rules = store.rules()?;
        Ok(Self {
            state: evaluate(&student, &store.counting_facts(key)?, &rules.rules(), now),
            school: school_name(store, student.school)?,
            worker: session.worker.name,
            today: rules.policy.clock.day(now),
            rules,
            student,
        })
    }

    fn write(&self, purpose: Purpose, day: Option<Date>, language: &str) -> String {
        let back = || self.rules.calendar.school_day_from(plus_days(self.today, 1));
        let day = day.or_else(|| day_of(purpose, &self.state, back()));
        let about = About {
            student: &self.student.name,
            school: &self.school,
            worker: &self.worker,
            day: day.unwrap_or(self.today),
        };
        message(&self.rules.policy, purpose, language, &about)
    }
}

/// The day that a message is about, as the record has it.
fn day_of(purpose: Purpose, state: &StudentState, next_school_day: Option<Date>) -> Option<Date> {
    match purpose {
        Purpose::Absence => state.open_case().and_then(|case| case.absent_since),
        Purpose::VisitAppointment => state.visit_due.map(|visit| visit.due),
        Purpose::PromiseDue => {
            let pending = state.promises.iter().filter(|p| p.state == PromiseState::Pending);
            pending.map(|promise| promise.by).min()
        }
        Purpose::ReturnToClass => next_school_day,
        Purpose::DutyUnderLaw => None,
    }
}
