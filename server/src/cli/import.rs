//! `doorstep-server import`: takes a file of regions, schools, classes, students, workers, calendar or policy.

use super::{Failure, say};
use crate::config::Config;
use crate::db::audit::{self, Event};
use crate::db::{counter, read};
use crate::imports::{self, Kind, Options};
use crate::serve;
use clap::Args;
use doorstep_schema::region::{Level, RegionCode};
use std::path::PathBuf;
use std::process::ExitCode;

/// What to import, and how.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Args, Debug)]
pub(super) struct Import {
    /// What the file holds.
    kind: Kind,
    /// The file: CSV or XLSX; JSON for calendar and policy.
    file: PathBuf,
    /// Only tells what would be done.
    #[arg(long)]
    dry_run: bool,
    /// Takes the good rows though others are bad.
    #[arg(long)]
    good_rows: bool,
    /// The county, by its 6 digits; can be left out when the file or the database knows only one.
    #[arg(long)]
    county: Option<String>,
    /// Marks the database as a demonstration, whose people are invented.
    #[arg(long)]
    demonstration: bool,
    /// Prints the report as JSON.
    #[arg(long)]
    json: bool,
}

impl Import {
    /// Imports; the exit code tells whether every row was good.
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, Failure> {
        let county = self.county.as_deref().map(county).transpose()?;
        let bytes = std::fs::read(&self.file)
            .map_err(|error| Failure(format!("{}: {error}", self.file.display())))?;
        let options = Options {
            county,
            dry_run: self.dry_run,
            good_rows: self.good_rows,
            demonstration: self.demonstration,
            by: None,
        };
        let app = serve::open(config).await?;
        let report = imports::import(&app, self.kind, &bytes, options).await?;
        if report.applied {
            let mut tx = app.db.write().await?;
            let county = match county {
                Some(county) => Some(county),
                None => read::counties(&mut tx).await?.first().copied(),
            };
            if let Some(county) = county {
                counter::take(&mut tx, county, 0).await?;
                let event = Event {
                    county,
                    at: app.now(),
                    worker: None,
                    device: None,
                    action: "import",
                    resource: format!("county:{county}"),
                    detail: report.summary(),
                };
                audit::append(&mut tx, &event).await?;
                tx.commit().await?;
            }
        }
        app.db.close().await;
        if self.json {
            say(serde_json::to_string_pretty(&report)?);
        } else {
            for error in &report.errors {
                say(format_args!(
                    "row {}, {}: {} ({})",
                    error.row, error.column, error.message, error.code
                ));
            }
            for made in &report.generated {
                say(format_args!("password of {}: {}", made.username, made.password));
            }
            say(report.summary());
        }
        let good = report.bad == 0 || (self.good_rows && report.good > 0);
        Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Reads a county's code.
pub(super) fn county(text: &str) -> Result<RegionCode, Failure> {
    match RegionCode::parse(text) {
        Ok(code) if code.level() == Level::County => Ok(code),
        _ => Err(Failure(format!("--county: \"{text}\" is not a county's code of 6 digits"))),
    }
}
