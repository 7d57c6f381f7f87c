//! `POST /v1/sign-out`: ends the sessions of the caller's device.

use super::extract::nothing;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::sessions;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;

/// Ends them.
pub(super) async fn handle(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    let mut tx = app.db.write().await?;
    sessions::end_device(&mut tx, caller.device).await?;
    let event = Event {
        county: caller.county,
        at: app.now(),
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: "sign_out",
        resource: format!("worker:{}", caller.worker),
        detail: String::new(),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    Ok(nothing())
}
