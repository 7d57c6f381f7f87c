//! The queue: all open follow-ups of one's own owners, overdue first, then risk, then due; and the promises due today.

use super::Work;
use super::work::{own_todos, shown};
use crate::Problem;
use crate::store::{Store, StudentKey, TodoKind, TodoOf};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Concern;
use doorstep_schema::state::Owner;
use serde::Serialize;
use std::collections::BTreeMap;

/// By when a follow-up is due, seen from today.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum QueueWhen {
    /// It is late.
    Late,
    /// It is due by tonight.
    Today,
    /// It is due on a later day.
    Later,
}

/// A follow-up as the queue shows it.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct QueueWork {
    /// The follow-up.
    #[serde(flatten)]
    #[cfg_attr(feature = "ts", ts(flatten))]
    pub work: Work,
    /// Why the child is watched.
    pub concerns: Vec<Concern>,
    /// By when it is due.
    pub when: QueueWhen,
}

/// Returns the queue with what its screen says of each follow-up.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn queue_list(
    store: &Store,
    owner: Option<&Owner>,
    now: Moment,
) -> Result<Vec<QueueWork>, Problem> {
    let clock = store.rules()?.policy.clock;
    let tonight = clock.end_of(clock.day(now));
    let todos = queued(store, owner, now)?;
    let keys: Vec<StudentKey> = todos.iter().map(|of| of.key).collect();
    let mut rows = Vec::with_capacity(keys.len());
    for (work, key) in shown(store, todos, now)?.into_iter().zip(keys) {
        rows.push(QueueWork {
            concerns: store.head(key)?.map(|head| head.concerns).unwrap_or_default(),
            when: if work.late {
                QueueWhen::Late
            } else if work.due_at <= tonight {
                QueueWhen::Today
            } else {
                QueueWhen::Later
            },
            work,
        });
    }
    Ok(rows)
}

/// How much there is to do in one queue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OwnerCount {
    /// Whose queue it is.
    pub owner: Owner,
    /// Open follow-ups.
    pub open: u32,
    /// Of them those that are late.
    pub late: u32,
    /// Of them those that are due today and not late.
    pub today: u32,
}

/// Counts the open follow-ups of every owner that the signed-in worker serves, by owner.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn queue_counts(store: &Store, now: Moment) -> Result<Vec<OwnerCount>, Problem> {
    let clock = store.rules()?.policy.clock;
    let tonight = clock.end_of(clock.day(now));
    let mut counts: BTreeMap<Owner, OwnerCount> = BTreeMap::new();
    for TodoOf { todo, .. } in queued(store, None, now)? {
        let Some(owner) = todo.owner else { continue };
        let empty = OwnerCount { owner, open: 0, late: 0, today: 0 };
        let count = counts.entry(owner).or_insert(empty);
        let late = todo.is_late(now);
        count.open += 1;
        count.late += u32::from(late);
        count.today += u32::from(!late && todo.due_at <= tonight);
    }
    Ok(counts.into_values().collect())
}

/// Lists the promises that are due by tonight and not settled, the longest due first.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn promises(store: &Store, now: Moment) -> Result<Vec<Work>, Problem> {
    let clock = store.rules()?.policy.clock;
    let mut todos = own_todos(store, clock.end_of(clock.day(now)), now)?;
    todos.retain(|of| of.todo.kind == TodoKind::Promise);
    shown(store, todos, now)
}

/// Returns the queue of one owner, or of every owner that the signed-in worker serves.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn queue(store: &Store, owner: Option<&Owner>, now: Moment) -> Result<Vec<Work>, Problem> {
    shown(store, queued(store, owner, now)?, now)
}

/// Returns the follow-ups of a queue in its order.
fn queued(store: &Store, owner: Option<&Owner>, now: Moment) -> Result<Vec<TodoOf>, Problem> {
    let mut todos = own_todos(store, Moment::from_ms(i64::MAX), now)?;
    todos.retain(|TodoOf { todo, .. }| {
        todo.kind == TodoKind::FollowUp && owner.is_none_or(|owner| todo.owner == Some(*owner))
    });
    todos.sort_by_key(|TodoOf { todo, .. }| {
        (!todo.is_late(now), std::cmp::Reverse(todo.risk), todo.due_at, todo.subject)
    });
    Ok(todos)
}
