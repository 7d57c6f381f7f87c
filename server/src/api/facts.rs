//! `POST /v1/students/{id}/facts` and `POST /v1/facts/{id}/retract`: what is done at a desk is recorded as phones record
//! it, and one's own record is withdrawn.

use super::desk::{self, Entered};
use super::extract::{Format, Input, PathId};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::read::follow_ups;
use crate::db::{Tx, facts, students};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use doorstep_schema::access::{Action, Resource, action_of};
use doorstep_schema::fact::{Act, Amendment, Retraction};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::people::Standing;
use doorstep_schema::problem::Violation;
use doorstep_schema::state::{Owner, resolve};
use doorstep_schema::wire::v1;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_path_to_error::Track;

/// What was done.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct New {
    /// The kind's wire name.
    kind: String,
    /// The payload of the kind.
    #[serde(default)]
    payload: Map<String, Value>,
    /// When it was done; now when left out.
    happened_at: Option<Moment>,
}

/// Why a fact is withdrawn.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Withdrawal {
    /// Why.
    reason: String,
}

/// The fact that was recorded.
#[derive(Clone, Copy, Debug, Serialize)]
struct Recorded {
    /// Its id.
    id: FactId,
}

/// Records an act about a student.
pub(super) async fn record(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    format: Format,
    Input(New { kind, payload, happened_at }): Input<New>,
) -> Result<Response, Problem> {
    let (student, now) = (StudentId(id), app.now());
    let mut tx = app.db.read().await?;
    let known = students::whereabouts(&mut tx, student).await?.ok_or_else(Problem::not_found)?;
    let resource = Resource::Student(&known.now, &known.referred);
    let act = match read(&kind, &payload, "payload") {
        Ok(act) => act,
        // What is wrong is told only to those who may see the student at all.
        Err(violation) => {
            caller.demand(Action::ReadStudent, &resource)?;
            return Err(Problem::invalid(vec![violation]));
        }
    };
    demand(&mut tx, &caller, &act, student, &known.now, &resource).await?;
    let clock = app.rules.of(&mut tx, known.now.county).await?.policy.clock;
    // A time that is still to come is wrong by itself; nothing is compared with it.
    let mut violations = if happened_at.is_some_and(|at| at > now) {
        let message = "what was done was not done in the future";
        let future = Violation::new("happened_at", "from_the_future", message);
        act.check().into_iter().chain([future]).collect()
    } else {
        act.check_on(clock.day(happened_at.unwrap_or(now)))
    };
    match &act {
        Act::Amendment(amendment) => {
            let of = own(&mut tx, &caller, amendment.of, Some(student)).await?;
            violations.extend(misfits(&of, amendment, clock));
        }
        Act::Retraction(retraction) => {
            let of = own(&mut tx, &caller, retraction.of, Some(student)).await?;
            retractable(&mut tx, &of).await?;
            violations.extend(no_reason(&retraction.reason, "payload.reason"));
        }
        _ => {}
    }
    drop(tx);
    if !violations.is_empty() {
        return Err(Problem::invalid(violations));
    }
    let county = known.now.county;
    let happened_at = happened_at.unwrap_or(now);
    let entered = Entered { county, student: Some(student), happened_at, act };
    let recorded = desk::record_all(&app, caller, vec![entered], now).await?;
    let id = recorded.into_iter().next().unwrap_or_else(|| Err(Problem::internal()))?;
    Ok((StatusCode::CREATED, format.answer(&Recorded { id })).into_response())
}

/// Withdraws a fact of the caller's own.
pub(super) async fn retract(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    format: Format,
    Input(Withdrawal { reason }): Input<Withdrawal>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let of = own(&mut tx, &caller, FactId(id), None).await?;
    if let Some(violation) = no_reason(&reason, "reason") {
        return Err(Problem::invalid(vec![violation]));
    }
    retractable(&mut tx, &of).await?;
    drop(tx);
    let act = Act::Retraction(Retraction { of: of.id, reason });
    let id = desk::record(&app, caller, of.county, of.student, act, app.now()).await?;
    Ok((StatusCode::CREATED, format.answer(&Recorded { id })).into_response())
}

/// Demands that the caller may record the act. Work on a follow-up is its owner's.
async fn demand(
    tx: &mut Tx,
    caller: &Caller,
    act: &Act,
    student: StudentId,
    standing: &Standing,
    resource: &Resource<'_>,
) -> Result<(), Problem> {
    let action = action_of(act).ok_or_else(Problem::not_found)?;
    let Some(id) = act.works_on() else { return caller.demand(action, resource) };
    let found = follow_ups::find(tx, id.0).await?.filter(|found| found.student == student.0);
    let found = found.ok_or_else(Problem::not_found)?;
    let owner = Owner::parse(&found.owner).map_err(|_| Problem::internal())?;
    caller.demand(action, &Resource::Queue(&owner, standing))?;
    if found.is_open { Ok(()) } else { Err(super::follow_ups::closed()) }
}

/// Finds a fact of the caller's own; someone else's is as good as none.
async fn own(
    tx: &mut Tx,
    caller: &Caller,
    id: FactId,
    student: Option<StudentId>,
) -> Result<v1::Fact, Problem> {
    let found = facts::find(tx, &[id]).await?.remove(&id);
    let (_, body) =
        found.filter(|(author, _)| *author == caller.worker).ok_or_else(Problem::not_found)?;
    let fact = facts::read(&body)?;
    let about = student.is_none() || fact.student == student;
    if about { Ok(fact) } else { Err(Problem::not_found()) }
}

/// Demands that the rules let a fact be withdrawn, and that it counts still.
async fn retractable(tx: &mut Tx, fact: &v1::Fact) -> Result<(), Problem> {
    if matches!(fact.kind.as_str(), "amendment" | "retraction") {
        let detail = "a correction is not withdrawn; enter anew what holds";
        return Err(Problem::conflict("not_retractable", detail));
    }
    let Some(student) = fact.student else { return Ok(()) };
    let stored = facts::of_students(tx, &[student]).await?.remove(&student).unwrap_or_default();
    if resolve(&stored).retracted.contains_key(&fact.id) {
        return Err(Problem::conflict("retracted", "it has been withdrawn already"));
    }
    Ok(())
}

fn no_reason(reason: &str, field: &str) -> Option<Violation> {
    let missing = || Violation::new(field, "missing", "say why it is withdrawn");
    reason.trim().is_empty().then(missing)
}

/// Finds what of a corrected payload does not fit the kind that it corrects.
fn misfits(of: &v1::Fact, amendment: &Amendment, clock: Clock) -> Vec<Violation> {
    let day = clock.day(amendment.happened_at.unwrap_or(of.happened_at));
    match read(&of.kind, &amendment.payload, "payload.payload") {
        Ok(act) => act.check_on(day).into_iter().map(within).collect(),
        Err(violation) => vec![violation],
    }
}

/// Points a violation of the corrected payload at its place in the correction.
fn within(violation: Violation) -> Violation {
    Violation { field: format!("payload.{}", violation.field), ..violation }
}

/// Reads a payload, and says at which place it does not fit.
fn read(kind: &str, payload: &Map<String, Value>, at: &str) -> Result<Act, Violation> {
    let mut track = Track::new();
    let payload = serde_path_to_error::Deserializer::new(payload, &mut track);
    match Act::read_from(kind, payload) {
        Ok(Act::Unknown) => Err(Violation::new("kind", "unknown", "there is no such kind of fact")),
        Ok(act) => Ok(act),
        Err(error) => Err(misfit(&track.path().to_string(), &error.to_string(), at)),
    }
}

/// Makes the violation of a payload that does not read: at the last place that was reached, or at the field that is
/// missing there.
fn misfit(path: &str, message: &str, at: &str) -> Violation {
    let place = if path == "." { at.to_owned() } else { format!("{at}.{path}") };
    let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    match missing {
        Some(name) => Violation::new(format!("{place}.{name}"), "missing", message),
        None if message.starts_with("unknown variant") => Violation::new(place, "unknown", message),
        None => Violation::new(place, "unreadable", message),
    }
}

#[cfg(test)]
mod tests;
