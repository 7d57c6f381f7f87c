//! A message to a guardian, ready to be sent: its words, to whom, and how.

use crate::acts::{find_student, signed_in};
use crate::store::Store;
use crate::{Code, Problem};
use doorstep_schema::id::{FactId, GuardianId, StudentId};
use doorstep_schema::message::{About, Purpose, message};
use doorstep_schema::moment::{Moment, plus_days};
use doorstep_schema::people::Channel;
use doorstep_schema::state::{PromiseState, StudentState, evaluate, guardian_phone};
use jiff::civil::Date;
use serde::Serialize;

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
    let session = signed_in(store)?;
    let (key, student) = find_student(store, ask.student)?;
    let rules = store.rules()?;
    let state = evaluate(&student, &store.counting_facts(key)?, &rules.rules(), now);
    let reminder = match ask.reminder {
        None => None,
        Some(id) => {
            let found = state.reminders.iter().find(|reminder| reminder.id == id);
            Some(found.ok_or_else(|| Problem::at(Code::UnknownFact, "reminder"))?)
        }
    };
    let asked = ask.guardian.or_else(|| reminder.and_then(|reminder| reminder.guardian));
    let guardian = match asked {
        None => student.guardians.first(),
        Some(id) => {
            let found = student.guardians.iter().find(|guardian| guardian.id == id);
            Some(found.ok_or_else(|| Problem::at(Code::Invalid, "guardian"))?)
        }
    };
    let school = store.school(student.school)?.map(|school| school.name).unwrap_or_default();
    let today = rules.policy.clock.day(now);
    let text = match (ask.purpose, reminder) {
        (Some(purpose), _) => {
            let back = || rules.calendar.school_day_from(plus_days(today, 1));
            let day = ask.day.or_else(|| day_of(purpose, &state, back()));
            let (student, worker) = (&*student.name, &*session.worker.name);
            let about = About { student, school: &school, worker, day: day.unwrap_or(today) };
            message(&rules.policy, purpose, &ask.language, &about)
        }
        (None, Some(reminder)) => reminder.text.clone(),
        (None, None) => return Err(Problem::at(Code::Invalid, "purpose")),
    };
    let first = student.guardians.first().map(|first| first.id);
    let preferred = guardian.and_then(|guardian| guardian.channel);
    Ok(GuardianMessage {
        text,
        guardian: guardian.map(|guardian| guardian.id),
        guardian_name: guardian.map(|guardian| guardian.name.clone()).unwrap_or_default(),
        phone: match guardian {
            Some(guardian) if Some(guardian.id) != first => guardian.phone.clone(),
            _ => guardian_phone(&student, &state.profile),
        },
        channel: reminder
            .and_then(|reminder| reminder.channel)
            .or(preferred)
            .unwrap_or(Channel::Sms),
    })
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
