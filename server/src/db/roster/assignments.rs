//! What is assigned to workers: added and ended, never changed.

use crate::db::callers::write_scope;
use crate::db::{Error, Tx, counter};
use doorstep_schema::id::{AssignmentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Scope;
use doorstep_schema::region::RegionCode;

/// Assigns a scope to a worker from now on; the county's counter comes first.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    county: RegionCode,
    worker: WorkerId,
    scope: &Scope,
    now: Moment,
) -> Result<AssignmentId, Error> {
    let seq = counter::take(tx, county, 1).await?;
    let (kind, target) = write_scope(scope);
    // The number makes it another assignment when the same scope comes back later.
    let id = AssignmentId::derive(worker.0, &format!("{kind}:{target}@{seq}"));
    let sql = "INSERT INTO assignment (id, county, worker, kind, target, since_seq, since_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let query = tx.query(sql).bind(id.0).bind(county.to_string()).bind(worker.0);
    query.bind(kind).bind(target).bind(seq).bind(now.ms()).execute().await?;
    Ok(id)
}

/// Ends an assignment of a worker; tells whether there was one that held.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    county: RegionCode,
    worker: WorkerId,
    id: AssignmentId,
    now: Moment,
) -> Result<bool, Error> {
    let seq = counter::take(tx, county, 1).await?;
    let sql = "UPDATE assignment SET until_seq = $3, until_at = $4
        WHERE id = $1 AND worker = $2 AND until_seq IS NULL";
    let query = tx.query(sql).bind(id.0).bind(worker.0).bind(seq).bind(now.ms());
    Ok(query.execute().await? > 0)
}
