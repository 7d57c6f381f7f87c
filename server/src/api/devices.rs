//! `GET /v1/devices` and `POST /v1/devices/{id}/revoke`: the county's devices, and cutting one off.

use super::extract::{Format, Parameters, PathId, nothing};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::read::devices::{Ask, Listed};
use crate::db::read::leaving::{self, Keeper};
use crate::db::{Tx, callers, counter, devices, read};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::id::{DeviceId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
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
    /// Only those that were not seen for so many days.
    silent_days: Option<i64>,
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
    worker_name: String,
    role: String,
    name: String,
    has_key: bool,
    enrolled_at: Moment,
    last_seen_at: Moment,
    last_push_at: Option<Moment>,
    revoked_at: Option<Moment>,
    removals: i64,
    waiting: Waiting,
}

/// What waits on a device, as far as is known here.
#[derive(Clone, Copy, Debug, Serialize)]
struct Waiting {
    /// Photos that its records announced and that have not arrived.
    photos: i64,
    /// Students who left its worker's sight and whom it has not confirmed to have removed.
    removals: usize,
    /// Uploads that it began and has not finished.
    uploads: i64,
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
    let now = app.now();
    let silent_since = asked.silent_days.map(|days| now.plus_days(-days.clamp(0, 36_500)));
    let ask = Ask { county: caller.county, after: asked.after, silent_since, now, limit };
    let found = read::devices::list(&mut tx, ask).await?;
    let full = i64::try_from(found.len()).is_ok_and(|n| n == limit);
    let after = found.last().map(|d| d.id).filter(|_| full);
    let mut devices = Vec::with_capacity(found.len());
    for device in found {
        let removals = removals(&mut tx, caller.county, &device).await?;
        let waiting = Waiting { photos: device.photos, removals, uploads: device.uploads };
        devices.push(Device {
            id: device.id,
            worker: device.worker,
            username: device.username,
            worker_name: device.worker_name,
            role: device.role,
            name: device.name,
            has_key: device.has_key,
            enrolled_at: Moment::from_ms(device.enrolled_at),
            last_seen_at: Moment::from_ms(device.last_seen_at),
            last_push_at: device.last_push_at.map(Moment::from_ms),
            revoked_at: device.revoked_at.map(Moment::from_ms),
            removals: device.removals,
            waiting,
        });
    }
    Ok(format.answer(&Page { devices, after }))
}

/// Counts the students whose removal a device owes; a browser keeps none, and a revoked device erases itself.
async fn removals(tx: &mut Tx, county: RegionCode, device: &Listed) -> Result<usize, Problem> {
    if !device.has_key || device.revoked_at.is_some() {
        return Ok(0);
    }
    let held = callers::held(tx, WorkerId(device.worker)).await?;
    let (shown, enrolled_at) = (leaving::shown(&held), Moment::from_ms(device.enrolled_at));
    let keeper = Keeper { county, device: DeviceId(device.id), enrolled_at, shown: &shown };
    let mut students = BTreeSet::new();
    for held in &held {
        students.extend(leaving::unconfirmed(tx, keeper, held).await?);
    }
    Ok(students.len())
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
