//! `GET /v1/rules` and `POST /v1/rules/trial`: the policy and the calendar that hold, and what others would change.

use super::extract::{Format, Input};
use crate::acts::trial::{Trial, trial};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::policy::{self, Told};
use crate::db::read::names;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::calendar::Calendar;
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::Moment;
use doorstep_schema::policy::Policy;
use doorstep_schema::problem::Violation;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Rules;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The rules of the caller's county.
#[derive(Clone, Debug, Serialize)]
struct Answer<'a> {
    /// The county.
    county: RegionCode,
    /// The policy.
    policy: &'a Policy,
    /// The sequence number at which it was put in force; 0 for the shipped one.
    policy_version: i64,
    /// The calendar.
    calendar: &'a Calendar,
    /// The sequence number at which it was put in force; 0 while there is none.
    calendar_version: i64,
    /// The county's own policies, the newest first.
    policy_history: Vec<InForce>,
    /// The county's calendars, the newest first.
    calendar_history: Vec<InForce>,
}

/// Since when a version holds or held, and who put it in force; nothing where nobody knows.
#[derive(Clone, Debug, Serialize)]
struct InForce {
    version: i64,
    since: Option<Moment>,
    by: Option<WorkerName>,
}

/// A worker in short.
#[derive(Clone, Debug, Serialize)]
struct WorkerName {
    id: WorkerId,
    /// The name; nothing when the worker is not on file.
    name: Option<String>,
}

async fn history(tx: &mut Tx, county: RegionCode, told: Told) -> Result<Vec<InForce>, Problem> {
    let versions = policy::versions(tx, county, told).await?;
    let workers: BTreeSet<WorkerId> =
        versions.iter().filter_map(|version| version.put_by.map(WorkerId)).collect();
    let workers = names::workers(tx, &workers.into_iter().collect::<Vec<_>>()).await?;
    let version = |version: policy::Version| InForce {
        version: version.seq,
        since: version.put_at.map(Moment::from_ms),
        by: version
            .put_by
            .map(WorkerId)
            .map(|id| WorkerName { id, name: workers.get(&id).map(|worker| worker.name.clone()) }),
    };
    Ok(versions.into_iter().map(version).collect())
}

/// Answers the rules that hold; both can be changed and given to `/v1/imports/policy` and `/v1/imports/calendar`.
pub(super) async fn held(
    State(app): State<App>,
    caller: Caller,
    format: Format,
) -> Result<Response, Problem> {
    caller.demand(Action::ManagePolicy, &Resource::Region(&caller.county))?;
    let mut tx = app.db.read().await?;
    let held = app.rules.of(&mut tx, caller.county).await?;
    let policy_history = history(&mut tx, caller.county, Told::Policies).await?;
    let calendar_history = history(&mut tx, caller.county, Told::Calendars).await?;
    Ok(format.answer(&Answer {
        policy_history,
        calendar_history,
        county: caller.county,
        policy: &held.policy,
        policy_version: held.version.0,
        calendar: &held.calendar,
        calendar_version: held.version.1,
    }))
}

/// The rules to try; what is left out stays as it is.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Tried {
    /// A policy, as its JSON.
    policy: Option<serde_json::Value>,
    /// A calendar, as its JSON.
    calendar: Option<serde_json::Value>,
}

/// What would change, and as of when.
#[derive(Clone, Debug, Serialize)]
struct Tells {
    #[serde(flatten)]
    trial: Trial,
    as_of: Moment,
}

/// Answers what the rules would change for the county's students; changes nothing.
pub(super) async fn tried(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Input(Tried { policy, calendar }): Input<Tried>,
) -> Result<Response, Problem> {
    caller.demand(Action::ManagePolicy, &Resource::Region(&caller.county))?;
    let (policy, calendar) = read(policy, calendar)?;
    let as_of = app.now();
    let mut tx = app.db.read().await?;
    let held = app.rules.of(&mut tx, caller.county).await?;
    let rules = Rules {
        policy: policy.as_ref().unwrap_or(&held.policy),
        calendar: calendar.as_ref().unwrap_or(&held.calendar),
    };
    let trial = trial(&mut tx, caller.county, &held, &rules, as_of).await?;
    Ok(format.answer(&Tells { trial, as_of }))
}

/// Reads and checks both; every fault of both is told at once.
fn read(
    policy: Option<serde_json::Value>,
    calendar: Option<serde_json::Value>,
) -> Result<(Option<Policy>, Option<Calendar>), Problem> {
    let mut faults = Vec::new();
    let policy = policy.and_then(|json| {
        let policy = shaped::<Policy>("policy", json, &mut faults)?;
        faults.extend(policy.check().into_iter().map(|v| within("policy", v)));
        Some(policy)
    });
    let calendar = calendar.and_then(|json| {
        let calendar = shaped::<Calendar>("calendar", json, &mut faults)?;
        faults.extend(calendar.check().into_iter().map(|v| within("calendar", v)));
        Some(calendar)
    });
    if faults.is_empty() { Ok((policy, calendar)) } else { Err(Problem::invalid(faults)) }
}

fn shaped<T: serde::de::DeserializeOwned>(
    what: &str,
    json: serde_json::Value,
    faults: &mut Vec<Violation>,
) -> Option<T> {
    serde_json::from_value(json)
        .map_err(|e| faults.push(Violation::new(what, "unreadable", e.to_string())))
        .ok()
}

fn within(what: &str, violation: Violation) -> Violation {
    Violation { field: format!("{what}.{}", violation.field), ..violation }
}

#[cfg(test)]
mod tests;
