//! Rows of evidence photos as a whole: compared with the facts, and made again from them.

use super::{COLUMNS, Row, add_evidence, parts};
use crate::db::projections::Change;
use crate::db::{Error, Tx, facts, many};
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::Record;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// How many facts are read at once.
const PAGE: i64 = 500;

/// A place in the logs of the counties.
type Place = (String, i64);

#[derive(FromRow)]
struct Stored {
    #[sqlx(flatten)]
    row: Row,
    look0: Option<i64>,
    look1: Option<i64>,
    look2: Option<i64>,
    look3: Option<i64>,
}

impl Stored {
    fn is_as(&self, row: &Row) -> bool {
        let look = [self.look0, self.look1, self.look2, self.look3];
        self.row == *row && look == row.look.map_or([None; 4], |look| parts(look).map(Some))
    }
}

/// Reads the next records from the facts, all counties' or one's, with the place behind them.
async fn page(
    tx: &mut Tx,
    after: &Place,
    only: Option<RegionCode>,
) -> Result<Option<(Vec<(Row, Record)>, Place)>, Error> {
    let last = only.map_or_else(|| "~".to_owned(), |county| county.to_string());
    let sql = "SELECT county, seq, received_at, body FROM fact
        WHERE kind = 'evidence_photo' AND (county > $1 OR (county = $1 AND seq > $2)) AND county <= $3
        ORDER BY county, seq LIMIT $4";
    let query = tx.query(sql).bind(after.0.clone()).bind(after.1).bind(last).bind(PAGE);
    let rows: Vec<(String, i64, i64, Vec<u8>)> = query.all().await?;
    let Some(last) = rows.last() else { return Ok(None) };
    let place = (last.0.clone(), last.1);
    let mut records = Vec::with_capacity(rows.len());
    for (_, seq, received_at, body) in rows {
        records.extend(Row::of(&facts::read(&body)?, seq, Moment::from_ms(received_at)));
    }
    Ok(Some((records, place)))
}

/// Lists the rows of records and files that are not as the facts say.
///
/// # Errors
/// When the database refuses or a stored fact does not read.
pub async fn compare(tx: &mut Tx) -> Result<Vec<Change>, Error> {
    let mut found = Vec::new();
    let mut after = (String::new(), 0);
    while let Some((records, place)) = page(tx, &after, None).await? {
        after = place;
        for slice in many::slices(&records) {
            compare_rows(tx, slice, &mut found).await?;
            compare_files(tx, slice, &mut found).await?;
        }
    }
    let sql = "SELECT id FROM evidence e WHERE NOT EXISTS
        (SELECT 1 FROM fact f WHERE f.id = e.id AND f.kind = 'evidence_photo')";
    let rows: Vec<(Uuid,)> = tx.query(sql).all().await?;
    let row = |(id,): (Uuid,)| Change { table: "evidence", key: id.to_string(), kind: "unfounded" };
    found.extend(rows.into_iter().map(row));
    let sql = "SELECT county, sha256 FROM file f WHERE state <> 'deleted'
        AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.county = f.county AND e.photo = f.sha256)
        AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.county = f.county AND e.thumb = f.sha256)";
    let rows: Vec<(String, Vec<u8>)> = tx.query(sql).all().await?;
    found.extend(rows.iter().map(|(county, sha256)| file(county, sha256, "unfounded")));
    Ok(found)
}

fn file(county: &str, sha256: &[u8], kind: &'static str) -> Change {
    let digits = Digest::from_slice(sha256).map_or_else(|| "?".to_owned(), |s| s.to_string());
    Change { table: "file", key: format!("{county}/{digits}"), kind }
}

async fn compare_rows(
    tx: &mut Tx,
    records: &[(Row, Record)],
    found: &mut Vec<Change>,
) -> Result<(), Error> {
    let sql = format!(
        "SELECT {COLUMNS}, look0, look1, look2, look3 FROM evidence WHERE id IN {}",
        many::list(records.len())
    );
    let query = records.iter().fold(tx.query(sql), |query, (row, _)| query.bind(row.id));
    let stored: Vec<Stored> = query.all().await?;
    let stored: HashMap<Uuid, Stored> = stored.into_iter().map(|s| (s.row.id, s)).collect();
    for (row, _) in records {
        let kind = match stored.get(&row.id) {
            None => "missing",
            Some(stored) if !stored.is_as(row) => "different",
            Some(_) => continue,
        };
        found.push(Change { table: "evidence", key: row.id.to_string(), kind });
    }
    Ok(())
}

async fn compare_files(
    tx: &mut Tx,
    records: &[(Row, Record)],
    found: &mut Vec<Change>,
) -> Result<(), Error> {
    let named: BTreeSet<(String, Vec<u8>)> =
        records.iter().flat_map(|(row, _)| named(row)).collect();
    let named: Vec<(String, Vec<u8>)> = named.into_iter().collect();
    for slice in many::slices(&named) {
        let sql =
            format!("SELECT county, sha256 FROM file WHERE sha256 IN {}", many::list(slice.len()));
        let query = slice.iter().fold(tx.query(sql), |query, (_, sha)| query.bind(sha.clone()));
        let stored: Vec<(String, Vec<u8>)> = query.all().await?;
        let missing = slice.iter().filter(|named| !stored.contains(named));
        found.extend(missing.map(|(county, sha256)| file(county, sha256, "missing")));
    }
    Ok(())
}

fn named(row: &Row) -> impl Iterator<Item = (String, Vec<u8>)> {
    let county = row.county.clone();
    let files = std::iter::once(row.photo.clone()).chain(row.thumb.clone());
    files.map(move |sha256| (county.clone(), sha256))
}

/// Makes the rows of a county's records again from its facts; files keep what became of them, and those that are not there
/// are awaited. The caller's transaction holds the county's counter.
///
/// # Errors
/// When the database refuses or a stored fact does not read.
pub async fn rebuild(tx: &mut Tx, county: RegionCode) -> Result<(), Error> {
    let code = county.to_string();
    tx.query("DELETE FROM evidence WHERE county = $1").bind(code.clone()).execute().await?;
    let mut after = (code, -1);
    while let Some((records, place)) = page(tx, &after, Some(county)).await? {
        after = place;
        add_evidence(tx, &records).await?;
        for (row, record) in &records {
            let photo = &record.photo;
            let sizes = std::iter::once(photo.bytes).chain(photo.thumb.map(|thumb| thumb.bytes));
            for ((county, sha256), bytes) in named(row).zip(sizes) {
                let sql = "INSERT INTO file (county, sha256, bytes, state)
                    VALUES ($1, $2, $3, 'awaited') ON CONFLICT (county, sha256) DO NOTHING";
                let query = tx.query(sql).bind(county).bind(sha256);
                query.bind(i64::try_from(bytes).unwrap_or(i64::MAX)).execute().await?;
            }
        }
    }
    let sql = "DELETE FROM file WHERE county = $1 AND state <> 'deleted'
        AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.county = $1 AND e.photo = file.sha256)
        AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.county = $1 AND e.thumb = file.sha256)";
    tx.query(sql).bind(county.to_string()).execute().await?;
    Ok(())
}
