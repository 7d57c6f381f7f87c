//! What a worker is responsible for: assigned and ended.

use super::wrong;
use crate::api::extract::{Input, PathId, nothing};
use crate::api::office::{Accounts, Office};
use crate::auth::caller::Caller;
use crate::db::roster::{assignments, classes, regions, schools, workers};
use crate::db::{Tx, callers};
use crate::problem::Problem;
use crate::scopes;
use axum::extract::Path;
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
    office: Office<Accounts>,
    PathId(id): PathId,
    Input(assign): Input<Assign>,
) -> Result<Response, Problem> {
    let id = WorkerId(id);
    let mut tx = office.write().await?;
    let account =
        workers::find(&mut tx, office.county(), id).await?.ok_or_else(Problem::not_found)?;
    let scope = scope(&mut tx, &office.caller, account.role, &assign.scope).await?;
    let scope_text: String = assign.scope.chars().take(100).collect();
    let held = callers::held(&mut tx, id).await?;
    let known = held.iter().find(|h| h.until.is_none() && h.scope == scope);
    let assignment = match known {
        Some(held) => held.id,
        None => assignments::add(&mut tx, office.county(), id, &scope, office.app.now()).await?,
    };
    office.log(&mut tx, "assign", format!("worker:{id}"), scope_text).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, office.answer(&Assignment { id: assignment, scope })).into_response())
}

/// Ends an assignment.
pub(in crate::api) async fn unassign(
    office: Office<Accounts>,
    Path((worker, assignment)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let worker = WorkerId::parse(&worker).map_err(|_| Problem::not_found())?;
    let id = AssignmentId::parse(&assignment).map_err(|_| Problem::not_found())?;
    let mut tx = office.write().await?;
    workers::find(&mut tx, office.county(), worker).await?.ok_or_else(Problem::not_found)?;
    if !assignments::end(&mut tx, office.county(), worker, id, office.app.now()).await? {
        return Err(Problem::not_found());
    }
    office.log(&mut tx, "unassign", format!("worker:{worker}"), format!("assignment:{id}")).await?;
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
