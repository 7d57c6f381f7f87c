//! `POST /v1/refresh`: the next session for a refresh token, which can be used once.

use super::extract::{Format, Input};
use crate::app::App;
use crate::auth::{device, refresh, session};
use crate::db::audit::{self, Event};
use crate::db::callers::{self, Found};
use crate::db::{Tx, devices, sessions};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::v1::{Refresh, refresh_message};

/// Answers a session.
pub(super) async fn handle(
    State(app): State<App>,
    format: Format,
    Input(asked): Input<Refresh>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let token = sessions::find(&mut tx, refresh::stored(&asked.refresh_token)).await?;
    let token = token.ok_or_else(Problem::session_ended)?;
    let known = devices::find(&mut tx, token.device).await?.ok_or_else(Problem::session_ended)?;
    if known.revoked_at.is_some() {
        return Err(Problem::device_revoked());
    }
    let signed = match (&known.public_key, &asked.signature) {
        (None, _) => false,
        (Some(key), Some(signature)) => {
            let message = refresh_message(&asked.refresh_token);
            if !device::signed(key, &message, signature) {
                return Err(Problem::session_ended());
            }
            true
        }
        (Some(_), None) => return Err(Problem::session_ended()),
    };
    if token.used && !(signed && answer_was_lost(&mut tx, &token).await?) {
        return reused(tx, &token, &known.county, now).await;
    }
    if token.expires_at <= now {
        return Err(Problem::session_ended());
    }
    let caller = match callers::find(&mut tx, token.worker, token.device).await? {
        Found::Caller(caller) => caller,
        Found::Revoked => return Err(Problem::device_revoked()),
        Found::Nobody => return Err(Problem::session_ended()),
    };
    devices::seen(&mut tx, token.device, now).await?;
    let session = session::give(&app, &mut tx, &caller, token.family, Some(&token), now).await?;
    tx.commit().await?;
    Ok(format.answer(&session))
}

/// Tells whether the answer to an earlier use may have been lost on the way: its successor was never used.
/// Only the device itself can sign for another one, so a stolen token alone gains nothing.
async fn answer_was_lost(tx: &mut Tx, token: &sessions::Token) -> Result<bool, Problem> {
    let Some(successor) = &token.successor else { return Ok(false) };
    let successor = sessions::find(tx, successor.clone()).await?;
    Ok(successor.is_some_and(|successor| !successor.used))
}

/// A token that comes a second time was copied: every session of its family ends.
async fn reused(
    mut tx: Tx,
    token: &sessions::Token,
    county: &str,
    now: Moment,
) -> Result<Response, Problem> {
    sessions::end_family(&mut tx, token.family).await?;
    if let Ok(county) = RegionCode::parse(county) {
        let event = Event {
            county,
            at: now,
            worker: Some(token.worker),
            device: Some(token.device),
            action: "refresh_reused",
            resource: format!("device:{}", token.device),
            detail: String::new(),
        };
        audit::append(&mut tx, &event).await?;
    }
    tx.commit().await?;
    Err(Problem::session_ended())
}

#[cfg(test)]
mod tests;
