//! Rotating the tokens when the access token has expired or was refused.

use super::call::Call;
use super::reply::{Answer, Understood};
use crate::store::{Key, Session, Store};
use crate::{Problem, enrol};
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::v1;

/// How long before its end a token is renewed, so that it does not end on the way: half a minute.
const MARGIN_MS: i64 = 30_000;

/// Tells whether the access token has expired by the server's clock.
pub(super) fn is_expired(store: &Store, session: &Session, now: Moment) -> Result<bool, Problem> {
    let offset = store.meta::<i64>(Key::ClockOffset)?.unwrap_or(0);
    Ok(now.ms().saturating_add(offset).saturating_add(MARGIN_MS) >= session.expires_at.ms())
}

pub(super) fn call(store: &Store, session: &Session) -> Result<Call, Problem> {
    let refresh = v1::Refresh {
        refresh_token: session.refresh_token.clone(),
        signature: enrol::sign_refresh(store, &session.refresh_token)?,
    };
    Ok(Call::plain("/v1/refresh", None, &refresh))
}

/// Keeps the new tokens; a refresh token that the server does not know means: sign in again.
pub(super) fn take(store: &Store, answer: &Answer, now: Moment) -> Result<Understood, Problem> {
    if let Answer::Problem { status: 401 | 403, .. } = answer {
        store.set_meta(Key::SignInNeeded, &true)?;
        return Ok(Understood::Yes);
    }
    let (Some(new), Some(old)) = (answer.value::<v1::Session>(), store.session()?) else {
        return Ok(Understood::Lost);
    };
    if new.subject != old.subject || new.device != old.device {
        return Ok(Understood::Lost);
    }
    if new.scope != old.scope || new.worker.role != old.worker.role {
        store.spoil_heads()?;
    }
    enrol::keep(store, &new, now)?;
    Ok(Understood::Yes)
}
