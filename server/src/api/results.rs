//! `GET /v1/forms/{form}/results.{csv,xlsx,geojson}`: the answers to a form as files; each export is logged.

use super::extract::Parameters;
use super::parameters;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::exports::results::{self, Ask, NotGathered};
use crate::exports::{self, NotWritten};
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
    if ask.form.contains('\0') {
        return Err(Problem::not_found());
    }
    let (media_type, bytes, rows) = match kind {
        "geojson" => {
            let (features, rows) = results::features(&mut tx, &ask).await.map_err(problem)?;
            ("application/geo+json", features.to_string().into_bytes(), rows)
        }
        _ => {
            let tables = results::tables(&mut tx, &ask).await.map_err(problem)?;
            let rows = tables.first().map_or(0, |(_, table)| table.rows.len());
            if kind == "csv" {
                let wanted = asked.table.as_deref().filter(|name| !name.is_empty());
                let place = wanted.map_or(Some(0), |name| {
                    tables.iter().skip(1).position(|(path, _)| path == name).map(|at| at + 1)
                });
                let place = place.ok_or_else(|| {
                    let names: Vec<&str> =
                        tables.iter().skip(1).map(|(path, _)| path.as_str()).collect();
                    let known = format!("the form's repeats are: {}", names.join(", "));
                    Problem::parameter("table", known)
                })?;
                (
                    "text/csv; charset=utf-8",
                    exports::csv(&tables[place].1).map_err(unwritten)?,
                    rows,
                )
            } else {
                (XLSX, exports::workbook(&tables).map_err(unwritten)?, rows)
            }
        }
    };
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

fn start(clock: Clock, day: Date) -> Moment {
    clock.at(day, Time::midnight())
}

fn problem(error: NotGathered) -> Problem {
    match error {
        NotGathered::NoForm => Problem::not_found(),
        NotGathered::TooMany => Problem::parameter("from", error.to_string()),
        NotGathered::Database(error) => error.into(),
    }
}

fn unwritten(error: NotWritten) -> Problem {
    tracing::error!(%error, "an export was not written");
    Problem::internal()
}

#[cfg(test)]
mod tests;
