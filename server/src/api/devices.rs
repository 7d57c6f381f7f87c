//! `GET /v1/devices` and `POST /v1/devices/{id}/revoke`: the county's devices, and cutting one off.

use super::extract::{Format, Parameters, PathId, nothing};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::{counter, devices, read};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::id::DeviceId;
use doorstep_schema::moment::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most devices of a page.
const MOST: i64 = 500;

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The last device of the page before.
    after: Option<Uuid>,
    /// The most devices.
    limit: Option<i64>,
}

/// A page of devices.
#[derive(Clone, Debug, Serialize)]
struct Page {
    devices: Vec<Device>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Uuid>,
}

#[derive(Clone, Debug, Serialize)]
struct Device {
    id: Uuid,
    worker: Uuid,
    username: String,
    name: String,
    has_key: bool,
    enrolled_at: Moment,
    last_seen_at: Moment,
    revoked_at: Option<Moment>,
    removals: i64,
}

/// Answers a page by id.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    caller.demand(Action::ManageDevices, &Resource::Region(&caller.county))?;
    let limit = asked.limit.unwrap_or(100).clamp(1, MOST);
    let mut tx = app.db.read().await?;
    let found = read::devices::list(&mut tx, caller.county, asked.after, limit).await?;
    let full = i64::try_from(found.len()).is_ok_and(|n| n == limit);
    let after = found.last().map(|d| d.id).filter(|_| full);
    let devices = found.into_iter().map(|device| Device {
        id: device.id,
        worker: device.worker,
        username: device.username,
        name: device.name,
        has_key: device.has_key,
        enrolled_at: Moment::from_ms(device.enrolled_at),
        last_seen_at: Moment::from_ms(device.last_seen_at),
        revoked_at: device.revoked_at.map(Moment::from_ms),
        removals: device.removals,
    });
    Ok(format.answer(&Page { devices: devices.collect(), after }))
}

/// Revokes a device: it is cut off at once and told to erase itself when it calls again.
pub(super) async fn revoke(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    caller.demand(Action::ManageDevices, &Resource::Region(&caller.county))?;
    let id = DeviceId(id);
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, caller.county, 0).await?;
    let known = devices::find(&mut tx, id).await?;
    known.filter(|d| d.county == caller.county.as_str()).ok_or_else(Problem::not_found)?;
    devices::revoke(&mut tx, id, app.now()).await?;
    let event = Event {
        county: caller.county,
        at: app.now(),
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: "revoke_device",
        resource: format!("device:{id}"),
        detail: String::new(),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    Ok(nothing())
}
