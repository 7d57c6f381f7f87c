//! `POST /v1/imports/{kind}`: takes a file of regions, schools, classes, students, workers, calendar or policy; and
//! `GET /v1/imports/{kind}/template.xlsx`: a workbook to begin one with.

use super::extract::{Body, Format, Parameters};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::counter;
use crate::imports::{self, Kind, Options, template};
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
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

/// What of a workbook can be chosen.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Begun {
    /// The language of headings and notes.
    #[serde(default)]
    lang: String,
}

fn demand(caller: &Caller, kind: &str) -> Result<Kind, Problem> {
    let kind = Kind::parse(kind).ok_or_else(Problem::not_found)?;
    let action = match kind {
        Kind::Calendar | Kind::Policy => Action::ManagePolicy,
        Kind::Workers => Action::ManageWorkers,
        _ => Action::Import,
    };
    caller.demand(action, &Resource::Region(&caller.county))?;
    Ok(kind)
}

/// Answers a workbook with the headings, an example and notes.
pub(super) async fn begun(
    caller: Caller,
    Path(kind): Path<String>,
    Parameters(asked): Parameters<Begun>,
) -> Result<Response, Problem> {
    let kind = demand(&caller, &kind)?;
    let made = template::workbook(kind, asked.lang.starts_with("zh")).map_err(|error| {
        tracing::error!(%error, "a workbook could not be written");
        Problem::internal()
    })?;
    let bytes = made.ok_or_else(Problem::not_found)?;
    let name = format!("attachment; filename=\"{}.xlsx\"", kind.as_str());
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let headers =
        [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, name.as_str())];
    Ok((headers, bytes).into_response())
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
    let kind = demand(&caller, &kind)?;
    let options = Options {
        county: Some(caller.county),
        dry_run: asked.dry_run,
        good_rows: asked.good_rows,
        demonstration: false,
        by: Some(caller.worker),
    };
    let report = imports::import(&app, kind, &bytes, options).await?;
    // A preview of students shows what is on file about them, so it is logged as a look.
    let looked = kind == Kind::Students && asked.dry_run;
    if report.applied || looked {
        let mut tx = app.db.write().await?;
        counter::take(&mut tx, caller.county, 0).await?;
        let event = Event {
            county: caller.county,
            at: app.now(),
            worker: Some(caller.worker),
            device: Some(caller.device),
            action: if report.applied { "import" } else { "preview_import" },
            resource: format!("county:{}", caller.county),
            detail: report.summary(),
        };
        audit::append(&mut tx, &event).await?;
        tx.commit().await?;
    }
    Ok(format.answer(&report))
}
