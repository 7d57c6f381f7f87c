//! `POST /v1/students/{id}/erase-photos`: deletes a student's photos for good; receipts stay, and the log says who.

use super::super::extract::{Format, Input, PathId};
use super::super::student::demand;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::receipts::{self, Why};
use crate::jobs::retention;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, roles};
use doorstep_schema::id::StudentId;
use doorstep_schema::problem::Violation;
use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Erasure {
    /// Who asked for it and why; it is kept in the log.
    reason: String,
}

/// What was done.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    student: StudentId,
    /// Photos that were deleted now.
    erased: usize,
}

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// Erases, once the erasure is in the log.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    format: Format,
    Input(Erasure { reason }): Input<Erasure>,
) -> Result<Response, Problem> {
    if !roles(Action::ErasePhotos).contains(&caller.role) {
        return Err(Problem::not_found());
    }
    let student = StudentId(id);
    let mut tx = app.db.read().await?;
    let standing = demand(&mut tx, &caller, Action::ErasePhotos, student).await?;
    let rows = receipts::kept_of(&mut tx, student).await?;
    drop(tx);
    let length = reason.trim().chars().count();
    if length == 0 || length > LONGEST || reason.contains('\0') {
        let message = format!("say in 1 to {LONGEST} characters who asked for it and why");
        return Err(Problem::invalid(vec![Violation::new("reason", "missing", message)]));
    }
    let mut tx = app.db.write().await?;
    let event = Event {
        county: standing.county,
        at: app.now(),
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: Action::ErasePhotos.as_str(),
        resource: format!("student:{student}"),
        detail: format!("{} photos: {}", rows.len(), reason.trim()),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    let erased =
        retention::delete(&app, standing.county, rows, Why::Erased, Some(caller.worker)).await?;
    Ok(format.answer(&Answer { student, erased }))
}
