//! `POST /v1/follow-ups/{id}/accept`, `/done`, `/send-back` and `/reassign`: the same facts as phones record.

mod bulk;
mod list;

pub(super) use bulk::handle as bulk;
pub(super) use list::handle as list;
pub(super) use list::{Asked, Wanted};

use super::desk;
use super::extract::{Format, Input, PathId};
use super::queue;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::read::follow_ups;
use crate::db::{Tx, students};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Resource, action_of};
use doorstep_schema::fact::{
    Act, FollowUpAccepted, FollowUpDone, FollowUpReassigned, FollowUpSentBack,
};
use doorstep_schema::id::{FactId, FollowUpId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::problem::Violation;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Owner;
use serde::{Deserialize, Serialize};

/// What finishing says.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Done {
    /// The fact that proves it.
    proof: Option<FactId>,
    /// What was done.
    #[serde(default)]
    note: String,
}

/// What sending back says.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SendBack {
    /// Why it can't be done here.
    reason: String,
}

/// What handing on says.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Reassign {
    /// The new owner.
    to: Owner,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// What became of the follow-up.
#[derive(Clone, Debug, Serialize)]
struct Answered {
    /// The follow-up.
    id: FollowUpId,
    /// Its state now.
    state: String,
    /// Its owner now.
    owner: String,
    /// When it is due.
    due_at: Moment,
    /// The fact that was recorded.
    fact: FactId,
}

/// Takes the follow-up up.
pub(super) async fn accept(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    format: Format,
) -> Result<Response, Problem> {
    let follow_up = FollowUpId(id);
    let act = Act::FollowUpAccepted(FollowUpAccepted { follow_up });
    record(&app, caller, follow_up, act, format).await
}

/// Says that the follow-up is done.
pub(super) async fn done(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    format: Format,
    Input(Done { proof, note }): Input<Done>,
) -> Result<Response, Problem> {
    let follow_up = FollowUpId(id);
    let act = Act::FollowUpDone(FollowUpDone { follow_up, proof, note });
    record(&app, caller, follow_up, act, format).await
}

/// Sends the follow-up back to the next one up.
pub(super) async fn send_back(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    format: Format,
    Input(SendBack { reason }): Input<SendBack>,
) -> Result<Response, Problem> {
    if reason.trim().is_empty() {
        let violation = Violation::new("reason", "missing", "say why it can't be done here");
        return Err(Problem::invalid(vec![violation]));
    }
    let follow_up = FollowUpId(id);
    let act = Act::FollowUpSentBack(FollowUpSentBack { follow_up, reason });
    record(&app, caller, follow_up, act, format).await
}

/// Hands the follow-up to another owner.
pub(super) async fn reassign(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    format: Format,
    Input(Reassign { to, reason }): Input<Reassign>,
) -> Result<Response, Problem> {
    let follow_up = FollowUpId(id);
    let act = Act::FollowUpReassigned(FollowUpReassigned { follow_up, to, reason });
    record(&app, caller, follow_up, act, format).await
}

/// Records the act as a fact of the caller on the session's device, as if it was pushed.
async fn record(
    app: &App,
    caller: Caller,
    id: FollowUpId,
    act: Act,
    format: Format,
) -> Result<Response, Problem> {
    let now = app.now();
    let action = action_of(&act).ok_or_else(Problem::not_found)?;
    let mut tx = app.db.read().await?;
    let found = follow_ups::find(&mut tx, id.0).await?.ok_or_else(Problem::not_found)?;
    let student = StudentId(found.student);
    let known = students::whereabouts(&mut tx, student).await?.ok_or_else(Problem::not_found)?;
    let owner = Owner::parse(&found.owner).map_err(|_| Problem::internal())?;
    // An owner's queue is theirs even where the student is not in sight, so the queue decides.
    caller.demand(action, &Resource::Queue(&owner, &known.now))?;
    if !found.is_open {
        return Err(closed());
    }
    if let Act::FollowUpReassigned(reassigned) = &act {
        known_owner(&mut tx, &reassigned.to).await?;
    }
    drop(tx);
    let fact_id = desk::record(app, caller, known.now.county, Some(student), act, now).await?;
    let mut tx = app.db.read().await?;
    let after = follow_ups::find(&mut tx, id.0).await?.unwrap_or(found);
    Ok(format.answer(&Answered {
        id,
        state: after.state,
        owner: after.owner,
        due_at: Moment::from_ms(after.due_at),
        fact: fact_id,
    }))
}

/// The problem of work on a follow-up that is closed.
pub(super) fn closed() -> Problem {
    Problem::conflict("closed", "the follow-up is done or no longer needed")
}

/// Returns the county of an owner that work is to be handed to, which must be on file.
async fn known_owner(tx: &mut Tx, to: &Owner) -> Result<RegionCode, Problem> {
    queue::county_of(tx, to).await?.ok_or_else(|| {
        let message = format!("there is no owner {to}");
        Problem::invalid(vec![Violation::new("to", "unknown", message)])
    })
}
