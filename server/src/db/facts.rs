//! Facts, the truth: added once, never changed.

use super::{Error, Tx, many};
use crate::acts::push::Sound;
use doorstep_schema::id::{FactId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::{cbor, v1};
use std::collections::HashMap;
use uuid::Uuid;

/// Finds the author and the stored form of those of the facts that are stored.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    tx: &mut Tx,
    ids: &[FactId],
) -> Result<HashMap<FactId, (WorkerId, Vec<u8>)>, Error> {
    let mut found = HashMap::new();
    for slice in many::slices(ids) {
        let sql =
            format!("SELECT id, author, body FROM fact WHERE id IN {}", many::list(slice.len()));
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        let rows: Vec<(Uuid, Uuid, Vec<u8>)> = query.all().await?;
        found.extend(
            rows.into_iter().map(|(id, author, body)| (FactId(id), (WorkerId(author), body))),
        );
    }
    Ok(found)
}

/// Lists every fact of the students.
///
/// # Errors
/// When the database refuses or a stored fact does not read.
pub async fn of_students(
    tx: &mut Tx,
    students: &[StudentId],
) -> Result<HashMap<StudentId, Vec<v1::Fact>>, Error> {
    let mut found: HashMap<StudentId, Vec<v1::Fact>> = HashMap::with_capacity(students.len());
    for slice in many::slices(students) {
        let sql =
            format!("SELECT student, body FROM fact WHERE student IN {}", many::list(slice.len()));
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        let rows: Vec<(Uuid, Vec<u8>)> = query.all().await?;
        for (student, body) in rows {
            found.entry(StudentId(student)).or_default().push(read(&body)?);
        }
    }
    Ok(found)
}

/// Reads a stored fact.
///
/// # Errors
/// When it does not read.
pub fn read(body: &[u8]) -> Result<v1::Fact, Error> {
    cbor::decode(body).map_err(|e| Error::bad_row("fact", "body", "?", e))
}

/// A fact with its place in its county's log.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The fact.
    pub sound: &'a Sound,
    /// Its sequence number.
    pub seq: i64,
    /// When the server received it.
    pub received_at: Moment,
}

/// Adds facts that are not stored yet.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, entries: &[Entry<'_>]) -> Result<(), Error> {
    for slice in many::slices(entries) {
        let sql = format!(
            "INSERT INTO fact (county, seq, id, student, kind, author, device, happened_at, received_at, body)
            VALUES {}",
            many::places(slice.len(), 10)
        );
        let mut query = tx.query(sql);
        for entry in slice {
            let fact = &entry.sound.fact;
            query = query
                .bind(fact.county.to_string())
                .bind(entry.seq)
                .bind(fact.id.0)
                .bind(fact.student.map(|s| s.0))
                .bind(fact.kind.clone())
                .bind(fact.author.0)
                .bind(fact.device.0)
                .bind(fact.happened_at.ms())
                .bind(entry.received_at.ms())
                .bind(entry.sound.body.clone());
        }
        query.execute().await?;
    }
    Ok(())
}
