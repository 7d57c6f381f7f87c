//! The notifications that the phone's own clock should show, planned ahead.

use super::work::own_todos;
use crate::Problem;
use crate::store::{Store, TodoKind, TodoOf};
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use serde::Serialize;

/// The most that are planned at once; iOS keeps no more than 64.
const MAX_PLANNED: usize = 64;
/// How long before it is due a piece of work is called to mind: two hours.
const LEAD_MINUTES: i64 = 120;

/// One notification.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "PlannedNotification"))]
pub struct Notification {
    /// When to show it.
    pub at: Moment,
    /// The key of its title in the message files: `notify.visit.soon`, `notify.reminder.open`, …
    pub title_key: String,
    /// A reminder's or promise's own words.
    pub text: String,
    /// The student.
    pub student: StudentId,
    /// The student's name.
    pub name: String,
}

/// Plans the next notifications, the first first; replaces every plan made before.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn reminder_plan(store: &Store, now: Moment) -> Result<Vec<Notification>, Problem> {
    let todos = own_todos(store, Moment::from_ms(i64::MAX), now)?;
    let mut plan: Vec<Notification> = todos
        .into_iter()
        .filter_map(|TodoOf { student, name, todo, .. }| {
            let soon = todo.due_at.plus_minutes(-LEAD_MINUTES).max(todo.opens_at);
            let reminder = todo.kind == TodoKind::Reminder;
            let first = if reminder { (todo.opens_at, "open") } else { (soon, "soon") };
            let (at, which) =
                [first, (todo.due_at, "due")].into_iter().find(|(at, _)| *at > now)?;
            let title_key = format!("notify.{}.{which}", todo.kind.as_str());
            Some(Notification { at, title_key, text: todo.text, student, name })
        })
        .collect();
    plan.sort_by_key(|n| (n.at, n.student));
    plan.truncate(MAX_PLANNED);
    Ok(plan)
}
