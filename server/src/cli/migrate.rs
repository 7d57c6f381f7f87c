//! `doorstep-server migrate`: brings the tables up to date.

use super::{Failure, say};
use crate::config::Config;
use crate::serve;
use std::process::ExitCode;

/// Opens the database, which brings it up to date, and closes it.
pub(super) async fn run(config: &Config) -> Result<ExitCode, Failure> {
    let app = serve::open(config).await?;
    app.db.close().await;
    say("the tables are up to date");
    Ok(ExitCode::SUCCESS)
}
