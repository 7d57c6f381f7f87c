//! `GET /v1/forms/{form}/results.{csv,xlsx,geojson}`: the answers to a form as files; each export is logged.

use super::extract::Parameters;
use super::parameters;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::audit::{self, Event};
use crate::exports::results::{self, Ask, NotGathered};
use crate::exports::{self, NotWritten, Table};
use crate::problem::Problem;
use axum::extract::{MatchedPath, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use doorstep_schema::access::Action;
use doorstep_schema::moment::{Clock, Moment};
use jiff::civil::{Date, Time};
use serde::Deserialize;

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    region: Option<String>,
    school: Option<String>,
    /// The first day.
    from: Option<String>,
    /// The last day.
    until: Option<String>,
    /// In CSV: the path of a repeat, whose table it is then.
    table: Option<String>,
    /// Whether choices and headings are shown by their labels.
    #[serde(default)]
    labels: bool,
    lang: Option<String>,
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Answers the file, once the export is in the log.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    route: MatchedPath,
    Path(form): Path<String>,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let kind = route.as_str().rsplit('.').next().unwrap_or_default();
    let mut tx = app.db.read().await?;
    let actions = [Action::ReadResults];
    let (region, school) = (asked.region.as_deref(), asked.school.as_deref());
    let area = parameters::area(&mut tx, &caller, &actions, region, school).await?;
    let county = area.county().unwrap_or(caller.county);
    let clock = app.rules.of(&mut tx, county).await?.policy.clock;
    let day = |name: &str, text: Option<&str>| {
        let parse = |text: &str| {
            text.parse::<Date>().map_err(|_| "a day is written as 2026-11-23".to_owned())
        };
        parameters::read(name, text, parse)
    };
    let (from, until) =
        (day("from", asked.from.as_deref())?, day("until", asked.until.as_deref())?);
    let ask = Ask {
        form,
        county,
        area,
        from: from.map(|day| start(clock, day)),
        until: until.and_then(|day| day.tomorrow().ok()).map(|day| start(clock, day)),
        clock,
        lang: asked.lang.clone(),
        labels: asked.labels,
    };
    let (media_type, bytes, rows) = file(&mut tx, &ask, kind, asked.table.as_deref()).await?;
    drop(tx);
    let now = app.now();
    let mut tx = app.db.write().await?;
    let event = Event {
        county,
        at: now,
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: Action::Export.as_str(),
        resource: format!("form:{}", ask.form),
        detail: format!("results.{kind}, {rows} filled forms"),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    let disposition = format!("attachment; filename=\"results-{}.{kind}\"", clock.day(now));
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// Writes the file: its media type, its bytes, and how many filled forms are in it.
async fn file(
    tx: &mut Tx,
    ask: &Ask,
    kind: &str,
    table: Option<&str>,
) -> Result<(&'static str, Vec<u8>, usize), Problem> {
    if kind == "geojson" {
        let (features, rows) = results::features(tx, ask).await.map_err(problem)?;
        return Ok(("application/geo+json", features.to_string().into_bytes(), rows));
    }
    let tables = results::tables(tx, ask).await.map_err(problem)?;
    let rows = tables.first().map_or(0, |(_, table)| table.rows.len());
    if kind == "csv" {
        let bytes = exports::csv(one(&tables, table)?).map_err(|error| unwritten(&error))?;
        return Ok(("text/csv; charset=utf-8", bytes, rows));
    }
    Ok((XLSX, exports::workbook(&tables).map_err(|error| unwritten(&error))?, rows))
}

/// Finds the table that is asked for: the form's own, or a repeat's.
fn one<'t>(tables: &'t [(String, Table)], asked: Option<&str>) -> Result<&'t Table, Problem> {
    let (own, repeats) = tables.split_first().ok_or_else(Problem::not_found)?;
    let Some(asked) = asked.filter(|asked| !asked.is_empty()) else { return Ok(&own.1) };
    let found = repeats.iter().find(|(path, _)| path == asked);
    found.map(|(_, table)| table).ok_or_else(|| {
        let paths: Vec<&str> = repeats.iter().map(|(path, _)| path.as_str()).collect();
        Problem::parameter("table", format!("the form's repeats are: {}", paths.join(", ")))
    })
}

fn start(clock: Clock, day: Date) -> Moment {
    clock.at(day, Time::midnight())
}

fn problem(error: NotGathered) -> Problem {
    match error {
        NotGathered::NoForm => Problem::not_found(),
        NotGathered::TooMany => Problem::parameter("from", error.to_string()),
        NotGathered::Unfinished => Problem::internal(),
        NotGathered::Database(error) => error.into(),
    }
}

fn unwritten(error: &NotWritten) -> Problem {
    tracing::error!(%error, "an export was not written");
    Problem::internal()
}

#[cfg(test)]
mod tests;
