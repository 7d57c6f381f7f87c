//! `POST /v1/imports/{kind}`: takes a file of regions, schools, classes, students, workers, calendar or policy.

use super::extract::{Body, Format, Parameters};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::counter;
use crate::imports::{self, Kind, Options};
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use doorstep_schema::access::{Action, Resource};
use serde::Deserialize;

/// How the file is taken.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// Only tells what would be done.
    #[serde(default)]
    dry_run: bool,
    /// Takes the good rows though others are bad.
    #[serde(default)]
    good_rows: bool,
}

/// Answers what became of every row.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    Path(kind): Path<String>,
    format: Format,
    Parameters(asked): Parameters<Asked>,
    Body(bytes): Body,
) -> Result<Response, Problem> {
    let kind = Kind::parse(&kind).ok_or_else(Problem::not_found)?;
    let action = match kind {
        Kind::Calendar | Kind::Policy => Action::ManagePolicy,
        Kind::Workers => Action::ManageWorkers,
        _ => Action::Import,
    };
    caller.demand(action, &Resource::Region(&caller.county))?;
    let options = Options {
        county: Some(caller.county),
        dry_run: asked.dry_run,
        good_rows: asked.good_rows,
        demonstration: false,
    };
    let report = imports::import(&app, kind, &bytes, options).await?;
    if report.applied {
        let mut tx = app.db.write().await?;
        counter::take(&mut tx, caller.county, 0).await?;
        let event = Event {
            county: caller.county,
            at: app.now(),
            worker: Some(caller.worker),
            device: Some(caller.device),
            action: "import",
            resource: format!("county:{}", caller.county),
            detail: report.summary(),
        };
        audit::append(&mut tx, &event).await?;
        tx.commit().await?;
    }
    Ok(format.answer(&report))
}
