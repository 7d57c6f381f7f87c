//! The files that records of evidence photos name, and what became of each.

use super::{Error, Tx, counter, many};
use doorstep_schema::digest::Digest;
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use std::collections::HashMap;

pub use doorstep_schema::evidence::FileState as State;

/// A file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct File {
    /// The county that it belongs to.
    pub county: RegionCode,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
    /// Its size in bytes, as its first record says.
    pub bytes: u64,
    /// What became of it.
    pub state: State,
}

type Columns = (String, Vec<u8>, i64, String);

fn file((county, sha256, bytes, state): Columns) -> Result<File, Error> {
    let sha256 = Digest::from_slice(&sha256)
        .ok_or_else(|| Error::bad_row("file", "sha256", &county, "not 32 bytes"))?;
    let bad = |column, reason: &str| Error::bad_row("file", column, sha256, reason);
    Ok(File {
        county: RegionCode::parse(&county).map_err(|error| bad("county", &error.to_string()))?,
        sha256,
        bytes: u64::try_from(bytes).map_err(|_| bad("bytes", "below 0"))?,
        state: State::parse(&state).ok_or_else(|| bad("state", &state))?,
    })
}

/// Finds a file that a record of that author names; of several counties, one where its bytes have not come.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn recorded_by(
    tx: &mut Tx,
    author: WorkerId,
    sha256: Digest,
) -> Result<Option<File>, Error> {
    let sql = "SELECT f.county, f.sha256, f.bytes, f.state FROM (
            SELECT county FROM evidence WHERE photo = $1 AND author = $2
            UNION SELECT county FROM evidence WHERE thumb = $1 AND author = $2
        ) e JOIN file f ON f.county = e.county AND f.sha256 = $1
        ORDER BY CASE f.state WHEN 'whole' THEN 1 ELSE 0 END, f.county LIMIT 1";
    let row: Option<Columns> =
        tx.query(sql).bind(sha256.0.to_vec()).bind(author.0).optional().await?;
    row.map(file).transpose()
}

/// Returns what became of those of the files that records name.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn states(
    tx: &mut Tx,
    county: RegionCode,
    files: &[Digest],
) -> Result<HashMap<Digest, State>, Error> {
    let mut found = HashMap::with_capacity(files.len());
    for slice in many::slices(files) {
        let places: Vec<String> = (2..2 + slice.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT county, sha256, bytes, state FROM file WHERE county = $1 AND sha256 IN ({})",
            places.join(", ")
        );
        let query = tx.query(sql).bind(county.to_string());
        let query = slice.iter().fold(query, |query, sha256| query.bind(sha256.0.to_vec()));
        for row in query.all::<Columns>().await? {
            let file = file(row)?;
            found.insert(file.sha256, file.state);
        }
    }
    Ok(found)
}

/// Notes that a file's bytes are stored; false when it was deleted for good.
///
/// # Errors
/// When the database refuses.
pub async fn mark_whole(
    tx: &mut Tx,
    county: RegionCode,
    sha256: Digest,
    now: Moment,
) -> Result<bool, Error> {
    let sql = "UPDATE file SET state = 'whole', stored_at = $3, checked_at = $3, noted_seq = NULL
        WHERE county = $1 AND sha256 = $2 AND state <> 'deleted'";
    let query = tx.query(sql).bind(county.to_string()).bind(sha256.0.to_vec());
    Ok(query.bind(now.ms()).execute().await? > 0)
}

/// Notes that the bytes of files that count as whole are lost, so that their devices are asked for them again; returns
/// how many were noted. Takes the county's counter.
///
/// # Errors
/// When the database refuses.
pub async fn mark_missing(tx: &mut Tx, county: RegionCode, files: &[Digest]) -> Result<u64, Error> {
    let sql = "UPDATE file SET state = 'missing', noted_seq = $3
        WHERE county = $1 AND sha256 = $2 AND state = 'whole'";
    note(tx, county, files, sql).await
}

/// Notes that files are deleted for good, so that their devices delete them too; returns how many were noted. Takes the
/// county's counter. Their objects are deleted by `jobs::files::drop_objects` afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn mark_deleted(tx: &mut Tx, county: RegionCode, files: &[Digest]) -> Result<u64, Error> {
    let sql = "UPDATE file SET state = 'deleted', noted_seq = $3
        WHERE county = $1 AND sha256 = $2 AND state <> 'deleted'";
    note(tx, county, files, sql).await
}

/// Runs an update for each file with a number of its own.
async fn note(
    tx: &mut Tx,
    county: RegionCode,
    files: &[Digest],
    sql: &'static str,
) -> Result<u64, Error> {
    let Ok(n @ 1..) = i64::try_from(files.len()) else { return Ok(0) };
    let first = counter::take(tx, county, n).await?;
    let mut noted = 0;
    for (sha256, seq) in files.iter().zip(first..) {
        let query = tx.query(sql).bind(county.to_string()).bind(sha256.0.to_vec());
        noted += query.bind(seq).execute().await?;
    }
    Ok(noted)
}

/// Counts the files whose bytes are lost and have not been sent again.
///
/// # Errors
/// When the database refuses.
pub async fn count_missing(tx: &mut Tx) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM file WHERE state = 'missing'";
    let (count,): (i64,) = tx.query(sql).one().await?;
    Ok(count)
}

/// Lists whole files, those that were not checked for the longest time first.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn oldest_checked(tx: &mut Tx, limit: i64) -> Result<Vec<File>, Error> {
    let sql = "SELECT county, sha256, bytes, state FROM file WHERE state = 'whole'
        ORDER BY checked_at LIMIT $1";
    let rows: Vec<Columns> = tx.query(sql).bind(limit).all().await?;
    rows.into_iter().map(file).collect()
}

/// Notes that files were read and found whole.
///
/// # Errors
/// When the database refuses.
pub async fn checked(tx: &mut Tx, files: &[File], now: Moment) -> Result<(), Error> {
    for file in files {
        let sql = "UPDATE file SET checked_at = $3 WHERE county = $1 AND sha256 = $2";
        let query = tx.query(sql).bind(file.county.to_string()).bind(file.sha256.0.to_vec());
        query.bind(now.ms()).execute().await?;
    }
    Ok(())
}

/// Lists whole files in the order of their keys, behind a key.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn page_whole(
    tx: &mut Tx,
    after: Option<(RegionCode, Digest)>,
    limit: i64,
) -> Result<Vec<File>, Error> {
    let (county, sha256) = after.map_or_else(
        || (String::new(), Vec::new()),
        |(county, sha256)| (county.to_string(), sha256.0.to_vec()),
    );
    let sql = "SELECT county, sha256, bytes, state FROM file
        WHERE state = 'whole' AND (county > $1 OR (county = $1 AND sha256 > $2))
        ORDER BY county, sha256 LIMIT $3";
    let rows: Vec<Columns> = tx.query(sql).bind(county).bind(sha256).bind(limit).all().await?;
    rows.into_iter().map(file).collect()
}

/// Lists the counties that have a log.
///
/// # Errors
/// When the database refuses or a code does not read.
pub async fn counties(tx: &mut Tx) -> Result<Vec<RegionCode>, Error> {
    let rows: Vec<(String,)> = tx.query("SELECT code FROM county ORDER BY code").all().await?;
    let read = |(code,): (String,)| {
        RegionCode::parse(&code).map_err(|error| Error::bad_row("county", "code", &code, error))
    };
    rows.into_iter().map(read).collect()
}
