//! `GET /healthz` and `GET /readyz`: whether the process lives, and whether its database answers.

use crate::app::App;
use crate::problem::Problem;
use axum::extract::State;

/// Answers as long as the process lives.
pub(super) async fn alive() -> &'static str {
    "ok"
}

/// Answers when the database does.
pub(super) async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    let mut tx = app.db.read().await?;
    let (_one,): (i64,) = tx.query("SELECT CAST(1 AS BIGINT)").one().await?;
    Ok("ready")
}
