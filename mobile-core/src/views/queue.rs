//! The queue: all open follow-ups of one's own owners, overdue first, then risk, then due; and the promises due today.

use super::Work;
use super::work::own_work;
use crate::Problem;
use crate::store::{Store, TodoKind};
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Concern;
use doorstep_schema::state::{Owner, evaluate};
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

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
    let mut concerns: BTreeMap<StudentId, Vec<Concern>> = BTreeMap::new();
    let mut rows = Vec::new();
    for work in queue(store, owner, now)? {
        let concerns = match concerns.entry(work.student) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(free) => free.insert(watched_for(store, work.student, now)?).clone(),
        };
        rows.push(QueueWork {
            concerns,
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

/// Returns why a child is watched: the concerns of the open case.
fn watched_for(store: &Store, student: StudentId, now: Moment) -> Result<Vec<Concern>, Problem> {
    let Some(key) = store.find_student_key(student)? else { return Ok(Vec::new()) };
    let Some(student) = store.student(key)? else { return Ok(Vec::new()) };
    let rules = store.rules()?;
    let state = evaluate(&student, &store.counting_facts(key)?, &rules.rules(), now);
    Ok(state.open_case().map(|case| case.concerns.iter().copied().collect()).unwrap_or_default())
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
    for work in queue(store, None, now)? {
        let Some(owner) = work.owner else { continue };
        let empty = OwnerCount { owner, open: 0, late: 0, today: 0 };
        let count = counts.entry(owner).or_insert(empty);
        count.open += 1;
        count.late += u32::from(work.late);
        count.today += u32::from(!work.late && work.due_at <= tonight);
    }
    Ok(counts.into_values().collect())
}

/// Lists the promises that are due by tonight and not settled, the longest due first.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn promises(store: &Store, now: Moment) -> Result<Vec<Work>, Problem> {
    let clock = store.rules()?.policy.clock;
    let mut work = own_work(store, clock.end_of(clock.day(now)), now)?;
    work.retain(|w| w.kind == TodoKind::Promise);
    Ok(work)
}

/// Returns the queue of one owner, or of every owner that the signed-in worker serves.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn queue(store: &Store, owner: Option<&Owner>, now: Moment) -> Result<Vec<Work>, Problem> {
    let mut work = own_work(store, Moment::from_ms(i64::MAX), now)?;
    work.retain(|w| w.kind == TodoKind::FollowUp && owner.is_none_or(|o| w.owner == Some(*o)));
    work.sort_by_key(|w| (!w.late, std::cmp::Reverse(w.risk), w.due_at, w.subject));
    Ok(work)
}
