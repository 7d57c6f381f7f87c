//! `GET /v1/cases/{id}`: one case with its follow-ups, referrals, promises, risk and what proof is missing.

use super::extract::{Format, PathId};
use super::queue::StudentName;
use super::student::{Names, places, see};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::read::students;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, Work, roles, work};
use doorstep_schema::id::{CaseId, FollowUpId};
use doorstep_schema::moment::{Moment, days_between};
use doorstep_schema::people::Status;
use doorstep_schema::policy::Proof;
use doorstep_schema::state::{Case, Owner, Promise, Referral};
use serde::Serialize;

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// The case with its follow-ups and the parts of its risk.
    case: Case,
    /// The student.
    student: StudentName,
    /// What people call the student's places.
    names: Names,
    /// The student's status.
    status: Status,
    /// What is still to be done, and what proves it.
    missing: Vec<Missing>,
    /// The student's referrals, oldest first.
    referrals: Vec<Referral>,
    /// The student's promises, oldest first.
    promises: Vec<Promise>,
    /// When all this was derived.
    as_of: Moment,
}

/// An open follow-up that waits for proof.
#[derive(Clone, Debug, Serialize)]
struct Missing {
    /// The follow-up.
    follow_up: FollowUpId,
    /// The step of the ladder.
    step: Option<u8>,
    /// Whose it is.
    owner: Owner,
    /// What proves it; any one is enough.
    any_of: Vec<Proof>,
    /// Whether the due time has passed.
    overdue: bool,
    /// Calendar days since the day on which it was due, on the region's clock.
    days_late: i64,
    /// What the caller may do with it.
    may: Vec<Work>,
}

/// Answers the case.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    if !roles(Action::ReadStudent).contains(&caller.role) {
        return Err(Problem::not_found());
    }
    let as_of = app.now();
    let mut tx = app.db.read().await?;
    let student = students::of_case(&mut tx, CaseId(id)).await?.ok_or_else(Problem::not_found)?;
    let seen = see(&app, &mut tx, &caller, student, as_of).await?;
    let names = places(&mut tx, &seen.student).await?;
    drop(tx);
    let state = seen.state;
    let case =
        state.cases.into_iter().find(|case| case.id.0 == id).ok_or_else(Problem::not_found)?;
    let standing = seen.student.standing();
    let today = seen.clock.day(as_of);
    let open = case.follow_ups.iter().filter(|follow_up| follow_up.state.is_open());
    let missing = open.map(|follow_up| {
        let overdue = follow_up.is_overdue(as_of);
        Missing {
            follow_up: follow_up.id,
            step: follow_up.step,
            owner: follow_up.owner,
            any_of: follow_up.required.clone(),
            overdue,
            days_late: if overdue {
                days_between(seen.clock.day(follow_up.due_at), today)
            } else {
                0
            },
            may: work(&caller.actor(), &follow_up.owner, &standing, follow_up.state),
        }
    });
    let missing = missing.collect();
    Ok(format.answer(&Answer {
        case,
        student: StudentName { id: seen.student.id, name: seen.student.name },
        names,
        status: state.status.now,
        missing,
        referrals: state.referrals,
        promises: state.promises,
        as_of,
    }))
}
