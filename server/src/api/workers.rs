//! `GET` and `POST /v1/workers`, `GET` and `PATCH /v1/workers/{id}`, their passwords and assignments: the county's
//! accounts.

mod accounts;
mod scopes_of;

use super::extract::{Parameters, PathId};
use super::office::{Accounts, Office};
use super::parameters;
use crate::auth::caller::Held;
use crate::db::devices;
use crate::db::read::workers as read;
use crate::db::roster::workers;
use crate::db::roster::workers::Account;
use crate::db::{Error, Tx};
use crate::problem::Problem;
pub(super) use accounts::{add, change, renew};
use axum::response::Response;
use doorstep_schema::id::{AssignmentId, DeviceId, SchoolId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Assignment, Role};
use doorstep_schema::problem::Violation;
pub(super) use scopes_of::{assign, unassign};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

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
    /// Part of a name or sign-in name.
    text: Option<String>,
    /// Only of this role.
    role: Option<String>,
    /// Only who is responsible for something in this region.
    region: Option<String>,
    /// Only who is responsible for this school or one of its classes.
    school: Option<String>,
    /// Only who has no phone.
    without_phone: Option<String>,
    /// Only who is locked, or who is not.
    locked: Option<String>,
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
    /// What people call each scope, in the same order; nothing where it is not on file.
    scope_names: Vec<Option<String>>,
    /// How many phones the worker has.
    phones: i64,
    /// A password that was made just now; it is told once.
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<String>,
}

/// One worker with what was and what there is.
#[derive(Clone, Debug, Serialize)]
struct Whole {
    worker: Shown,
    /// What the worker was responsible for earlier, the last first.
    earlier: Vec<Earlier>,
    /// Phones and signed-in browsers, the last heard of first.
    devices: Vec<Signed>,
}

/// Something that a worker was responsible for.
#[derive(Clone, Debug, Serialize)]
struct Earlier {
    id: AssignmentId,
    scope: doorstep_schema::people::Scope,
    name: Option<String>,
    since: Moment,
    until: Moment,
}

/// A phone or a browser.
#[derive(Clone, Debug, Serialize)]
struct Signed {
    id: DeviceId,
    name: String,
    has_key: bool,
    last_seen_at: Moment,
    revoked_at: Option<Moment>,
}

fn wrong(field: &str, code: &str, message: impl Into<String>) -> Problem {
    Problem::invalid(vec![Violation::new(field, code, message)])
}

/// Tells accounts with what they hold now, in words.
async fn shown(tx: &mut Tx, accounts: Vec<Account>) -> Result<Vec<Shown>, Error> {
    let ids: Vec<WorkerId> = accounts.iter().map(|account| account.id).collect();
    let mut held = read::held_now(tx, &ids).await?;
    let phones = read::phones(tx, &ids).await?;
    let all: Vec<Held> = held.values().flatten().cloned().collect();
    let names = read::names_of(tx, &all).await?;
    let one = |account: Account| {
        let held = held.remove(&account.id).unwrap_or_default();
        Shown {
            id: account.id,
            username: account.username,
            name: account.name,
            role: account.role,
            disabled: account.disabled,
            scope_names: held.iter().map(|held| names.get(&held.scope).cloned()).collect(),
            scope: held.into_iter().map(|h| Assignment { id: h.id, scope: h.scope }).collect(),
            phones: phones.get(&account.id).copied().unwrap_or_default(),
            password: None,
        }
    };
    Ok(accounts.into_iter().map(one).collect())
}

async fn one(tx: &mut Tx, account: Account) -> Result<Shown, Problem> {
    shown(tx, vec![account]).await?.pop().ok_or_else(Problem::internal)
}

/// Answers a page by sign-in name.
pub(super) async fn list(
    office: Office<Accounts>,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let limit = asked.limit.unwrap_or(100).clamp(1, MOST);
    let region = parameters::region("region", asked.region.as_deref())?;
    let school = parameters::id("school", asked.school.as_deref())?.map(SchoolId);
    let locked = parameters::read("locked", asked.locked.as_deref(), |text| {
        text.parse().map_err(|_| "it is true or false".to_owned())
    })?;
    let role = parameters::read("role", asked.role.as_deref(), |text| {
        Role::parse(text).ok_or_else(|| "there is no such role".to_owned())
    })?;
    let wanted = read::Wanted {
        county: office.county(),
        text: parameters::search("text", asked.text.as_deref())?,
        role,
        without_phone: parameters::flag("without_phone", asked.without_phone.as_deref())?,
        locked,
    };
    let mut tx = office.read().await?;
    let of_area = match (region, school) {
        (None, None) => None,
        _ => Some(read::of_area(&mut tx, office.county(), region, school).await?),
    };
    let (found, after) = page(&mut tx, &wanted, of_area.as_ref(), asked.after, limit).await?;
    Ok(office.answer(&Page { workers: shown(&mut tx, found).await?, after }))
}

/// Reads on until a page is full of those who belong to the area.
async fn page(
    tx: &mut Tx,
    wanted: &read::Wanted<'_>,
    of_area: Option<&HashSet<WorkerId>>,
    mut after: String,
    limit: i64,
) -> Result<(Vec<Account>, Option<String>), Problem> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut found: Vec<Account> = Vec::new();
    loop {
        let some = read::list(tx, wanted, &after, MOST).await?;
        let last = some.len() < usize::try_from(MOST).unwrap_or(usize::MAX);
        for account in some {
            after.clone_from(&account.username);
            if of_area.is_none_or(|of_area| of_area.contains(&account.id)) {
                found.push(account);
            }
            if found.len() == most {
                return Ok((found, Some(after)));
            }
        }
        if last {
            return Ok((found, None));
        }
    }
}

/// Answers one worker.
pub(super) async fn whole(
    office: Office<Accounts>,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    let mut tx = office.read().await?;
    let account = workers::find(&mut tx, office.county(), WorkerId(id)).await?;
    let account = account.ok_or_else(Problem::not_found)?;
    let held = crate::db::callers::held(&mut tx, account.id).await?;
    let names: HashMap<_, _> = read::names_of(&mut tx, &held).await?;
    let over = held.into_iter().rev().filter_map(|held| {
        let (_, until) = held.until?;
        let name = names.get(&held.scope).cloned();
        Some(Earlier { id: held.id, scope: held.scope, name, since: held.since_at, until })
    });
    let earlier = over.collect();
    let devices = devices::of_worker(&mut tx, account.id).await?;
    let signed = |device: devices::Device| Signed {
        id: device.id,
        name: device.name,
        has_key: device.public_key.is_some(),
        last_seen_at: device.last_seen_at,
        revoked_at: device.revoked_at,
    };
    let devices = devices.into_iter().map(signed).collect();
    let worker = one(&mut tx, account).await?;
    Ok(office.answer(&Whole { worker, earlier, devices }))
}

#[cfg(test)]
mod tests;
