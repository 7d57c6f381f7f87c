//! `doorstep-server form import`: checks a form and stores it as the next edition, for one county or several.

use super::audience::{To, counties};
use super::file::File;
use crate::cli::{Failure, say};
use crate::config::Config;
use crate::imports::forms;
use crate::serve;
use clap::Args;
use std::process::ExitCode;

/// What to import, and for whom.
#[derive(Args, Debug)]
pub(super) struct Import {
    #[command(flatten)]
    file: File,
    /// The county, by its 6 digits, or a prefecture or province for all its counties; can be left out when the
    /// database knows only one county.
    #[arg(long)]
    county: Option<String>,
    /// Opens the edition at once, to everybody of the county unless --region, --role, --from or --until say otherwise.
    #[arg(long)]
    publish: bool,
    #[command(flatten)]
    to: To,
    /// Only tells what would be done.
    #[arg(long)]
    dry_run: bool,
    /// Prints the reports as JSON.
    #[arg(long)]
    json: bool,
}

impl Import {
    /// Imports; the exit code tells whether the form was taken.
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, Failure> {
        if !self.publish && self.to.is_said() {
            return Err(Failure("--region, --role, --from and --until need --publish".to_owned()));
        }
        let checked = self.file.check()?;
        let app = serve::open(config).await?;
        let mut reports = Vec::new();
        for county in counties(&app, self.county.as_deref()).await? {
            let audience = if self.publish { Some(self.to.audience(county)?) } else { None };
            let import = forms::Import {
                county,
                by: None,
                audience: audience.as_deref(),
                dry_run: self.dry_run,
            };
            reports.push((county, forms::import(&app, checked.clone(), import).await?));
        }
        app.db.close().await;
        if self.json {
            let reports: Vec<_> = reports.iter().map(|(_, report)| report).collect();
            say(serde_json::to_string_pretty(&reports)?);
        } else {
            let findings =
                reports.first().map_or(&checked.findings, |(_, report)| &report.findings);
            findings.iter().for_each(say);
            for (county, report) in &reports {
                say(format_args!("{county}: {}", report.summary()));
            }
        }
        let taken = reports.iter().all(|(_, report)| report.edition.is_some());
        Ok(if taken { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
