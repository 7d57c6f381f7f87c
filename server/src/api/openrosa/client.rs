//! Who calls: a worker by name and password, on the one device that stands for such clients of theirs.

use crate::acts::openrosa::device_of;
use crate::api::limits::too_many;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::auth::{basic, credentials};
use crate::db::accounts::Account;
use crate::db::audit::{self, Event};
use crate::db::callers::{self, Found};
use crate::db::counter;
use crate::db::devices::{self, Device};
use crate::limits::Tries;
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use doorstep_schema::moment::Moment;

/// What the device is called in the list of devices.
const DEVICE: &str = "OpenRosa (ODK Collect)";

/// A worker who calls with name and password.
#[derive(Clone, Debug)]
pub(super) struct Client {
    /// The worker, on the device.
    pub(super) caller: Caller,
    /// The sign-in name.
    pub(super) username: String,
}

impl FromRequestParts<App> for Client {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let given = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (username, password) = given.and_then(basic::read).ok_or_else(nobody)?;
        let tries = parts.extensions.get::<Tries>();
        let now = app.now();
        let proved = prove(app, &username, password, tries, now).await;
        let (account, is_fresh) = proved.inspect_err(|problem| {
            if let (401, Some(tries)) = (problem.status, tries) {
                tries.limits.failed(tries.address);
            }
        })?;
        let caller = caller(app, &account, is_fresh, now).await?;
        Ok(Self { caller, username })
    }
}

fn nobody() -> Problem {
    let detail = "give your sign-in name and your password";
    Problem { detail: detail.into(), ..Problem::unauthenticated() }
}

/// Demands the password, by memory if it was right a moment ago; tells whether it had to be hashed.
async fn prove(
    app: &App,
    username: &str,
    password: String,
    tries: Option<&Tries>,
    now: Moment,
) -> Result<(Account, bool), Problem> {
    let may_try = || match tries {
        Some(tries) => tries.limits.may_try(tries.address).map_err(too_many),
        None => Ok(()),
    };
    let account = credentials::find(app, username, &password).await?;
    if let Some(account) = account.as_ref().filter(|account| !account.disabled)
        && app.remembered.knows(account, &password, now)
    {
        return Ok((account.clone(), false));
    }
    let account = credentials::demand(app, account, password.clone(), may_try).await?;
    app.remembered.note(&account, &password, now, || app.chance())?;
    Ok((account, true))
}

/// Finds the worker on the device, which is enrolled when it is not there yet.
async fn caller(
    app: &App,
    account: &Account,
    is_fresh: bool,
    now: Moment,
) -> Result<Caller, Problem> {
    let device = device_of(account.worker);
    let mut tx = app.db.read().await?;
    let found = callers::find(&mut tx, account.worker, device).await?;
    drop(tx);
    match found {
        Found::Caller(caller) if !is_fresh => return Ok(*caller),
        Found::Revoked => return Err(revoked()),
        Found::Caller(_) | Found::Nobody => {}
    }
    enrol(app, account, now).await?;
    let mut tx = app.db.read().await?;
    match callers::find(&mut tx, account.worker, device).await? {
        Found::Caller(caller) => Ok(*caller),
        Found::Revoked => Err(revoked()),
        Found::Nobody => Err(Problem::wrong_credentials()),
    }
}

/// Adds the device or notes that it was seen, and logs that the worker has signed in.
async fn enrol(app: &App, account: &Account, now: Moment) -> Result<(), Problem> {
    let id = device_of(account.worker);
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, account.county, 0).await?;
    if devices::find(&mut tx, id).await?.is_some() {
        devices::seen(&mut tx, id, now).await?;
    } else {
        let device = Device {
            id,
            worker: account.worker,
            county: account.county.to_string(),
            name: DEVICE.to_owned(),
            public_key: None,
            enrolled_at: now,
            last_seen_at: now,
            revoked_at: None,
        };
        devices::add(&mut tx, &device).await?;
    }
    let event = Event {
        county: account.county,
        at: now,
        worker: Some(account.worker),
        device: Some(id),
        action: "sign_in",
        resource: format!("worker:{}", account.worker),
        detail: "openrosa".to_owned(),
    };
    audit::append(&mut tx, &event).await?;
    Ok(tx.commit().await?)
}

/// Name and password are right, so asking for them again would help nobody.
fn revoked() -> Problem {
    let detail = "this way in was cut off for your account; ask your administrator";
    Problem { status: 403, detail: detail.into(), ..Problem::device_revoked() }
}
