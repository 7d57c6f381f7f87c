//! What a worker is responsible for: assigned and ended.

use super::{allowed, log, wrong};
use crate::api::extract::{Format, Input, PathId, nothing};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::roster::{assignments, classes, regions, schools, workers};
use crate::db::{Tx, callers, counter};
use crate::problem::Problem;
use crate::scopes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use doorstep_schema::id::{AssignmentId, WorkerId};
use doorstep_schema::people::{Assignment, Role, Scope};
use serde::Deserialize;

/// A scope to assign.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Assign {
    scope: String,
}

/// Assigns a scope to a worker.
pub(in crate::api) async fn assign(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    format: Format,
    Input(assign): Input<Assign>,
) -> Result<Response, Problem> {
    allowed(&caller)?;
    let id = WorkerId(id);
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, caller.county, 0).await?;
    let account =
        workers::find(&mut tx, caller.county, id).await?.ok_or_else(Problem::not_found)?;
    let scope = scope(&mut tx, &caller, account.role, &assign.scope).await?;
    let scope_text = assign.scope.chars().take(100).collect();
    let held = callers::held(&mut tx, id).await?;
    let known = held.iter().find(|h| h.until.is_none() && h.scope == scope);
    let assignment = match known {
        Some(held) => held.id,
        None => assignments::add(&mut tx, caller.county, id, &scope, app.now()).await?,
    };
    log(&app, &mut tx, &caller, "assign", id, scope_text).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, format.answer(&Assignment { id: assignment, scope })).into_response())
}

/// Ends an assignment.
pub(in crate::api) async fn unassign(
    State(app): State<App>,
    caller: Caller,
    Path((worker, assignment)): Path<(String, String)>,
) -> Result<Response, Problem> {
    allowed(&caller)?;
    let worker = WorkerId::parse(&worker).map_err(|_| Problem::not_found())?;
    let id = AssignmentId::parse(&assignment).map_err(|_| Problem::not_found())?;
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, caller.county, 0).await?;
    workers::find(&mut tx, caller.county, worker).await?.ok_or_else(Problem::not_found)?;
    if !assignments::end(&mut tx, caller.county, worker, id, app.now()).await? {
        return Err(Problem::not_found());
    }
    log(&app, &mut tx, &caller, "unassign", worker, format!("assignment:{id}")).await?;
    tx.commit().await?;
    Ok(nothing())
}

/// Reads a scope that the role can hold and the caller may hand out.
pub(super) async fn scope(
    tx: &mut Tx,
    caller: &Caller,
    role: Role,
    text: &str,
) -> Result<Scope, Problem> {
    let county = caller.county;
    let known = scopes::Known {
        county,
        schools: schools::by_code(tx, county).await?,
        classes: classes::by_key(tx, county).await?,
        regions: regions::of_county(tx, county).await?,
    };
    let scope = known.read(text).map_err(|reason| wrong("scope", "unknown", reason))?;
    // Nobody hands out more than they hold themselves.
    let above = matches!(scope, Scope::Region(code) if !county.contains(&code));
    if above || !scopes::fits(role, &scope) {
        return Err(wrong("scope", "unfit", "the role cannot hold this scope here"));
    }
    Ok(scope)
}
