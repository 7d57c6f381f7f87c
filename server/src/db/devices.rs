//! Devices: enrolled with their own key or made for a browser, seen, revoked.

use super::{Error, Tx, many};
use doorstep_schema::id::{DeviceId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Device {
    /// The id.
    pub id: DeviceId,
    /// Whose it is.
    pub worker: WorkerId,
    /// The county of its worker's account.
    pub county: String,
    /// The name that its owner gave it.
    pub name: String,
    /// Its Ed25519 key; a browser has none.
    pub public_key: Option<Vec<u8>>,
    /// When it enrolled.
    pub enrolled_at: Moment,
    /// When it last signed in or refreshed.
    pub last_seen_at: Moment,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
}

#[derive(FromRow)]
struct DeviceRow {
    id: Uuid,
    county: String,
    worker: Uuid,
    name: String,
    public_key: Option<Vec<u8>>,
    enrolled_at: i64,
    last_seen_at: i64,
    revoked_at: Option<i64>,
}

impl From<DeviceRow> for Device {
    fn from(row: DeviceRow) -> Self {
        Self {
            id: DeviceId(row.id),
            worker: WorkerId(row.worker),
            county: row.county,
            name: row.name,
            public_key: row.public_key,
            enrolled_at: Moment::from_ms(row.enrolled_at),
            last_seen_at: Moment::from_ms(row.last_seen_at),
            revoked_at: row.revoked_at.map(Moment::from_ms),
        }
    }
}

/// Finds a device.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: DeviceId) -> Result<Option<Device>, Error> {
    let sql = "SELECT id, county, worker, name, public_key, enrolled_at, last_seen_at, revoked_at
        FROM device WHERE id = $1";
    let row: Option<DeviceRow> = tx.query(sql).bind(id.0).optional().await?;
    Ok(row.map(Device::from))
}

/// Lists a worker's phones: devices with a key of their own that were not revoked.
///
/// # Errors
/// When the database refuses.
pub async fn phones_of(tx: &mut Tx, worker: WorkerId) -> Result<Vec<Device>, Error> {
    let sql = "SELECT id, county, worker, name, public_key, enrolled_at, last_seen_at, revoked_at
        FROM device WHERE worker = $1 AND public_key IS NOT NULL AND revoked_at IS NULL ORDER BY id";
    let rows: Vec<DeviceRow> = tx.query(sql).bind(worker.0).all().await?;
    Ok(rows.into_iter().map(Device::from).collect())
}

/// Lists all devices of a worker, the last heard of first.
///
/// # Errors
/// When the database refuses.
pub async fn of_worker(tx: &mut Tx, worker: WorkerId) -> Result<Vec<Device>, Error> {
    let sql = "SELECT id, county, worker, name, public_key, enrolled_at, last_seen_at, revoked_at
        FROM device WHERE worker = $1 ORDER BY last_seen_at DESC, id LIMIT 100";
    let rows: Vec<DeviceRow> = tx.query(sql).bind(worker.0).all().await?;
    Ok(rows.into_iter().map(Device::from).collect())
}

/// Adds a device.
///
/// # Errors
/// When the database refuses, as for an id that is taken.
pub async fn add(tx: &mut Tx, device: &Device) -> Result<(), Error> {
    let sql = "INSERT INTO device (id, county, worker, name, public_key, enrolled_at, last_seen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let query = tx.query(sql).bind(device.id.0).bind(device.county.clone()).bind(device.worker.0);
    let query = query.bind(device.name.clone()).bind(device.public_key.clone());
    query.bind(device.enrolled_at.ms()).bind(device.last_seen_at.ms()).execute().await?;
    Ok(())
}

/// Notes that a device was seen.
///
/// # Errors
/// When the database refuses.
pub async fn seen(tx: &mut Tx, id: DeviceId, now: Moment) -> Result<(), Error> {
    let sql = "UPDATE device SET last_seen_at = $2 WHERE id = $1";
    tx.query(sql).bind(id.0).bind(now.ms()).execute().await?;
    Ok(())
}

/// Notes that facts came from devices.
///
/// # Errors
/// When the database refuses.
pub async fn pushed(tx: &mut Tx, ids: &BTreeSet<DeviceId>, now: Moment) -> Result<(), Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    for slice in many::slices(&ids) {
        let places: Vec<String> = (0..slice.len()).map(|n| format!("${}", n + 2)).collect();
        let sql =
            format!("UPDATE device SET last_push_at = $1 WHERE id IN ({})", places.join(", "));
        let query = tx.query(sql).bind(now.ms());
        slice.iter().fold(query, |query, id| query.bind(*id)).execute().await?;
    }
    Ok(())
}

/// Revokes a device, which ends its sessions at once; tells whether it was there and not revoked before. Its
/// refresh tokens stay, so that it is told what happened when it comes back.
///
/// # Errors
/// When the database refuses.
pub async fn revoke(tx: &mut Tx, id: DeviceId, now: Moment) -> Result<bool, Error> {
    let sql = "UPDATE device SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    Ok(tx.query(sql).bind(id.0).bind(now.ms()).execute().await? > 0)
}

/// Notes a phone's receipt for students that it removed.
///
/// # Errors
/// When the database refuses.
pub async fn removed(
    tx: &mut Tx,
    county: RegionCode,
    device: DeviceId,
    students: &[StudentId],
    now: Moment,
) -> Result<(), Error> {
    // One statement must not name a row twice.
    let students: Vec<StudentId> =
        students.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    for slice in many::slices(&students) {
        let sql = format!(
            "INSERT INTO removal (county, device, student, at) VALUES {}
            ON CONFLICT (device, student) DO UPDATE SET at = excluded.at",
            many::places(slice.len(), 4)
        );
        let query = slice.iter().fold(tx.query(sql), |query, student| {
            query.bind(county.to_string()).bind(device.0).bind(student.0).bind(now.ms())
        });
        query.execute().await?;
    }
    Ok(())
}
