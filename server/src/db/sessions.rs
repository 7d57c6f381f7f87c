//! Refresh tokens: each is used once and names its successor; a family ends together.

use super::{Error, Tx};
use doorstep_schema::id::{DeviceId, WorkerId};
use doorstep_schema::moment::Moment;
use sqlx::FromRow;
use uuid::Uuid;

/// A stored refresh token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// What is stored of it, see [`crate::auth::refresh::stored`].
    pub hash: Vec<u8>,
    /// The sign-in that it descends from.
    pub family: Uuid,
    /// The worker.
    pub worker: WorkerId,
    /// The device.
    pub device: DeviceId,
    /// When it ends.
    pub expires_at: Moment,
    /// The token that replaced it.
    pub successor: Option<Vec<u8>>,
    /// Whether it was used.
    pub used: bool,
}

#[derive(FromRow)]
struct TokenRow {
    hash: Vec<u8>,
    family: Uuid,
    worker: Uuid,
    device: Uuid,
    expires_at: i64,
    used_at: Option<i64>,
    successor: Option<Vec<u8>>,
}

/// Finds a token and keeps others from using it until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, hash: Vec<u8>) -> Result<Option<Token>, Error> {
    // Changing nothing locks the row on both databases.
    let sql = "UPDATE refresh_token SET family = family WHERE hash = $1
        RETURNING hash, family, worker, device, expires_at, used_at, successor";
    let row: Option<TokenRow> = tx.query(sql).bind(hash).optional().await?;
    Ok(row.map(|row| Token {
        hash: row.hash,
        family: row.family,
        worker: WorkerId(row.worker),
        device: DeviceId(row.device),
        expires_at: Moment::from_ms(row.expires_at),
        successor: row.successor,
        used: row.used_at.is_some(),
    }))
}

/// Adds a fresh token.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, token: &Token) -> Result<(), Error> {
    let sql = "INSERT INTO refresh_token (hash, family, worker, device, expires_at)
        VALUES ($1, $2, $3, $4, $5)";
    let query = tx.query(sql).bind(token.hash.clone()).bind(token.family).bind(token.worker.0);
    query.bind(token.device.0).bind(token.expires_at.ms()).execute().await?;
    Ok(())
}

/// Marks a token as used and names its successor; an earlier successor is void from now on.
///
/// # Errors
/// When the database refuses.
pub async fn replace(
    tx: &mut Tx,
    token: &Token,
    successor: &[u8],
    now: Moment,
) -> Result<(), Error> {
    if let Some(earlier) = &token.successor {
        let sql = "DELETE FROM refresh_token WHERE hash = $1";
        tx.query(sql).bind(earlier.clone()).execute().await?;
    }
    let sql = "UPDATE refresh_token SET used_at = $2, successor = $3 WHERE hash = $1";
    let query = tx.query(sql).bind(token.hash.clone()).bind(now.ms());
    query.bind(successor.to_vec()).execute().await?;
    Ok(())
}

/// Ends every session of a family.
///
/// # Errors
/// When the database refuses.
pub async fn end_family(tx: &mut Tx, family: Uuid) -> Result<(), Error> {
    tx.query("DELETE FROM refresh_token WHERE family = $1").bind(family).execute().await?;
    Ok(())
}

/// Ends every session of a device.
///
/// # Errors
/// When the database refuses.
pub async fn end_device(tx: &mut Tx, device: DeviceId) -> Result<(), Error> {
    tx.query("DELETE FROM refresh_token WHERE device = $1").bind(device.0).execute().await?;
    Ok(())
}

/// Forgets tokens that ended before a time; returns how many.
///
/// # Errors
/// When the database refuses.
pub async fn forget_ended(tx: &mut Tx, before: Moment) -> Result<u64, Error> {
    let sql = "DELETE FROM refresh_token WHERE expires_at < $1";
    tx.query(sql).bind(before.ms()).execute().await
}
