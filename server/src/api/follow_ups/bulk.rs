//! `POST /v1/follow-ups/bulk`: one act on many follow-ups, each judged on its own, all that are good in one transaction.

use super::{closed, known_owner};
use crate::api::desk::{self, Entered};
use crate::api::extract::{Format, Input};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::read::follow_ups::{self, Listed};
use crate::db::{Tx, students};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Resource, action_of};
use doorstep_schema::fact::{Act, FollowUpAccepted, FollowUpReassigned, FollowUpSentBack};
use doorstep_schema::id::{FactId, FollowUpId, StudentId};
use doorstep_schema::people::Student;
use doorstep_schema::problem::Violation;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Owner;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The most follow-ups of one call.
const MOST: usize = 500;

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// Takes them up.
    Accept,
    /// Sends them back to the next one up.
    SendBack,
    /// Hands them to another owner.
    Reassign,
}

/// What is asked.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Asked {
    /// What is done.
    act: Kind,
    /// To which follow-ups.
    ids: Vec<FollowUpId>,
    /// Why.
    #[serde(default)]
    reason: String,
    /// The new owner.
    to: Option<Owner>,
}

/// What became of each, in the order of the ids.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    results: Vec<Outcome>,
}

/// What became of one follow-up: the fact that was recorded, or the problem.
#[derive(Clone, Debug, Serialize)]
struct Outcome {
    id: FollowUpId,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<FactId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

/// An act on any follow-up.
enum Work {
    Accept,
    SendBack(String),
    Reassign(Owner, RegionCode, String),
}

impl Work {
    /// Reads what is asked.
    async fn read(tx: &mut Tx, asked: Asked) -> Result<(Self, Vec<FollowUpId>), Problem> {
        let wrong = |field, code, message: &str| {
            Problem::invalid(vec![Violation::new(field, code, message)])
        };
        if asked.ids.len() > MOST {
            return Err(wrong("ids", "too_many", "one call names at most 500 follow-ups"));
        }
        let work = match (asked.act, asked.to) {
            (Kind::Accept, _) => Self::Accept,
            (Kind::SendBack, _) if asked.reason.trim().is_empty() => {
                return Err(wrong("reason", "missing", "say why it can't be done here"));
            }
            (Kind::SendBack, _) => Self::SendBack(asked.reason),
            (Kind::Reassign, None) => {
                return Err(wrong("to", "missing", "name the new owner"));
            }
            (Kind::Reassign, Some(to)) => {
                Self::Reassign(to, known_owner(tx, &to).await?, asked.reason)
            }
        };
        Ok((work, asked.ids))
    }

    fn on(&self, follow_up: FollowUpId) -> Act {
        match self {
            Self::Accept => Act::FollowUpAccepted(FollowUpAccepted { follow_up }),
            Self::SendBack(reason) => {
                let reason = reason.clone();
                Act::FollowUpSentBack(FollowUpSentBack { follow_up, reason })
            }
            Self::Reassign(to, _, reason) => {
                let (to, reason) = (*to, reason.clone());
                Act::FollowUpReassigned(FollowUpReassigned { follow_up, to, reason })
            }
        }
    }
}

/// Does it, and answers what became of each.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Input(asked): Input<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let (work, ids) = Work::read(&mut tx, asked).await?;
    let distinct: BTreeSet<Uuid> = ids.iter().map(|id| id.0).collect();
    let distinct: Vec<Uuid> = distinct.into_iter().collect();
    let found = follow_ups::find_all(&mut tx, &distinct).await?;
    let about: BTreeSet<StudentId> = found.values().map(|f| StudentId(f.student)).collect();
    let about = students::find(&mut tx, &about.into_iter().collect::<Vec<_>>()).await?;
    drop(tx);
    let mut outcomes: HashMap<Uuid, Result<FactId, Problem>> = HashMap::new();
    let (mut good, mut entered) = (Vec::new(), Vec::new());
    for id in distinct {
        match judge(&caller, &work, FollowUpId(id), found.get(&id), &about) {
            Ok((student, act)) => {
                let (county, student) = (student.county, Some(student.id));
                good.push(id);
                entered.push(Entered { county, student, happened_at: now, act });
            }
            Err(problem) => {
                outcomes.insert(id, Err(problem));
            }
        }
    }
    let recorded = desk::record_all(&app, caller, entered, now).await?;
    outcomes.extend(good.into_iter().zip(recorded));
    let outcome = |id: FollowUpId| match outcomes.get(&id.0).cloned() {
        Some(Ok(fact)) => Outcome { id, fact: Some(fact), problem: None },
        Some(Err(problem)) => Outcome { id, fact: None, problem: Some(problem) },
        None => Outcome { id, fact: None, problem: Some(Problem::internal()) },
    };
    Ok(format.answer(&Answer { results: ids.into_iter().map(outcome).collect() }))
}

/// Judges one follow-up; what the caller may not work on is answered as what is not there.
fn judge<'a>(
    caller: &Caller,
    work: &Work,
    id: FollowUpId,
    found: Option<&Listed>,
    about: &'a HashMap<StudentId, Student>,
) -> Result<(&'a Student, Act), Problem> {
    let found = found.ok_or_else(Problem::not_found)?;
    let student = about.get(&StudentId(found.student)).ok_or_else(Problem::not_found)?;
    let owner = Owner::parse(&found.owner).map_err(|_| Problem::internal())?;
    let act = work.on(id);
    let action = action_of(&act).ok_or_else(Problem::not_found)?;
    caller.demand(action, &Resource::Queue(&owner, &student.standing()))?;
    if !found.is_open {
        return Err(closed());
    }
    match work {
        Work::Reassign(_, county, _) if *county != student.county => {
            let message = "the new owner is of another county";
            Err(Problem::invalid(vec![Violation::new("to", "unknown", message)]))
        }
        _ => Ok((student, act)),
    }
}

#[cfg(test)]
mod tests;
