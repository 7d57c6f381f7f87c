//! Adding an account, changing it, and giving it a new password.

use super::{Shown, one, scopes_of::scope, wrong};
use crate::api::extract::{Input, PathId};
use crate::api::office::{Accounts, Office};
use crate::app::App;
use crate::auth::password;
use crate::db::roster::workers::Account;
use crate::db::roster::{assignments, namespace, workers};
use crate::db::{Tx, callers};
use crate::problem::Problem;
use crate::scopes;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use doorstep_schema::id::WorkerId;
use doorstep_schema::people::Role;
use serde::{Deserialize, Serialize};

/// A new account.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct New {
    username: String,
    name: String,
    role: Role,
    /// As in an import: `class:SCHOOL/2026/7/2`, `school:CODE`, `region:CODE`, `department:COUNTY/NAME`.
    #[serde(default)]
    scope: Vec<String>,
    /// The password; left out, one is made and told once.
    password: Option<String>,
}

/// What of an account changes.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Change {
    name: Option<String>,
    role: Option<Role>,
    password: Option<String>,
    disabled: Option<bool>,
}

/// A password that was made; it is told once.
#[derive(Clone, Debug, Serialize)]
struct Renewed {
    username: String,
    password: String,
}

/// Adds an account.
pub(in crate::api) async fn add(
    office: Office<Accounts>,
    Input(new): Input<New>,
) -> Result<Response, Problem> {
    if !scopes::is_username(&new.username) {
        let message = "a sign-in name has 1 to 64 letters, digits, dots, hyphens or underscores";
        return Err(wrong("username", "out_of_range", message));
    }
    check_name(&new.name)?;
    let mut tx = office.read().await?;
    let mut held = Vec::with_capacity(new.scope.len());
    for text in &new.scope {
        held.push(scope(&mut tx, &office.caller, new.role, text).await?);
    }
    drop(tx);
    let made = new.password.is_none().then(|| made(&office.app)).transpose()?;
    let password_hash =
        hash(&office.app, new.password.or(made.clone()).unwrap_or_default()).await?;
    let mut tx = office.write().await?;
    if !workers::by_username(&mut tx, std::slice::from_ref(&new.username)).await?.is_empty() {
        return Err(Problem::conflict("taken", "another account has this sign-in name"));
    }
    let id = WorkerId::derive(namespace(office.county()), &format!("worker:{}", new.username));
    let account = Account {
        id,
        county: office.county(),
        username: new.username,
        name: new.name.trim().to_owned(),
        role: new.role,
        password_hash,
        disabled: false,
    };
    workers::save(&mut tx, &account).await?;
    for scope in &held {
        assignments::add(&mut tx, office.county(), id, scope, office.app.now()).await?;
    }
    office.log(&mut tx, "add_worker", format!("worker:{id}"), "").await?;
    let shown = Shown { password: made, ..one(&mut tx, account).await? };
    tx.commit().await?;
    Ok((StatusCode::CREATED, office.answer(&shown)).into_response())
}

/// Changes an account; a new password or a bar ends its sessions.
pub(in crate::api) async fn change(
    office: Office<Accounts>,
    PathId(id): PathId,
    Input(change): Input<Change>,
) -> Result<Response, Problem> {
    let id = WorkerId(id);
    change.name.as_deref().map(check_name).transpose()?;
    let password_hash = match change.password.clone() {
        Some(password) => Some(hash(&office.app, password).await?),
        None => None,
    };
    let mut tx = office.write().await?;
    let mut account =
        workers::find(&mut tx, office.county(), id).await?.ok_or_else(Problem::not_found)?;
    let own = id == office.caller.worker;
    if own && change.role.is_some_and(|role| role != account.role) {
        return Err(Problem::conflict("own_account", "nobody changes their own role"));
    }
    if let Some(role) = change.role {
        fitting(&mut tx, id, role).await?;
    }
    let what = said(&account, &change, password_hash.is_some());
    account.name = change.name.map_or(account.name, |name| name.trim().to_owned());
    account.role = change.role.unwrap_or(account.role);
    account.disabled = change.disabled.unwrap_or(account.disabled);
    if account.disabled && own {
        return Err(Problem::conflict("own_account", "nobody bars their own account"));
    }
    if let Some(hash) = password_hash {
        account.password_hash = hash;
        workers::end_sessions(&mut tx, id).await?;
    }
    workers::save(&mut tx, &account).await?;
    office.log(&mut tx, "change_worker", format!("worker:{id}"), what).await?;
    let shown = one(&mut tx, account).await?;
    tx.commit().await?;
    Ok(office.answer(&shown))
}

/// Gives an account a new password, made here and told once; its sessions end.
pub(in crate::api) async fn renew(
    office: Office<Accounts>,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    let id = WorkerId(id);
    let mut tx = office.read().await?;
    workers::find(&mut tx, office.county(), id).await?.ok_or_else(Problem::not_found)?;
    drop(tx);
    let secret = made(&office.app)?;
    let password_hash = hash(&office.app, secret.clone()).await?;
    let mut tx = office.write().await?;
    let account = workers::find(&mut tx, office.county(), id).await?;
    let account = Account { password_hash, ..account.ok_or_else(Problem::not_found)? };
    workers::save(&mut tx, &account).await?;
    workers::end_sessions(&mut tx, id).await?;
    office.log(&mut tx, "change_worker", format!("worker:{id}"), "new password").await?;
    tx.commit().await?;
    Ok(office.answer(&Renewed { username: account.username, password: secret }))
}

/// Demands that everything that a worker holds can be held in a role.
async fn fitting(tx: &mut Tx, id: WorkerId, role: Role) -> Result<(), Problem> {
    let held = callers::held(tx, id).await?;
    let mut now = held.iter().filter(|held| held.until.is_none());
    if now.all(|held| scopes::fits(role, &held.scope)) {
        return Ok(());
    }
    let detail = "the role cannot hold what the worker is responsible for; end that first";
    Err(Problem::conflict("unfit", detail))
}

/// Says for the log what of an account changes.
fn said(before: &Account, change: &Change, password: bool) -> String {
    let locked = change.disabled.filter(|disabled| *disabled != before.disabled);
    let parts = [
        change.name.as_ref().filter(|name| **name != before.name).map(|_| "renamed"),
        change.role.filter(|role| *role != before.role).map(Role::as_str),
        password.then_some("new password"),
        locked.map(|locked| if locked { "locked" } else { "unlocked" }),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn made(app: &App) -> Result<String, Problem> {
    Ok(password::made(app.chance::<16>()?))
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
