//! Marks that say what a database is.

use crate::db::{Error, Tx};

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
