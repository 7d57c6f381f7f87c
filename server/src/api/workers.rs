//! `GET` and `POST /v1/workers`, `PATCH /v1/workers/{id}`, and their assignments: the county's accounts.

use super::extract::{Format, Input, Parameters, PathId, nothing};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::auth::password;
use crate::db::audit::{self, Event};
use crate::db::roster::workers::Account;
use crate::db::roster::{assignments, classes, namespace, regions, schools, workers};
use crate::db::{Error, Tx, callers, counter};
use crate::problem::Problem;
use crate::scopes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::id::{AssignmentId, WorkerId};
use doorstep_schema::people::{Assignment, Role, Scope};
use doorstep_schema::problem::Violation;
use serde::{Deserialize, Serialize};

/// The most workers of a page.
const MOST: i64 = 500;

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The last sign-in name of the page before.
    #[serde(default)]
    after: String,
    /// The most workers.
    limit: Option<i64>,
}

/// A page of workers.
#[derive(Clone, Debug, Serialize)]
struct Page {
    workers: Vec<Shown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

/// An account as its administrator sees it.
#[derive(Clone, Debug, Serialize)]
struct Shown {
    id: WorkerId,
    username: String,
    name: String,
    role: Role,
    disabled: bool,
    scope: Vec<Assignment>,
}

/// A new account.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct New {
    username: String,
    name: String,
    role: Role,
    /// As in an import: `class:SCHOOL/2026/7/2`, `school:CODE`, `region:CODE`, `department:COUNTY/NAME`.
    #[serde(default)]
    scope: Vec<String>,
    password: String,
}

/// What of an account changes.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Change {
    name: Option<String>,
    role: Option<Role>,
    password: Option<String>,
    disabled: Option<bool>,
}

/// A scope to assign.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Assign {
    scope: String,
}

fn wrong(field: &str, code: &str, message: impl Into<String>) -> Problem {
    Problem::invalid(vec![Violation::new(field, code, message)])
}

fn allowed(caller: &Caller) -> Result<(), Problem> {
    caller.demand(Action::ManageWorkers, &Resource::Region(&caller.county))
}

async fn shown(tx: &mut Tx, account: Account) -> Result<Shown, Error> {
    let held = callers::held(tx, account.id).await?;
    let now = held.into_iter().filter(|h| h.until.is_none());
    Ok(Shown {
        id: account.id,
        username: account.username,
        name: account.name,
        role: account.role,
        disabled: account.disabled,
        scope: now.map(|h| Assignment { id: h.id, scope: h.scope }).collect(),
    })
}

async fn log(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    action: &'static str,
    id: WorkerId,
) -> Result<(), Error> {
    let event = Event {
        county: caller.county,
        at: app.now(),
        worker: Some(caller.worker),
        device: Some(caller.device),
        action,
        resource: format!("worker:{id}"),
        detail: String::new(),
    };
    audit::append(tx, &event).await
}

/// Answers a page by sign-in name.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    allowed(&caller)?;
    let limit = asked.limit.unwrap_or(100).clamp(1, MOST);
    let mut tx = app.db.read().await?;
    let found = workers::list(&mut tx, caller.county, &asked.after, limit).await?;
    let full = i64::try_from(found.len()).is_ok_and(|n| n == limit);
    let after = found.last().map(|w| w.username.clone()).filter(|_| full);
    let mut page = Page { workers: Vec::with_capacity(found.len()), after };
    for account in found {
        page.workers.push(shown(&mut tx, account).await?);
    }
    Ok(format.answer(&page))
}

/// Adds an account.
pub(super) async fn add(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Input(new): Input<New>,
) -> Result<Response, Problem> {
    allowed(&caller)?;
    if !scopes::is_username(&new.username) {
        let message = "a sign-in name has 1 to 64 letters, digits, dots, hyphens or underscores";
        return Err(wrong("username", "out_of_range", message));
    }
    check_name(&new.name)?;
    let mut tx = app.db.read().await?;
    let mut held = Vec::with_capacity(new.scope.len());
    for text in &new.scope {
        held.push(scope(&mut tx, &caller, new.role, text).await?);
    }
    drop(tx);
    let password_hash = hash(&app, new.password).await?;
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, caller.county, 0).await?;
    if !workers::by_username(&mut tx, std::slice::from_ref(&new.username)).await?.is_empty() {
        return Err(Problem::conflict("taken", "another account has this sign-in name"));
    }
    let id = WorkerId::derive(namespace(caller.county), &format!("worker:{}", new.username));
    let account = Account {
        id,
        county: caller.county,
        username: new.username,
        name: new.name,
        role: new.role,
        password_hash,
        disabled: false,
    };
    workers::save(&mut tx, &account).await?;
    for scope in &held {
        assignments::add(&mut tx, caller.county, id, scope, app.now()).await?;
    }
    log(&app, &mut tx, &caller, "add_worker", id).await?;
    let shown = shown(&mut tx, account).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, format.answer(&shown)).into_response())
}

/// Changes an account; a new password or a bar ends its sessions.
pub(super) async fn change(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    format: Format,
    Input(change): Input<Change>,
) -> Result<Response, Problem> {
    allowed(&caller)?;
    let id = WorkerId(id);
    change.name.as_deref().map(check_name).transpose()?;
    let password_hash = match change.password {
        Some(password) => Some(hash(&app, password).await?),
        None => None,
    };
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, caller.county, 0).await?;
    let mut account =
        workers::find(&mut tx, caller.county, id).await?.ok_or_else(Problem::not_found)?;
    account.name = change.name.unwrap_or(account.name);
    account.role = change.role.unwrap_or(account.role);
    account.disabled = change.disabled.unwrap_or(account.disabled);
    if account.disabled && id == caller.worker {
        return Err(Problem::conflict("own_account", "nobody bars their own account"));
    }
    if let Some(hash) = password_hash {
        account.password_hash = hash;
        workers::end_sessions(&mut tx, id).await?;
    }
    workers::save(&mut tx, &account).await?;
    log(&app, &mut tx, &caller, "change_worker", id).await?;
    let shown = shown(&mut tx, account).await?;
    tx.commit().await?;
    Ok(format.answer(&shown))
}

/// Assigns a scope to a worker.
pub(super) async fn assign(
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
    let held = callers::held(&mut tx, id).await?;
    let known = held.iter().find(|h| h.until.is_none() && h.scope == scope);
    let assignment = match known {
        Some(held) => held.id,
        None => assignments::add(&mut tx, caller.county, id, &scope, app.now()).await?,
    };
    log(&app, &mut tx, &caller, "assign", id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, format.answer(&Assignment { id: assignment, scope })).into_response())
}

/// Ends an assignment.
pub(super) async fn unassign(
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
    log(&app, &mut tx, &caller, "unassign", worker).await?;
    tx.commit().await?;
    Ok(nothing())
}

async fn scope(tx: &mut Tx, caller: &Caller, role: Role, text: &str) -> Result<Scope, Problem> {
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

fn check_name(name: &str) -> Result<(), Problem> {
    let good =
        (1..=100).contains(&name.trim().chars().count()) && !name.chars().any(char::is_control);
    if good { Ok(()) } else { Err(wrong("name", "out_of_range", "a name has 1 to 100 characters")) }
}

async fn hash(app: &App, given: String) -> Result<String, Problem> {
    if !(8..=password::MAX_BYTES).contains(&given.len()) {
        return Err(wrong("password", "out_of_range", "a password has 8 to 256 bytes"));
    }
    let permit = app.hashing.acquire().await.map_err(|_| Problem::busy(1))?;
    let (salt, cost) = (app.chance::<16>()?, app.settings.password_cost);
    let hashed = tokio::task::spawn_blocking(move || password::hash(&given, salt, cost)).await;
    drop(permit);
    match hashed {
        Ok(Ok(hash)) => Ok(hash),
        Ok(Err(_)) | Err(_) => Err(Problem::internal()),
    }
}
