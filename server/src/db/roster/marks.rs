//! Marks that say what a database is, and when it was looked after.

use crate::db::{Error, Tx};
use doorstep_schema::moment::Moment;

/// The mark of when it was last looked what is to be deleted, in milliseconds.
const RETENTION: &str = "retention_ran";
/// The mark of a database whose people are invented.
const DEMONSTRATION: &str = "demonstration";

/// Marks the database as a demonstration.
///
/// # Errors
/// When the database refuses.
pub async fn mark_demonstration(tx: &mut Tx) -> Result<(), Error> {
    let sql = "INSERT INTO mark (key, value) VALUES ($1, '') ON CONFLICT (key) DO NOTHING";
    tx.query(sql).bind(DEMONSTRATION).execute().await?;
    Ok(())
}

/// Tells whether the database is marked as a demonstration.
///
/// # Errors
/// When the database refuses.
pub async fn is_demonstration(tx: &mut Tx) -> Result<bool, Error> {
    let sql = "SELECT value FROM mark WHERE key = $1";
    let row: Option<(String,)> = tx.query(sql).bind(DEMONSTRATION).optional().await?;
    Ok(row.is_some())
}

/// Notes that it was looked what is to be deleted.
///
/// # Errors
/// When the database refuses.
pub async fn note_retention(tx: &mut Tx, at: Moment) -> Result<(), Error> {
    let sql = "INSERT INTO mark (key, value) VALUES ($1, $2)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    tx.query(sql).bind(RETENTION).bind(at.ms().to_string()).execute().await?;
    Ok(())
}

/// Returns when it was last looked what is to be deleted.
///
/// # Errors
/// When the database refuses.
pub async fn retention_ran(tx: &mut Tx) -> Result<Option<Moment>, Error> {
    let sql = "SELECT value FROM mark WHERE key = $1";
    let row: Option<(String,)> = tx.query(sql).bind(RETENTION).optional().await?;
    Ok(row.and_then(|(text,)| text.parse().ok()).map(Moment::from_ms))
}
