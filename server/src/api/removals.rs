//! `POST /v1/removals`: a phone's receipt that students who left its scope are gone from it.

use super::extract::{Input, nothing};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::devices;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::problem::Violation;
use doorstep_schema::wire::v1::Removal;

/// The most students that one receipt names.
const MOST: usize = 10_000;

/// Notes the receipt.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    Input(removal): Input<Removal>,
) -> Result<Response, Problem> {
    if removal.students.len() > MOST {
        let message = format!("a receipt names at most {MOST} students");
        return Err(Problem::invalid(vec![Violation::new("students", "too_many", message)]));
    }
    let mut tx = app.db.write().await?;
    devices::removed(&mut tx, caller.county, caller.device, &removal.students, app.now()).await?;
    tx.commit().await?;
    Ok(nothing())
}
