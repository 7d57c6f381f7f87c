//! `doorstep-server verify` and `rebuild`: projections and files compared with the facts, and derived again.

use super::{Failure, say};
use crate::config::Config;
use crate::db;
use crate::jobs::{files, verify};
use crate::serve;
use clap::Args;
use serde::Serialize;
use std::process::ExitCode;

/// What is compared, and what is done about lost files.
#[derive(Args, Debug)]
pub(super) struct Verify {
    /// Only tells of lost or damaged files. Otherwise, after the report, they are noted as missing, so that the phones
    /// that took them send them again, and damaged ones are deleted.
    #[arg(long)]
    no_ask: bool,
}

/// What was found.
#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    rows: verify::Report,
    /// Files that were compared with their SHA-256.
    files: usize,
    /// Files that are lost or damaged.
    faulty_files: Vec<files::Faulty>,
    /// Files that were lost or damaged before, and have not been sent again yet.
    missing_files: i64,
}

impl Verify {
    /// Derives every projection from the facts, compares, reads every file, and says what differs.
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, Failure> {
        let app = serve::open(config).await?;
        let rows = verify::verify(&app.db, &app.rules, app.now()).await?;
        let (files, faulty_files) = files::verify(&app.db, &app.files).await?;
        let mut tx = app.db.read().await?;
        let missing_files = db::files::count_missing(&mut tx).await?;
        drop(tx);
        let report = Report { rows, files, faulty_files, missing_files };
        say(serde_json::to_string_pretty(&report)?);
        if !self.no_ask {
            files::ask_again(&app.db, &app.files, &report.faulty_files).await?;
        }
        app.db.close().await;
        let sound = report.rows.changes.is_empty() && report.faulty_files.is_empty();
        Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Derives every projection again from the facts.
pub(super) async fn rebuild(config: &Config) -> Result<ExitCode, Failure> {
    let app = serve::open(config).await?;
    let students = verify::rebuild(&app.db, &app.rules, app.now()).await?;
    app.db.close().await;
    say(format_args!("{students} students were derived again"));
    Ok(ExitCode::SUCCESS)
}
