//! Evidence photos for whoever looks at them: lists, and what surrounds a record.

use super::area::Area;
use super::filter::Filter;
use crate::db::evidence::{COLUMNS, Row};
use crate::db::{Error, Tx, facts, many};
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::{Before, FileState};
use doorstep_schema::id::{DeviceId, FactId, StudentId};
use doorstep_schema::people::{Scope, Student};
use doorstep_schema::place::Place;
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::{cbor, v1};
use std::collections::HashMap;
use uuid::Uuid;

/// Which photos to list.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// Of the students of scopes.
    Scopes(&'a [Scope]),
    /// Of a student.
    Student(StudentId),
    /// Of a visit or another fact.
    Fact(FactId),
    /// Of the students of an area.
    Area(Area),
    /// Of venues of a county: about no student.
    Venues(RegionCode),
}

/// Photos with their students.
const OF_STUDENTS: &str = "evidence e JOIN student s ON s.id = e.student";

/// The place of a photo in a list: when it arrived, and its id.
pub type After = (i64, Uuid);

/// Lists photos, the last that arrived first.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    tx: &mut Tx,
    of: Of<'_>,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<Row>, Error> {
    let mut filter = Filter::default();
    let mut from = "evidence e";
    match of {
        Of::Scopes(scopes) => {
            from = OF_STUDENTS;
            filter.scopes("s", scopes);
        }
        Of::Student(student) => {
            let place = filter.id(student.0);
            filter.and(format!("e.student = {place}"));
        }
        Of::Fact(fact) => {
            let place = filter.id(fact.0);
            filter.and(format!("e.of_fact = {place}"));
        }
        Of::Area(area) => {
            from = OF_STUDENTS;
            area.narrow(&mut filter, "s");
        }
        Of::Venues(county) => {
            let place = filter.text(county.to_string());
            filter.and(format!("e.county = {place} AND e.student IS NULL"));
        }
    }
    if let Some((at, id)) = after {
        let (at, id) = (filter.number(at), filter.id(id));
        filter.and(format!("(e.arrived_at, e.id) < ({at}, {id})"));
    }
    let limit = filter.number(limit);
    let columns = COLUMNS.split(", ").map(|column| format!("e.{column}")).collect::<Vec<_>>();
    let sql = format!(
        "SELECT {} FROM {from} WHERE {} ORDER BY e.arrived_at DESC, e.id DESC LIMIT {limit}",
        columns.join(", "),
        filter.sql()
    );
    filter.bind(tx.query(sql)).all().await
}

/// Finds the public keys of devices; one without a key is missing in the answer.
///
/// # Errors
/// When the database refuses or a key is not one.
pub async fn keys(tx: &mut Tx, devices: &[DeviceId]) -> Result<HashMap<DeviceId, [u8; 32]>, Error> {
    let mut found = HashMap::with_capacity(devices.len());
    for slice in many::slices(devices) {
        let sql = format!(
            "SELECT id, public_key FROM device WHERE public_key IS NOT NULL AND id IN {}",
            many::list(slice.len())
        );
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        for (id, key) in query.all::<(Uuid, Vec<u8>)>().await? {
            let key = key.try_into();
            let key =
                key.map_err(|_| Error::bad_row("device", "public_key", id, "not 32 bytes"))?;
            found.insert(DeviceId(id), key);
        }
    }
    Ok(found)
}

/// Returns where a file stands, and whether anybody named it.
///
/// # Errors
/// When the database refuses or the row does not read.
pub async fn file(tx: &mut Tx, county: &str, sha256: &[u8]) -> Result<FileState, Error> {
    let sql = "SELECT state FROM file WHERE county = $1 AND sha256 = $2";
    let query = tx.query(sql).bind(county.to_owned()).bind(sha256.to_vec());
    let row: Option<(String,)> = query.optional().await?;
    let Some((state,)) = row else { return Ok(FileState::Awaited) };
    FileState::parse(&state).ok_or_else(|| Error::bad_row("file", "state", county, &state))
}

/// Finds the record before one on its device, and another of the same number.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn neighbours(tx: &mut Tx, row: &Row) -> Result<(Before, Option<FactId>), Error> {
    let Some(number) = row.number else { return Ok((Before::Unknown, None)) };
    let sql = "SELECT id, number, link FROM evidence
        WHERE device = $1 AND number >= $2 AND number <= $3 ORDER BY number, seq";
    let query = tx.query(sql).bind(row.device).bind(number - 1).bind(number);
    let rows: Vec<(Uuid, i64, Option<Vec<u8>>)> = query.all().await?;
    let twin = rows.iter().find(|(id, n, _)| *n == number && *id != row.id);
    let twin = twin.map(|(id, _, _)| FactId(*id));
    if number == 1 {
        return Ok((Before::First, twin));
    }
    let before = rows.iter().find(|(_, n, _)| *n == number - 1);
    let link = before.and_then(|(_, _, link)| Digest::from_slice(link.as_deref()?));
    Ok((link.map_or(Before::Unknown, Before::Known), twin))
}

/// Lists the known places of a village: homes on the roster but one student's, and schools.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn village(
    tx: &mut Tx,
    village: RegionCode,
    but: StudentId,
) -> Result<Vec<Place>, Error> {
    let sql = "SELECT id, body FROM student WHERE village = $1 AND id <> $2 LIMIT 300";
    let query = tx.query(sql).bind(village.to_string()).bind(but.0);
    let mut places = Vec::new();
    for (id, body) in query.all::<(Uuid, Vec<u8>)>().await? {
        let student: Student =
            cbor::decode(&body).map_err(|e| Error::bad_row("student", "body", id, e))?;
        places.extend(student.home);
    }
    let sql =
        "SELECT lat, lon FROM school WHERE region = $1 AND lat IS NOT NULL AND lon IS NOT NULL";
    let rows: Vec<(f64, f64)> = tx.query(sql).bind(village.to_string()).all().await?;
    places.extend(rows.into_iter().map(|(lat, lon)| Place { lat, lon, accuracy: 0.0 }));
    Ok(places)
}

/// Lists the facts of a county that are about no student: venue reports and what concerns their photos.
///
/// # Errors
/// When the database refuses or a stored fact does not read.
pub async fn about_venues(tx: &mut Tx, county: &str) -> Result<Vec<v1::Fact>, Error> {
    let sql = "SELECT body FROM fact WHERE county = $1 AND student IS NULL
        AND kind IN ('venue_report', 'evidence_explained', 'retraction')";
    let rows: Vec<(Vec<u8>,)> = tx.query(sql).bind(county.to_owned()).all().await?;
    rows.into_iter().map(|(body,)| facts::read(&body)).collect()
}

/// Lists the links of a device from its first record to the one of a number, in order.
///
/// # Errors
/// When the database refuses.
pub async fn chain(tx: &mut Tx, device: Uuid, until: i64) -> Result<Vec<Uuid>, Error> {
    let sql = "SELECT id FROM evidence WHERE device = $1 AND number <= $2 ORDER BY number, seq";
    let rows: Vec<(Uuid,)> = tx.query(sql).bind(device).bind(until).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
