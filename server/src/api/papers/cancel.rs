//! `POST /v1/papers/{id}/cancel`: a document counts no more; its number is not used again.

use super::{Doing, demand, visitor_of};
use crate::api::extract::{Input, PathId, nothing};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::papers;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::problem::Violation;
use doorstep_schema::region::RegionCode;
use serde::Deserialize;

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// Why.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Asked {
    reason: String,
}

/// Cancels a document that the caller could have issued.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    Input(Asked { reason }): Input<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let paper = papers::find(&mut tx, id).await?.ok_or_else(Problem::not_found)?;
    let (kind, about) = (paper.kind()?, paper.about()?);
    let visitor = visitor_of(&mut tx, &about).await?;
    demand(&mut tx, &caller, Doing::Making, kind, &about, visitor).await?;
    let reason = reason.trim();
    if !(1..=LONGEST).contains(&reason.chars().count()) || reason.contains('\0') {
        let message = "say in 1 to 500 characters why it is cancelled";
        return Err(Problem::invalid(vec![Violation::new("reason", "missing", message)]));
    }
    if !papers::cancel(&mut tx, id, now, caller.worker, reason).await? {
        return Err(Problem::conflict("cancelled", "the document was cancelled before"));
    }
    let event = Event {
        county: RegionCode::parse(&paper.county).map_err(|_| Problem::internal())?,
        at: now,
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: "cancel_paper",
        resource: format!("paper:{id}"),
        detail: kind.as_str().to_owned(),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    Ok(nothing())
}
