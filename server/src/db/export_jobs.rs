//! Files that are made in the background: what was asked for, how far it is, and until when the file is there.

use super::{Error, Tx};
use doorstep_schema::id::{DeviceId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use uuid::Uuid;

/// Where a job stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Waits for its turn.
    Queued,
    /// Is worked on.
    Running,
    /// The file is there.
    Done,
    /// It came to nothing.
    Failed,
    /// Whoever asked for it no longer wants it.
    Cancelled,
    /// The file was there for as long as files are.
    Expired,
}

impl State {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Running, Self::Done, Self::Failed, Self::Cancelled, Self::Expired];

    /// Returns the word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// Finds what a word means.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A job as it is stored; times are milliseconds since 1970.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Job {
    /// The id.
    pub id: Uuid,
    /// The county in whose log it is.
    pub county: String,
    /// Who asked.
    pub worker: Uuid,
    /// On which device.
    pub device: Uuid,
    /// The JSON of what was asked for.
    pub asked: String,
    /// Where it stands.
    pub state: String,
    /// Rows that are written.
    pub done: i64,
    /// Rows that there are.
    pub total: Option<i64>,
    /// The file's size.
    pub bytes: Option<i64>,
    /// The file's name.
    pub name: Option<String>,
    /// Whether a file is stored.
    pub has_file: bool,
    /// When it was asked for.
    pub asked_at: i64,
    /// When work on it began, the last time.
    pub begun_at: Option<i64>,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// When the file goes.
    pub expires_at: Option<i64>,
    /// Why identity numbers are in the clear in it.
    pub reason: Option<String>,
    /// The code of what went wrong.
    pub problem: Option<String>,
}

impl Job {
    /// Tells where it stands at a moment.
    #[must_use]
    pub fn state_at(&self, now: Moment) -> State {
        let state = State::parse(&self.state).unwrap_or(State::Failed);
        let over = self.expires_at.is_some_and(|at| at <= now.ms());
        if state == State::Done && over { State::Expired } else { state }
    }
}

const COLUMNS: &str = "id, county, worker, device, asked, state, done, total, bytes, name, has_file, asked_at, begun_at,
    ended_at, expires_at, reason, problem";

/// A job that is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct New {
    /// The id.
    pub id: Uuid,
    /// The county in whose log it is.
    pub county: RegionCode,
    /// Who asks.
    pub worker: WorkerId,
    /// On which device.
    pub device: DeviceId,
    /// The JSON of what is asked for.
    pub asked: String,
    /// Rows that there are.
    pub total: i64,
    /// Why identity numbers are in the clear in it.
    pub reason: Option<String>,
    /// When.
    pub at: Moment,
}

/// Adds a job.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &New) -> Result<(), Error> {
    let sql = "INSERT INTO export_job (id, county, worker, device, asked, state, done, total, has_file, asked_at, reason)
        VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6, $7, $8, $9)";
    let query = tx.query(sql).bind(new.id).bind(new.county.to_string()).bind(new.worker.0);
    let query = query.bind(new.device.0).bind(new.asked.clone()).bind(new.total).bind(false);
    query.bind(new.at.ms()).bind(new.reason.clone()).execute().await?;
    Ok(())
}

/// Finds a worker's job.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: Uuid, worker: WorkerId) -> Result<Option<Job>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM export_job WHERE id = $1 AND worker = $2");
    tx.query(sql).bind(id).bind(worker.0).optional().await
}

/// Lists a worker's jobs, the newest first, behind one of them.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    tx: &mut Tx,
    worker: WorkerId,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Job>, Error> {
    let behind = after.unwrap_or(Uuid::max());
    let sql = format!(
        "SELECT {COLUMNS} FROM export_job WHERE worker = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
    );
    tx.query(sql).bind(worker.0).bind(behind).bind(limit).all().await
}

/// Counts a worker's jobs that are not ended.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(tx: &mut Tx, worker: WorkerId) -> Result<i64, Error> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM export_job
        WHERE worker = $1 AND state IN ('queued', 'running')";
    let (count,): (i64,) = tx.query(sql).bind(worker.0).one().await?;
    Ok(count)
}

/// Takes the job that waits longest, or one that nobody showed to work on since `silent_since`, and begins it anew.
///
/// # Errors
/// When the database refuses.
pub async fn claim(tx: &mut Tx, now: Moment, silent_since: Moment) -> Result<Option<Job>, Error> {
    let free = "(state = 'queued' OR (state = 'running' AND beat_at < $1))";
    let sql = format!(
        "SELECT id FROM export_job WHERE state IN ('queued', 'running') AND {free} ORDER BY id LIMIT 1"
    );
    let first: Option<(Uuid,)> = tx.query(sql).bind(silent_since.ms()).optional().await?;
    let Some((id,)) = first else { return Ok(None) };
    // Another server may have taken it meanwhile.
    let sql = format!(
        "UPDATE export_job SET state = 'running', done = 0, begun_at = $2, beat_at = $2
        WHERE id = $3 AND {free} RETURNING {COLUMNS}"
    );
    tx.query(sql).bind(silent_since.ms()).bind(now.ms()).bind(id).optional().await
}

/// Lets jobs be begun anew that were worked on when the only server of a database stopped.
///
/// # Errors
/// When the database refuses.
pub async fn begin_again(tx: &mut Tx) -> Result<u64, Error> {
    tx.query("UPDATE export_job SET state = 'queued' WHERE state = 'running'").execute().await
}

/// Notes how far a job is; tells whether it is still wanted.
///
/// # Errors
/// When the database refuses.
pub async fn beat(
    tx: &mut Tx,
    id: Uuid,
    done: i64,
    total: i64,
    now: Moment,
) -> Result<bool, Error> {
    let sql = "UPDATE export_job SET done = $2, total = $3, beat_at = $4 WHERE id = $1 AND state = 'running'";
    let query = tx.query(sql).bind(id).bind(done).bind(total).bind(now.ms());
    Ok(query.execute().await? > 0)
}

/// Tells whether a job is still wanted.
///
/// # Errors
/// When the database refuses.
pub async fn is_wanted(tx: &mut Tx, id: Uuid) -> Result<bool, Error> {
    let sql = "SELECT id FROM export_job WHERE id = $1 AND state = 'running'";
    Ok(tx.query(sql).bind(id).optional::<(Uuid,)>().await?.is_some())
}

/// A file that is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// Its rows.
    pub rows: i64,
    /// Its size.
    pub bytes: i64,
    /// Its name.
    pub name: String,
    /// When it was stored.
    pub at: Moment,
    /// When it goes.
    pub expires_at: Moment,
}

/// Notes that a job's file is there; tells whether it was still wanted.
///
/// # Errors
/// When the database refuses.
pub async fn finish(tx: &mut Tx, id: Uuid, made: &Made) -> Result<bool, Error> {
    let sql = "UPDATE export_job SET state = 'done', has_file = $2, done = $3, total = $3, bytes = $4, name = $5,
            ended_at = $6, expires_at = $7
        WHERE id = $1 AND state = 'running'";
    let query = tx.query(sql).bind(id).bind(true).bind(made.rows).bind(made.bytes);
    let query = query.bind(made.name.clone()).bind(made.at.ms()).bind(made.expires_at.ms());
    Ok(query.execute().await? > 0)
}

/// Notes that a job came to nothing.
///
/// # Errors
/// When the database refuses.
pub async fn fail(tx: &mut Tx, id: Uuid, problem: &str, now: Moment) -> Result<(), Error> {
    let sql = "UPDATE export_job SET state = 'failed', problem = $2, ended_at = $3 WHERE id = $1 AND state = 'running'";
    tx.query(sql).bind(id).bind(problem.to_owned()).bind(now.ms()).execute().await?;
    Ok(())
}

/// Cancels a job that is not ended; tells whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn cancel(tx: &mut Tx, id: Uuid, now: Moment) -> Result<bool, Error> {
    let sql = "UPDATE export_job SET state = 'cancelled', ended_at = $2
        WHERE id = $1 AND state IN ('queued', 'running')";
    Ok(tx.query(sql).bind(id).bind(now.ms()).execute().await? > 0)
}

/// Removes a job that has ended; its file is to be deleted.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    tx.query("DELETE FROM export_job WHERE id = $1").bind(id).execute().await?;
    Ok(())
}

/// Lists jobs whose files are over.
///
/// # Errors
/// When the database refuses.
pub async fn over(tx: &mut Tx, now: Moment, limit: i64) -> Result<Vec<Uuid>, Error> {
    let sql = "SELECT id FROM export_job WHERE has_file AND expires_at <= $1 LIMIT $2";
    let rows: Vec<(Uuid,)> = tx.query(sql).bind(now.ms()).bind(limit).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Notes that a job's file is gone.
///
/// # Errors
/// When the database refuses.
pub async fn expire(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let sql = "UPDATE export_job SET state = 'expired', has_file = $2 WHERE id = $1";
    tx.query(sql).bind(id).bind(false).execute().await?;
    Ok(())
}

/// Removes jobs that were asked for before a time and have no file; the log keeps what they were.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx, before: Moment) -> Result<u64, Error> {
    let sql = "DELETE FROM export_job WHERE asked_at < $1 AND NOT has_file AND state NOT IN ('queued', 'running')";
    tx.query(sql).bind(before.ms()).execute().await
}
