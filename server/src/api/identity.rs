//! `GET /v1/students/{id}/identity`: the full identity number; each look is logged.

use super::extract::{Format, PathId};
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
use serde::Serialize;

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
) -> Result<Response, Problem> {
    let id = StudentId(id);
    let mut tx = app.db.read().await?;
    let standing = demand(&mut tx, &caller, Action::UnmaskIdentity, id).await?;
    drop(tx);
    let mut tx = app.db.write().await?;
    let event = Event {
        county: standing.county,
        at: app.now(),
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: Action::UnmaskIdentity.as_str(),
        resource: format!("student:{id}"),
        detail: String::new(),
    };
    audit::append(&mut tx, &event).await?;
    let identity = students::identity(&mut tx, id).await?.filter(|identity| !identity.is_empty());
    tx.commit().await?;
    let answer = format.answer(&Answer { student: id, identity });
    Ok(([(header::CACHE_CONTROL, "no-store")], answer).into_response())
}
