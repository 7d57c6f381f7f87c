//! Students who left a worker's sight and whose removal a device has not confirmed.

use crate::auth::caller::Held;
use crate::db::feed::Reach;
use crate::db::{Error, Query, Tx};
use doorstep_schema::id::{DeviceId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use uuid::Uuid;

/// A device of a worker.
#[derive(Clone, Copy, Debug)]
pub struct Keeper<'a> {
    /// The county.
    pub county: RegionCode,
    /// The device.
    pub device: DeviceId,
    /// When it enrolled; it never held what had left before.
    pub enrolled_at: Moment,
    /// What shows students to its worker now.
    pub shown: &'a [Reach],
}

/// Returns what of someone's assignments shows students now.
#[must_use]
pub fn shown(held: &[Held]) -> Vec<Reach> {
    let now = held.iter().filter(|held| held.until.is_none());
    now.filter_map(|held| Reach::of(&held.scope)).collect()
}

/// Lists the students who left the sight that an assignment gave, and whom the device still has as far as is known.
///
/// # Errors
/// When the database refuses.
pub async fn unconfirmed(
    tx: &mut Tx,
    keeper: Keeper<'_>,
    held: &Held,
) -> Result<Vec<StudentId>, Error> {
    let Some(reach) = Reach::of(&held.scope) else { return Ok(Vec::new()) };
    let mut found = moved(tx, keeper, held, &reach).await?;
    if let Some((seq, at)) = held.until.filter(|(_, at)| *at >= keeper.enrolled_at) {
        found.extend(left_behind(tx, keeper, &reach, seq, at).await?);
    }
    Ok(found)
}

/// Students who moved away since the device enrolled and the assignment began.
async fn moved(
    tx: &mut Tx,
    keeper: Keeper<'_>,
    held: &Held,
    reach: &Reach,
) -> Result<Vec<StudentId>, Error> {
    let since = held.since_at.max(keeper.enrolled_at);
    let sql = format!(
        "SELECT DISTINCT m.student FROM student_move m JOIN student s ON s.id = m.student
        WHERE m.county = $1 AND m.{} = $2 AND m.at >= $3 AND s.{} <> $2
            AND NOT EXISTS (SELECT 1 FROM removal r
                WHERE r.device = $4 AND r.student = m.student AND r.at >= m.at){}",
        reach.column(),
        reach.column(),
        Reach::none_of(keeper.shown, 5)
    );
    let query = reach.bind(tx.query(sql).bind(keeper.county.to_string()));
    ids(query.bind(since.ms()).bind(keeper.device.0), keeper).await
}

/// Students who are where they were when the assignment ended.
async fn left_behind(
    tx: &mut Tx,
    keeper: Keeper<'_>,
    reach: &Reach,
    seq: i64,
    at: Moment,
) -> Result<Vec<StudentId>, Error> {
    // Who moved in later was never on the device.
    let sql = format!(
        "SELECT s.id FROM student s
        WHERE s.county = $1 AND s.{} = $2 AND s.moved_seq < $3 AND s.known_since <= $4
            AND NOT EXISTS (SELECT 1 FROM removal r
                WHERE r.device = $5 AND r.student = s.id AND r.at >= $6){}",
        reach.column(),
        Reach::none_of(keeper.shown, 7)
    );
    let query = reach.bind(tx.query(sql).bind(keeper.county.to_string()));
    let query = query.bind(seq).bind(at.ms() / DAY_MS + 1).bind(keeper.device.0);
    ids(query.bind(at.ms()), keeper).await
}

/// A day in milliseconds.
const DAY_MS: i64 = 86_400_000;

async fn ids(query: Query<'_>, keeper: Keeper<'_>) -> Result<Vec<StudentId>, Error> {
    let query = keeper.shown.iter().fold(query, |query, reach| reach.bind(query));
    let rows: Vec<(Uuid,)> = query.all().await?;
    Ok(rows.into_iter().map(|(id,)| StudentId(id)).collect())
}
