//! What was moved from one worker to another, and what a move is about.

use crate::db::feed::Reach;
use crate::db::{Error, Tx, counter};
use doorstep_schema::id::{AssignmentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Owner;
use sqlx::FromRow;
use uuid::Uuid;

/// A move.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Move {
    /// The assignment that it ended, which is its id.
    pub id: Uuid,
    /// Its number, by which moves are listed.
    pub seq: i64,
    /// When.
    pub at: i64,
    /// Who moved it.
    pub moved_by: Uuid,
    /// The text of the owner whose scope was moved.
    pub owner: String,
    /// Who held it.
    pub from_worker: Uuid,
    /// Who holds it now.
    pub to_worker: Uuid,
    /// Why.
    pub reason: String,
    /// How many students it was about.
    pub students: i64,
    /// How many open follow-ups it was about.
    pub follow_ups: i64,
}

/// What is moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct New {
    /// The assignment that ended.
    pub ended: AssignmentId,
    /// When.
    pub at: Moment,
    /// Who moves it.
    pub by: WorkerId,
    /// The owner whose scope is moved.
    pub owner: Owner,
    /// Who held it.
    pub from: WorkerId,
    /// Who holds it now.
    pub to: WorkerId,
    /// Why.
    pub reason: String,
    /// How many students it is about.
    pub students: i64,
    /// How many open follow-ups it is about.
    pub follow_ups: i64,
}

/// Notes a move; the county's counter comes first.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, county: RegionCode, new: &New) -> Result<(), Error> {
    let seq = counter::take(tx, county, 1).await?;
    let sql =
        "INSERT INTO assignment_move (id, county, seq, at, moved_by, owner, from_worker, to_worker,
            reason, students, follow_ups)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let query = tx.query(sql).bind(new.ended.0).bind(county.to_string()).bind(seq);
    let query = query.bind(new.at.ms()).bind(new.by.0).bind(new.owner.to_string());
    let query = query.bind(new.from.0).bind(new.to.0).bind(new.reason.clone());
    query.bind(new.students).bind(new.follow_ups).execute().await?;
    Ok(())
}

/// Lists the moves of a county, the last first, before a number.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    tx: &mut Tx,
    county: RegionCode,
    before: i64,
    limit: i64,
) -> Result<Vec<Move>, Error> {
    let sql =
        "SELECT id, seq, at, moved_by, owner, from_worker, to_worker, reason, students, follow_ups
        FROM assignment_move WHERE county = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
    tx.query(sql).bind(county.to_string()).bind(before).bind(limit).all().await
}

/// Counts the students of a county within reach, without those whom one of `shown` reaches as well.
///
/// # Errors
/// When the database refuses.
pub async fn students(
    tx: &mut Tx,
    county: RegionCode,
    reach: &Reach,
    shown: &[Reach],
) -> Result<i64, Error> {
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM student s WHERE s.county = $1 AND s.{} = $2{}",
        reach.column(),
        Reach::none_of(shown, 3)
    );
    let query = reach.bind(tx.query(sql).bind(county.to_string()));
    let (count,): (i64,) = shown.iter().fold(query, |query, r| r.bind(query)).one().await?;
    Ok(count)
}

/// Counts the open follow-ups of an owner.
///
/// # Errors
/// When the database refuses.
pub async fn follow_ups(tx: &mut Tx, county: RegionCode, owner: &Owner) -> Result<i64, Error> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM follow_up
        WHERE county = $1 AND owner = $2 AND is_open";
    let query = tx.query(sql).bind(county.to_string()).bind(owner.to_string());
    let (count,): (i64,) = query.one().await?;
    Ok(count)
}
