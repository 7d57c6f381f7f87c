//! `POST /v1/evidence/{id}/explanation`: a supervisor says what a doubtful point comes from.

use super::super::desk;
use super::super::extract::{Format, Input, PathId};
use super::find;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::Action;
use doorstep_schema::fact::{Act, EvidenceExplained};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::problem::Violation;
use doorstep_schema::region::RegionCode;
use serde::{Deserialize, Serialize};

/// What is said.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Explanation {
    /// The explanation.
    note: String,
}

/// The fact that it became.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    photo: FactId,
    fact: FactId,
}

/// Records the explanation.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    format: Format,
    Input(Explanation { note }): Input<Explanation>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let row = find(&mut tx, &caller, Action::ExplainPhoto, id).await?;
    drop(tx);
    if note.trim().is_empty() {
        let violation = Violation::new("note", "missing", "say what explains the doubtful point");
        return Err(Problem::invalid(vec![violation]));
    }
    let county = RegionCode::parse(&row.county).map_err(|_| Problem::internal())?;
    let photo = FactId(id);
    let act = Act::EvidenceExplained(EvidenceExplained { photo, note });
    let student = row.student.map(StudentId);
    let fact = desk::record(&app, caller, county, student, act, app.now()).await?;
    Ok(format.answer(&Answer { photo, fact }))
}
