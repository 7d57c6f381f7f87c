//! `GET /v1/exports/{queue,board}.{csv,xlsx}`: queues and boards as files; each export is logged.

mod board;
mod columns;
mod follow_ups;
mod indicator;
pub(super) mod jobs;
mod ledger;
mod plan;
mod source;
mod wish;

pub(super) use columns::handle as columns;
pub(super) use source::What;

use super::extract::Parameters;
use super::queue;
use super::queue::{Item, Wanted};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::audit::{self, Event};
use crate::db::read::area::Area;
use crate::db::read::follow_ups as listed;
use crate::db::read::follow_ups::{Order, Page, Place};
use crate::exports::{self, Cell, Table};
use crate::problem::Problem;
use axum::extract::{MatchedPath, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use doorstep_schema::access::Action;
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::region::RegionCode;
use serde::Deserialize;

pub use plan::Plan;
pub use wish::Wish;

/// What can be asked for: the parameters of the queue or of the board.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    owner: Option<String>,
    state: Option<String>,
    region: Option<String>,
    school: Option<String>,
    by: Option<String>,
    /// The language of the heading: `zh`, otherwise English.
    lang: Option<String>,
}

/// Follow-ups that are read at once.
const BATCH: i64 = 500;
/// The most rows of a file.
const MOST: usize = 50_000;

/// What is exported, and what the log says about it.
struct Export {
    table: Table,
    county: RegionCode,
    resource: String,
    clock: Clock,
}

/// Answers the file, once the export is in the log.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    route: MatchedPath,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let file = route.as_str().rsplit('/').next().unwrap_or_default();
    let (name, kind) = file.split_once('.').ok_or_else(Problem::not_found)?;
    let export = match name {
        "queue" => of_queue(&app, &mut tx, &caller, &asked, now).await?,
        "board" => of_board(&app, &mut tx, &caller, &asked).await?,
        _ => return Err(Problem::not_found()),
    };
    drop(tx);
    let (media_type, bytes) = match kind {
        "csv" => ("text/csv; charset=utf-8", exports::csv(&export.table)),
        _ => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            exports::xlsx(&export.table),
        ),
    };
    let bytes = bytes.map_err(|error| {
        tracing::error!(%error, "an export was not written");
        Problem::internal()
    })?;
    let mut tx = app.db.write().await?;
    let event = Event {
        county: export.county,
        at: now,
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: Action::Export.as_str(),
        resource: export.resource,
        detail: format!("{file}, {} rows", export.table.rows.len()),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    let day = export.clock.day(now);
    let disposition = format!("attachment; filename=\"{name}-{day}.{kind}\"");
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

fn heading(asked: &Asked, columns: &[(&str, &str)]) -> Vec<String> {
    let chinese = asked.lang.as_deref().is_some_and(|lang| lang.starts_with("zh"));
    columns.iter().map(|(en, zh)| if chinese { *zh } else { *en }.to_owned()).collect()
}

/// Writes a moment as the region's clock shows it.
fn time(at: Moment, clock: Clock) -> Cell {
    Cell::Text(clock.civil(at).strftime("%Y-%m-%d %H:%M").to_string())
}

const QUEUE: &[(&str, &str)] = &[
    ("student", "学生"),
    ("village", "村(社区)"),
    ("school", "学校"),
    ("grade", "年级"),
    ("class", "班级"),
    ("reason", "事由"),
    ("step", "步骤"),
    ("state", "状态"),
    ("owner", "责任方"),
    ("opened", "开始时间"),
    ("due", "截止时间"),
    ("days late", "逾期天数"),
    ("risk", "风险"),
    ("proof required", "所需凭证"),
];

async fn of_queue(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    asked: &Asked,
    now: Moment,
) -> Result<Export, Problem> {
    let work = queue::state(asked.state.as_deref())?;
    let actions = [Action::ReadQueue, Action::Export];
    let owners = queue::owners(tx, caller, asked.owner.as_deref(), &actions).await?;
    let clock = queue::clock(app, tx, caller, &owners).await?;
    let county = owners.first().map_or(caller.county, |(county, _)| *county);
    let named: Vec<String> = owners.iter().map(|(_, owner)| owner.to_string()).collect();
    let wanted = Wanted::new(&owners, work);
    let order = Order::PRIORITY;
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = Page { as_of: now, order, after, limit: BATCH };
        let found = listed::list(tx, &wanted.ask(), &page).await?;
        let Some(last) = found.last() else { break };
        after = Some(Place::of(last, order, now));
        rows.extend(found.into_iter().map(|row| row_of(Item::new(row, now, clock), clock)));
        if rows.len() >= MOST {
            break;
        }
    }
    let table = Table { heading: heading(asked, QUEUE), rows };
    Ok(Export { table, county, resource: format!("queue:{}", named.join(" ")), clock })
}

fn row_of(item: Item, clock: Clock) -> Vec<Cell> {
    let number = |value: Option<i64>| value.map_or(Cell::Empty, Cell::Number);
    vec![
        Cell::Text(item.student.name),
        Cell::Text(item.village.name.unwrap_or(item.village.code)),
        item.school.name.into(),
        number(item.class.grade),
        number(item.class.number),
        Cell::Text(item.reason),
        number(item.step),
        Cell::Text(item.state),
        Cell::Text(item.owner),
        time(item.opened_at, clock),
        time(item.due_at, clock),
        Cell::Number(item.days_late),
        Cell::Number(item.risk),
        Cell::Text(item.required.join(" ")),
    ]
}

const BOARD: &[(&str, &str)] = &[
    ("key", "代码"),
    ("name", "名称"),
    ("open", "未办结"),
    ("overdue", "逾期"),
    ("due earlier today", "当日逾期"),
    ("1-3 days", "逾期1-3天"),
    ("4-7 days", "逾期4-7天"),
    ("8-30 days", "逾期8-30天"),
    ("over 30 days", "逾期30天以上"),
    ("oldest due", "最早截止时间"),
];

async fn of_board(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    asked: &Asked,
) -> Result<Export, Problem> {
    let actions = [Action::ReadBoard, Action::Export];
    let parameters = super::board::Asked {
        region: asked.region.clone(),
        school: asked.school.clone(),
        by: asked.by.clone(),
    };
    let (area, answer) = super::board::board(app, tx, caller, &parameters, &actions).await?;
    let county = area.county().unwrap_or(caller.county);
    let clock = app.rules.of(tx, county).await?.policy.clock;
    let row = |row: super::board::Row| {
        let ages = row.counts;
        vec![
            Cell::Text(row.key),
            row.name.into(),
            Cell::Number(ages.open),
            Cell::Number(ages.overdue),
            Cell::Number(ages.age_0),
            Cell::Number(ages.age_1_3),
            Cell::Number(ages.age_4_7),
            Cell::Number(ages.age_8_30),
            Cell::Number(ages.age_over_30),
            ages.oldest_due_at.map_or(Cell::Empty, |at| time(at, clock)),
        ]
    };
    let rows = answer.rows.into_iter().map(row).collect();
    let resource = match area {
        Area::Region(code) => format!("region:{code}"),
        Area::School(id, _) => format!("school:{id}"),
    };
    Ok(Export { table: Table { heading: heading(asked, BOARD), rows }, county, resource, clock })
}

#[cfg(test)]
mod tests;
