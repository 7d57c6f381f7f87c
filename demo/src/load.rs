//! Bringing the demonstration into an empty database: the roster's files first, then the term.

use crate::ledger::{self, Ledger, Stand};
use crate::roster::{self, Files, Roster};
use doorstep_schema::region::RegionCode;
use doorstep_server::config::Config;
use doorstep_server::db;
use doorstep_server::imports::{self, ImportError, Kind, Options};
use doorstep_server::serve::{self, ServeError};

/// Why the demonstration was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum NotLoaded {
    /// An earlier load was interrupted.
    #[error(
        "an earlier load of the demonstration was interrupted; start over by deleting {0} (and the \
         PostgreSQL database, if you use one)"
    )]
    Interrupted(String),
    /// The data folder cannot be used.
    #[error("the data folder cannot be read or written")]
    Folder(#[from] std::io::Error),
    /// The database does not open.
    #[error("the database does not open")]
    Server(#[from] ServeError),
    /// The database refused.
    #[error("the database refused")]
    Database(#[from] db::Error),
    /// A file could not be written.
    #[error("the roster's files could not be written")]
    Files(#[from] roster::Unwritten),
    /// A file was not taken.
    #[error("the {kind} were not imported")]
    Import {
        /// What it holds.
        kind: &'static str,
        /// Why.
        source: ImportError,
    },
    /// Rows of a file are wrong.
    #[error("{kind}: {bad} rows were not taken; the first: {first}")]
    Rows {
        /// What the file holds.
        kind: &'static str,
        /// How many.
        bad: usize,
        /// What is wrong with the first.
        first: String,
    },
}

/// What is to be done at a start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// The database is empty: load.
    Empty,
    /// The demonstration is complete.
    Demonstration,
    /// The database holds something else, which is left alone.
    Other,
}

/// Looks at data folder and database.
///
/// # Errors
/// When an earlier load was interrupted, or folder or database do not open.
pub async fn look(config: &Config) -> Result<Found, NotLoaded> {
    match ledger::read(&config.data)? {
        Some(Ledger { stand: Stand::Loading, .. }) => {
            return Err(NotLoaded::Interrupted(config.data.display().to_string()));
        }
        Some(Ledger { stand: Stand::Loaded, .. }) => return Ok(Found::Demonstration),
        None => {}
    }
    let app = serve::open(config).await?;
    let mut tx = app.db.read().await?;
    let counties = db::read::counties(&mut tx).await?;
    drop(tx);
    app.db.close().await;
    Ok(if counties.is_empty() { Found::Empty } else { Found::Other })
}

/// Imports the roster as `doorstep-server import` does, marking the database as a demonstration.
///
/// # Errors
/// When a file or a row is not taken.
pub async fn import(config: &Config, roster: &Roster, seed: u64) -> Result<(), NotLoaded> {
    ledger::write(&config.data, &Ledger { stand: Stand::Loading, seed })?;
    let files = roster::files(roster)?;
    let app = serve::open(config).await?;
    for (kind, file) in in_order(&files) {
        let county = RegionCode::parse(crate::regions::COUNTY).ok();
        let options =
            Options { county, dry_run: false, good_rows: false, demonstration: true, by: None };
        let report = imports::import(&app, kind, file.as_bytes(), options)
            .await
            .map_err(|source| NotLoaded::Import { kind: kind.as_str(), source })?;
        if !report.applied {
            let first = report.errors.first();
            let first = first.map(|e| format!("row {}, {}: {}", e.row, e.column, e.message));
            let (kind, first) = (kind.as_str(), first.unwrap_or_default());
            return Err(NotLoaded::Rows { kind, bad: report.bad, first });
        }
    }
    app.db.close().await;
    Ok(())
}

/// Notes that the load is complete.
///
/// # Errors
/// When the data folder cannot be written.
pub fn complete(config: &Config, seed: u64) -> Result<(), NotLoaded> {
    Ok(ledger::write(&config.data, &Ledger { stand: Stand::Loaded, seed })?)
}

fn in_order(files: &Files) -> [(Kind, &str); 8] {
    [
        (Kind::Regions, &files.regions),
        (Kind::Schools, &files.schools),
        (Kind::Classes, &files.classes),
        (Kind::Calendar, &files.calendar),
        (Kind::Students, &files.students),
        (Kind::Workers, &files.workers),
        (Kind::Cohorts, &files.cohorts),
        (Kind::Shapes, &files.shapes),
    ]
}
