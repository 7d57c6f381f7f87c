//! Giving out sessions: an access token and a fresh refresh token of a family.

use super::caller::Caller;
use super::refresh;
use super::token::{self, Bearer};
use crate::app::App;
use crate::db::{Tx, sessions};
use crate::problem::Problem;
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::v1;
use uuid::Uuid;

/// Makes the next tokens of a family; `replaced` is the refresh token that was just used.
///
/// # Errors
/// When the database refuses or there is no chance to be had.
pub async fn give(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    family: Uuid,
    replaced: Option<&sessions::Token>,
    now: Moment,
) -> Result<v1::Session, Problem> {
    let refresh_token = refresh::text(app.chance::<32>()?);
    let fresh = sessions::Token {
        hash: refresh::stored(&refresh_token),
        family,
        worker: caller.worker,
        device: caller.device,
        expires_at: now.plus_days(app.settings.refresh_days),
        successor: None,
        used: false,
    };
    if let Some(replaced) = replaced {
        sessions::replace(tx, replaced, &fresh.hash, now).await?;
    }
    sessions::add(tx, &fresh).await?;
    let expires_at = now.plus_minutes(app.settings.access_minutes);
    let bearer = Bearer { worker: caller.worker, device: caller.device, expires_at };
    let access_token = token::issue(&app.keys, &app.settings.issuer, bearer).map_err(|error| {
        tracing::error!(%error, "the token key does not sign");
        Problem::internal()
    })?;
    Ok(v1::Session {
        access_token,
        expires_at,
        refresh_token,
        worker: caller.as_worker(),
        subject: caller.worker,
        device: caller.device,
        county: caller.county,
        scope: caller.assignments(),
        now,
    })
}
