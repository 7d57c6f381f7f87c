//! Devices of a county, for its administrator.

use crate::db::{Error, Tx};
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use uuid::Uuid;

/// A device in a list.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Listed {
    /// The id.
    pub id: Uuid,
    /// Whose it is.
    pub worker: Uuid,
    /// Its owner's sign-in name.
    pub username: String,
    /// The name that its owner gave it.
    pub name: String,
    /// Whether it signs with its own key; a browser does not.
    pub has_key: bool,
    /// When it enrolled.
    pub enrolled_at: i64,
    /// When it last signed in or refreshed.
    pub last_seen_at: i64,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// How many students it confirmed to have removed.
    pub removals: i64,
}

/// Lists the devices of a county by id.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    tx: &mut Tx,
    county: RegionCode,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Listed>, Error> {
    let sql = "SELECT d.id, d.worker, w.username, d.name, (d.public_key IS NOT NULL) AS has_key,
            d.enrolled_at, d.last_seen_at, d.revoked_at,
            (SELECT CAST(COUNT(*) AS BIGINT) FROM removal m WHERE m.device = d.id) AS removals
        FROM device d JOIN worker w ON w.id = d.worker
        WHERE d.county = $1 AND d.id > $2 ORDER BY d.id LIMIT $3";
    let query = tx.query(sql).bind(county.to_string()).bind(after.unwrap_or(Uuid::nil()));
    query.bind(limit).all().await
}
