//! `POST /v1/sign-in`: user name and password for a session; a phone enrols with its own key.

use super::extract::{Format, Input};
use crate::app::App;
use crate::auth::{credentials, device, session};
use crate::db::accounts::Account;
use crate::db::audit::{self, Event};
use crate::db::callers::{self, Found};
use crate::db::devices::{self, Device};
use crate::db::{Error, Tx};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::id::DeviceId;
use doorstep_schema::moment::Moment;
use doorstep_schema::problem::Violation;
use doorstep_schema::wire::v1::{DeviceEnrolment, SignIn, enrolment_message};

/// The longest name of a device, in characters.
const DEVICE_NAME: usize = 100;

/// Answers a session.
pub(super) async fn handle(
    State(app): State<App>,
    format: Format,
    Input(sign_in): Input<SignIn>,
) -> Result<Response, Problem> {
    let now = app.now();
    let account = credentials::find(&app, &sign_in.username, &sign_in.password).await?;
    let account = credentials::demand(&app, account, sign_in.password, || Ok(())).await?;
    let fresh = match &sign_in.device {
        Some(enrolment) => enrolled(&account, &sign_in.username, enrolment, now)?,
        None => browser(&account, DeviceId::mint(now, app.chance()?), now),
    };
    let mut tx = app.db.write().await?;
    admit(&mut tx, &fresh).await?;
    let caller = match callers::find(&mut tx, account.worker, fresh.id).await? {
        Found::Caller(caller) => caller,
        Found::Revoked => return Err(Problem::device_revoked()),
        Found::Nobody => return Err(Problem::wrong_credentials()),
    };
    let family = uuid::Builder::from_random_bytes(app.chance()?).into_uuid();
    let session = session::give(&app, &mut tx, &caller, family, None, now).await?;
    audit::append(&mut tx, &event(&account, fresh.id, now)).await?;
    tx.commit().await?;
    Ok(format.answer(&session))
}

fn event(account: &Account, device: DeviceId, now: Moment) -> Event {
    Event {
        county: account.county,
        at: now,
        worker: Some(account.worker),
        device: Some(device),
        action: "sign_in",
        resource: format!("worker:{}", account.worker),
        detail: String::new(),
    }
}

/// Reads an enrolment: the key must be one, and must have signed.
fn enrolled(
    account: &Account,
    username: &str,
    enrolment: &DeviceEnrolment,
    now: Moment,
) -> Result<Device, Problem> {
    let wrong = |field: &str, message: &str| {
        Problem::invalid(vec![Violation::new(field, "wrong", message)])
    };
    let key = device::public_key(&enrolment.public_key).ok_or_else(|| {
        wrong("device.public_key", "an Ed25519 key is 32 bytes in base64url without padding")
    })?;
    let message = enrolment_message(username, enrolment.id, enrolment.at);
    if !device::signed(&key, &message, &enrolment.signature) {
        return Err(wrong("device.signature", "the device's key did not sign this enrolment"));
    }
    Ok(Device {
        id: enrolment.id,
        worker: account.worker,
        county: account.county.to_string(),
        name: enrolment.name.chars().filter(|c| !c.is_control()).take(DEVICE_NAME).collect(),
        public_key: Some(key.to_vec()),
        enrolled_at: now,
        last_seen_at: now,
        revoked_at: None,
    })
}

/// A browser gets a device of its own without a key.
fn browser(account: &Account, id: DeviceId, now: Moment) -> Device {
    Device {
        id,
        worker: account.worker,
        county: account.county.to_string(),
        name: String::new(),
        public_key: None,
        enrolled_at: now,
        last_seen_at: now,
        revoked_at: None,
    }
}

/// Adds the device, or recognises it by owner and key.
async fn admit(tx: &mut Tx, fresh: &Device) -> Result<(), Problem> {
    match devices::find(tx, fresh.id).await? {
        None => match devices::add(tx, fresh).await {
            Err(error) if Error::is_taken(&error) => Err(taken()),
            done => Ok(done?),
        },
        Some(known) if known.revoked_at.is_some() => Err(Problem::device_revoked()),
        Some(known) if known.worker == fresh.worker && known.public_key == fresh.public_key => {
            Ok(devices::seen(tx, fresh.id, fresh.last_seen_at).await?)
        }
        Some(_) => Err(taken()),
    }
}

fn taken() -> Problem {
    Problem::conflict("device_taken", "the device is enrolled by someone else or with another key")
}

#[cfg(test)]
mod tests;
