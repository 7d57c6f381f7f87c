//! Reminders 提醒: the worker's own and those for guardians, with their windows and what followed.

use crate::Problem;
use crate::acts::signed_in;
use crate::project::freshen;
use crate::store::{Session, Store};
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Guardian, Student};
use doorstep_schema::policy::OwnerKind;
use doorstep_schema::state::{Owner, Reminder, ReminderState, evaluate, guardians};
use serde::Serialize;

/// A reminder with whom it is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReminderRow {
    /// The student.
    pub student: StudentId,
    /// The student's name.
    pub name: String,
    /// The reminder: its windows, its state, when it was answered, and whether the child came back after it.
    pub reminder: Reminder,
    /// Whether the worker set it.
    pub mine: bool,
    /// The guardian to remind.
    pub guardian: Option<Guardian>,
    /// The telephone to call or write to, empty when it is not known.
    pub phone: String,
}

/// Lists the reminders that the worker set, and those for guardians of students whom the worker serves: what is to be
/// done first, by when it is due, then what was answered, the last first.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn reminders(store: &Store, now: Moment) -> Result<Vec<ReminderRow>, Problem> {
    let session = signed_in(store)?;
    freshen(store, now)?;
    let rules = store.rules()?;
    let mut rows = Vec::new();
    for key in store.reminded()? {
        let Some(student) = store.student(key)? else { continue };
        let state = evaluate(&student, &store.counting_facts(key)?, &rules.rules(), now);
        let guardians = guardians(&student, &state.profile);
        for reminder in state.reminders {
            if is_shown(&session, &student, &reminder) {
                rows.push(row(&session, &student, &guardians, reminder));
            }
        }
    }
    rows.sort_by_key(|row| {
        let left = i64::MAX - row.reminder.done_at.map_or(i64::MAX, Moment::ms);
        let answered = matches!(row.reminder.state, ReminderState::Done | ReminderState::Dropped);
        (answered, left, row.reminder.due, row.reminder.id)
    });
    Ok(rows)
}

fn is_shown(session: &Session, student: &Student, reminder: &Reminder) -> bool {
    let class = Owner::of(OwnerKind::Class, &student.standing());
    let served = session.scope.iter().any(|a| class.is_served_by(&a.scope));
    reminder.author == session.subject || (reminder.guardian.is_some() && served)
}

fn row(
    session: &Session,
    student: &Student,
    guardians: &[Guardian],
    reminder: Reminder,
) -> ReminderRow {
    let guardian = guardians.iter().find(|guardian| Some(guardian.id) == reminder.guardian);
    let called = guardian.or_else(|| guardians.first());
    ReminderRow {
        student: student.id,
        name: student.name.clone(),
        mine: reminder.author == session.subject,
        phone: called.map(|guardian| guardian.phone.clone()).unwrap_or_default(),
        guardian: guardian.cloned(),
        reminder,
    }
}
