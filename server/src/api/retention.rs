//! `GET /v1/retention`: what is kept how long, what is deleted next and when, and what was deleted.

use super::extract::Format;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::receipts;
use crate::db::roster::marks;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::moment::Moment;
use serde::Serialize;

/// How far ahead it is counted what will be deleted, in days.
const AHEAD: i64 = 30;

/// What is kept how long.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// The kinds of data that the policy names.
    kinds: Vec<Period>,
    /// Days after which photos that a guardian refused are deleted.
    held_back_days: u32,
    /// Photos that are kept.
    photos: i64,
    /// The first day on which a photo's period ends; nothing where none does.
    next_at: Option<Moment>,
    /// Photos whose period ends within the next 30 days.
    soon: i64,
    /// Photos that were deleted because their period had passed.
    retention: i64,
    /// Photos that were deleted because a guardian refused them.
    held_back: i64,
    /// Photos that were deleted because it was asked for.
    erased: i64,
    /// When a photo was deleted last.
    last_deleted_at: Option<Moment>,
    /// When the server last looked; nothing before the first time.
    last_run_at: Option<Moment>,
    as_of: Moment,
}

/// How long a kind of data is kept.
#[derive(Clone, Debug, Serialize)]
struct Period {
    /// Its word in the policy.
    kind: String,
    /// For how many days it is kept.
    days: u32,
    /// Whether the server deletes it by itself; what it does not is kept until somebody does.
    is_enforced: bool,
}

/// Answers what is kept how long.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
) -> Result<Response, Problem> {
    let (county, as_of) = (caller.county, app.now());
    caller.demand(Action::ManagePolicy, &Resource::Region(&county))?;
    let mut tx = app.db.read().await?;
    let policy = app.rules.of(&mut tx, county).await?.policy;
    let days = policy.retention_days.get("photos").copied();
    let before = days.map(|days| as_of.plus_days(AHEAD - i64::from(days)));
    let kept = receipts::kept(&mut tx, county, before).await?;
    let deleted = receipts::deleted(&mut tx, county).await?;
    let last_run_at = marks::retention_ran(&mut tx).await?;
    drop(tx);
    let period = |(kind, days): (&String, &u32)| Period {
        kind: kind.clone(),
        days: *days,
        is_enforced: kind == "photos",
    };
    let next_at = kept.oldest.zip(days).map(|(oldest, days)| oldest.plus_days(i64::from(days)));
    Ok(format.answer(&Answer {
        kinds: policy.retention_days.iter().map(period).collect(),
        held_back_days: policy.evidence.held_back_days.into(),
        photos: kept.photos,
        next_at,
        soon: kept.soon,
        retention: deleted.retention,
        held_back: deleted.held_back,
        erased: deleted.erased,
        last_deleted_at: deleted.last,
        last_run_at,
        as_of,
    }))
}

#[cfg(test)]
mod tests;
