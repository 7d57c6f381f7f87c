//! Uploads until they expire, and what is durable of those that are not complete.

use super::{Error, Tx, many};
use doorstep_schema::digest::Digest;
use doorstep_schema::id::{DeviceId, UploadId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use uuid::Uuid;

/// What became of an upload.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Bytes are still to come.
    Open,
    /// All bytes came and are stored as a file.
    Whole,
    /// The file was stored already: no bytes were taken.
    Known,
    /// It was ended, or its content was refused.
    Gone,
}

impl State {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Whole => "whole",
            Self::Known => "known",
            Self::Gone => "gone",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let all = [Self::Open, Self::Whole, Self::Known, Self::Gone];
        all.into_iter().find(|state| state.as_str() == text)
    }
}

/// An upload.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// The county that the file belongs to.
    pub county: RegionCode,
    /// Who uploads.
    pub worker: WorkerId,
    /// The device that began it.
    pub device: DeviceId,
    /// The SHA-256 of the file.
    pub sha256: Digest,
    /// The file's size in bytes.
    pub bytes: u64,
    /// How many bytes are durable.
    pub received: u64,
    /// What became of it.
    pub state: State,
    /// When it was begun.
    pub created_at: Moment,
    /// When it is forgotten, unless bytes come.
    pub expires_at: Moment,
}

#[derive(FromRow)]
struct UploadRow {
    id: Uuid,
    county: String,
    worker: Uuid,
    device: Uuid,
    sha256: Vec<u8>,
    bytes: i64,
    received: i64,
    state: String,
    created_at: i64,
    expires_at: i64,
}

const COLUMNS: &str =
    "id, county, worker, device, sha256, bytes, received, state, created_at, expires_at";

impl TryFrom<UploadRow> for Upload {
    type Error = Error;

    fn try_from(row: UploadRow) -> Result<Self, Error> {
        let bad = |column, reason: &str| Error::bad_row("upload", column, row.id, reason);
        Ok(Self {
            id: UploadId(row.id),
            county: RegionCode::parse(&row.county).map_err(|e| bad("county", &e.to_string()))?,
            worker: WorkerId(row.worker),
            device: DeviceId(row.device),
            sha256: Digest::from_slice(&row.sha256).ok_or_else(|| bad("sha256", "not 32 bytes"))?,
            bytes: u64::try_from(row.bytes).map_err(|_| bad("bytes", "below 0"))?,
            received: u64::try_from(row.received).map_err(|_| bad("received", "below 0"))?,
            state: State::parse(&row.state).ok_or_else(|| bad("state", &row.state))?,
            created_at: Moment::from_ms(row.created_at),
            expires_at: Moment::from_ms(row.expires_at),
        })
    }
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// Adds an upload.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, upload: &Upload) -> Result<(), Error> {
    let sql = format!("INSERT INTO upload ({COLUMNS}) VALUES {}", many::places(1, 10));
    let query = tx.query(sql).bind(upload.id.0).bind(upload.county.to_string());
    let query = query.bind(upload.worker.0).bind(upload.device.0).bind(upload.sha256.0.to_vec());
    let query = query.bind(signed(upload.bytes)).bind(signed(upload.received));
    let query = query.bind(upload.state.as_str());
    query.bind(upload.created_at.ms()).bind(upload.expires_at.ms()).execute().await?;
    Ok(())
}

/// Finds an upload.
///
/// # Errors
/// When the database refuses or the row does not read.
pub async fn find(tx: &mut Tx, id: UploadId) -> Result<Option<Upload>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM upload WHERE id = $1");
    let row: Option<UploadRow> = tx.query(sql).bind(id.0).optional().await?;
    row.map(Upload::try_from).transpose()
}

/// Finds the uploads of a content that a device has and that neither ended nor expired.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn of_content(
    tx: &mut Tx,
    (worker, device): (WorkerId, DeviceId),
    (county, sha256): (RegionCode, Digest),
    now: Moment,
) -> Result<Vec<Upload>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM upload WHERE sha256 = $1 AND device = $2 AND worker = $3 AND county = $4
             AND state <> 'gone' AND expires_at > $5 ORDER BY created_at, id"
    );
    let query = tx.query(sql).bind(sha256.0.to_vec()).bind(device.0).bind(worker.0);
    let rows: Vec<UploadRow> = query.bind(county.to_string()).bind(now.ms()).all().await?;
    rows.into_iter().map(Upload::try_from).collect()
}

/// What a device has begun.
#[derive(Clone, Copy, PartialEq, Eq, Debug, FromRow)]
pub struct Begun {
    /// Uploads that are open.
    pub open: i64,
    /// Bytes of the uploads begun since a moment.
    pub bytes: i64,
    /// When the first of them was begun, in milliseconds.
    pub first: Option<i64>,
}

/// Counts what a device has open, and the bytes that it has begun to upload since a moment.
///
/// # Errors
/// When the database refuses.
pub async fn begun(
    tx: &mut Tx,
    device: DeviceId,
    since: Moment,
    now: Moment,
) -> Result<Begun, Error> {
    let sql = "SELECT
            CAST(COALESCE(SUM(CASE WHEN state = 'open' AND expires_at > $3 THEN 1 ELSE 0 END), 0) AS BIGINT)
                AS open,
            CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes, MIN(created_at) AS first
        FROM upload WHERE device = $1 AND created_at > $2 AND state <> 'known'";
    tx.query(sql).bind(device.0).bind(since.ms()).bind(now.ms()).one().await
}

/// Moves an open upload on from an offset; false when it's no longer there or another request was faster.
///
/// # Errors
/// When the database refuses.
pub async fn advance(
    tx: &mut Tx,
    upload: &Upload,
    to: u64,
    expires_at: Moment,
) -> Result<bool, Error> {
    move_on(tx, upload, to, State::Open, expires_at).await
}

/// Closes an open upload that stands at an offset: its bytes are a file now, and its parts go. False when another
/// request was faster.
///
/// # Errors
/// When the database refuses.
pub async fn complete(tx: &mut Tx, upload: &Upload, expires_at: Moment) -> Result<bool, Error> {
    let done = move_on(tx, upload, upload.bytes, State::Whole, expires_at).await?;
    if done {
        drop_parts(tx, upload).await?;
    }
    Ok(done)
}

/// Takes an open upload that stands at an offset back to its beginning; false when another request was faster.
///
/// # Errors
/// When the database refuses.
pub async fn reset(tx: &mut Tx, upload: &Upload, expires_at: Moment) -> Result<bool, Error> {
    let done = move_on(tx, upload, 0, State::Open, expires_at).await?;
    if done {
        drop_parts(tx, upload).await?;
    }
    Ok(done)
}

/// Ends an upload; its row stays until it expires, for what the device begins within a day is counted.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, upload: &Upload) -> Result<(), Error> {
    let sql = "UPDATE upload SET state = 'gone' WHERE id = $1";
    tx.query(sql).bind(upload.id.0).execute().await?;
    drop_parts(tx, upload).await
}

async fn move_on(
    tx: &mut Tx,
    upload: &Upload,
    to: u64,
    state: State,
    expires_at: Moment,
) -> Result<bool, Error> {
    let sql = "UPDATE upload SET received = $1, state = $2, expires_at = $3
        WHERE id = $4 AND received = $5 AND state = 'open'";
    let query = tx.query(sql).bind(signed(to)).bind(state.as_str()).bind(expires_at.ms());
    Ok(query.bind(upload.id.0).bind(signed(upload.received)).execute().await? > 0)
}

async fn drop_parts(tx: &mut Tx, upload: &Upload) -> Result<(), Error> {
    // Most uploads come in one piece and have none.
    tx.query("DELETE FROM upload_part WHERE upload = $1").bind(upload.id.0).execute().await?;
    Ok(())
}

/// Keeps a part of an upload.
///
/// # Errors
/// When the database refuses, as for a part that is there.
pub async fn add_part(
    tx: &mut Tx,
    upload: UploadId,
    start: u64,
    bytes: &[u8],
) -> Result<(), Error> {
    let sql = "INSERT INTO upload_part (upload, start, bytes) VALUES ($1, $2, $3)";
    let query = tx.query(sql).bind(upload.0).bind(signed(start)).bind(bytes.to_vec());
    query.execute().await?;
    Ok(())
}

/// Reads the durable bytes of an upload from its beginning up to where it stands.
///
/// # Errors
/// When the database refuses, or parts are missing.
pub async fn content(tx: &mut Tx, upload: &Upload) -> Result<Vec<u8>, Error> {
    let sql = "SELECT start, bytes FROM upload_part WHERE upload = $1 ORDER BY start";
    let parts: Vec<(i64, Vec<u8>)> = tx.query(sql).bind(upload.id.0).all().await?;
    let mut content = Vec::with_capacity(usize::try_from(upload.bytes).unwrap_or_default());
    for (start, bytes) in parts {
        if usize::try_from(start) != Ok(content.len()) {
            return Err(Error::bad_row("upload_part", "start", upload.id, "a part is missing"));
        }
        content.extend_from_slice(&bytes);
    }
    if content.len() as u64 == upload.received {
        Ok(content)
    } else {
        Err(Error::bad_row("upload", "received", upload.id, "not what the parts hold"))
    }
}

/// Forgets the uploads that have expired, with their parts; returns how many.
///
/// # Errors
/// When the database refuses.
pub async fn forget_expired(tx: &mut Tx, now: Moment) -> Result<u64, Error> {
    let sql = "DELETE FROM upload_part WHERE upload IN
        (SELECT id FROM upload WHERE expires_at <= $1)";
    tx.query(sql).bind(now.ms()).execute().await?;
    tx.query("DELETE FROM upload WHERE expires_at <= $1").bind(now.ms()).execute().await
}
