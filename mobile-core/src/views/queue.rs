//! The queue: all open follow-ups of one's own owners, overdue first, then risk, then due.

use super::Work;
use super::work::own_work;
use crate::Problem;
use crate::store::{Store, TodoKind};
use doorstep_schema::moment::Moment;
use doorstep_schema::state::Owner;

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
