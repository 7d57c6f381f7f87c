//! `GET /v1/students/{id}/identity`: the full identity number; each look is logged.

use super::extract::{Format, Parameters, PathId};
use super::parameters;
use super::student::demand;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::read::students;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use doorstep_schema::access::Action;
use doorstep_schema::id::StudentId;
use serde::{Deserialize, Serialize};

/// What can be said with it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// Why the number is looked at; without it nothing is shown.
    #[serde(default)]
    reason: String,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// The student.
    student: StudentId,
    /// The identity number; nothing when it is not on file.
    identity: Option<String>,
}

/// Answers the identity number, once the look is in the log.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    PathId(id): PathId,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let id = StudentId(id);
    let mut tx = app.db.read().await?;
    let standing = demand(&mut tx, &caller, Action::UnmaskIdentity, id).await?;
    if let Some(wrong) = parameters::wrong_reason(&asked.reason) {
        return Err(Problem::parameter("reason", wrong));
    }
    drop(tx);
    let mut tx = app.db.write().await?;
    let event = Event {
        county: standing.county,
        at: app.now(),
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: Action::UnmaskIdentity.as_str(),
        resource: format!("student:{id}"),
        detail: asked.reason.trim().to_owned(),
    };
    audit::append(&mut tx, &event).await?;
    let identity = students::identity(&mut tx, id).await?.filter(|identity| !identity.is_empty());
    tx.commit().await?;
    let answer = format.answer(&Answer { student: id, identity });
    Ok(([(header::CACHE_CONTROL, "no-store")], answer).into_response())
}
