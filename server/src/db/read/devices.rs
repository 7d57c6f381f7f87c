//! Devices of a county, for its administrator.

use crate::db::{Error, Tx};
use doorstep_schema::moment::Moment;
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
    /// Its owner's name.
    pub worker_name: String,
    /// What its owner is.
    pub role: String,
    /// The name that its owner gave it.
    pub name: String,
    /// Whether it signs with its own key; a browser does not.
    pub has_key: bool,
    /// When it enrolled.
    pub enrolled_at: i64,
    /// When it last signed in or refreshed.
    pub last_seen_at: i64,
    /// When facts last came from it.
    pub last_push_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// How many students it confirmed to have removed.
    pub removals: i64,
    /// How many photos its records announced that have not arrived.
    pub photos: i64,
    /// How many uploads it has begun and not finished.
    pub uploads: i64,
}

/// Which devices to list.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// The county.
    pub county: RegionCode,
    /// The last device of the page before.
    pub after: Option<Uuid>,
    /// Only those that are not revoked and were not seen since.
    pub silent_since: Option<Moment>,
    /// Uploads count until they expire.
    pub now: Moment,
    /// The most devices.
    pub limit: i64,
}

/// Lists the devices of a county by id.
///
/// # Errors
/// When the database refuses.
pub async fn list(tx: &mut Tx, ask: Ask) -> Result<Vec<Listed>, Error> {
    let silent =
        ask.silent_since.map_or("", |_| " AND d.revoked_at IS NULL AND d.last_seen_at <= $5");
    let sql = format!(
        "SELECT d.id, d.worker, w.username, w.name AS worker_name, w.role, d.name,
            (d.public_key IS NOT NULL) AS has_key, d.enrolled_at, d.last_seen_at, d.last_push_at, d.revoked_at,
            (SELECT CAST(COUNT(*) AS BIGINT) FROM removal m WHERE m.device = d.id) AS removals,
            (SELECT CAST(COUNT(*) AS BIGINT) FROM evidence e JOIN file l ON l.county = e.county AND l.sha256 = e.photo
                WHERE e.device = d.id AND l.state IN ('awaited', 'missing')) AS photos,
            (SELECT CAST(COUNT(*) AS BIGINT) FROM upload u
                WHERE u.device = d.id AND u.state = 'open' AND u.expires_at > $4) AS uploads
        FROM device d JOIN worker w ON w.id = d.worker
        WHERE d.county = $1 AND d.id > $2{silent} ORDER BY d.id LIMIT $3"
    );
    let query = tx.query(sql).bind(ask.county.to_string()).bind(ask.after.unwrap_or(Uuid::nil()));
    let query = query.bind(ask.limit).bind(ask.now.ms());
    match ask.silent_since {
        Some(since) => query.bind(since.ms()).all().await,
        None => query.all().await,
    }
}
