//! `doorstep-server verify` and `rebuild`: projections compared with the facts, and derived again.

use super::{Failure, say};
use crate::config::Config;
use crate::jobs::verify;
use crate::serve;
use std::process::ExitCode;

/// Derives every projection from the facts, compares, and says what differs.
pub(super) async fn verify(config: &Config) -> Result<ExitCode, Failure> {
    let app = serve::open(config).await?;
    let report = verify::verify(&app.db, &app.rules, app.now()).await?;
    app.db.close().await;
    say(serde_json::to_string_pretty(&report)?);
    Ok(if report.changes.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Derives every projection again from the facts.
pub(super) async fn rebuild(config: &Config) -> Result<ExitCode, Failure> {
    let app = serve::open(config).await?;
    let students = verify::rebuild(&app.db, &app.rules, app.now()).await?;
    app.db.close().await;
    say(format_args!("{students} students were derived again"));
    Ok(ExitCode::SUCCESS)
}
