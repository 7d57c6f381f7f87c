//! `/v1/exports`: files that are made in the background: asked for, watched, fetched, cancelled and erased.

use super::{Plan, Wish};
use crate::api::extract::{Format, Input, Parameters, PathId};
use crate::api::parameters;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::export_jobs::{self, Job, New, State as Stands};
use crate::exports::sink;
use crate::problem::Problem;
use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use doorstep_schema::access::Action;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most jobs of a worker that wait or run.
const MOST: i64 = 10;

/// A job as it is shown.
#[derive(Clone, Debug, Serialize)]
struct Shown {
    id: Uuid,
    /// What was asked for; asked again, it makes the same file anew. Nothing where it does not read any more.
    asked: Option<Wish>,
    state: &'static str,
    /// Rows that are written.
    done: i64,
    /// Rows that there are.
    total: Option<i64>,
    /// The file's size.
    bytes: Option<i64>,
    /// The file's name.
    name: Option<String>,
    asked_at: Moment,
    begun_at: Option<Moment>,
    ended_at: Option<Moment>,
    /// When the file goes.
    expires_at: Option<Moment>,
    /// The code of what went wrong.
    problem: Option<String>,
}

impl Shown {
    fn new(job: Job, now: Moment) -> Self {
        let moment = |ms: Option<i64>| ms.map(Moment::from_ms);
        Self {
            id: job.id,
            asked: serde_json::from_str(&job.asked).ok(),
            state: job.state_at(now).as_str(),
            done: job.done,
            total: job.total,
            bytes: job.bytes,
            name: job.name,
            asked_at: Moment::from_ms(job.asked_at),
            begun_at: moment(job.begun_at),
            ended_at: moment(job.ended_at),
            expires_at: moment(job.expires_at),
            problem: job.problem,
        }
    }
}

/// A page of jobs.
#[derive(Clone, Debug, Serialize)]
struct Page {
    exports: Vec<Shown>,
    /// What to give as `after` for the next page; nothing on the last.
    next: Option<Uuid>,
}

/// What can be asked of the list.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Paging {
    after: Option<String>,
    limit: Option<String>,
}

/// Takes a wish; the file is made when its turn comes.
pub(in crate::api) async fn add(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Input(wish): Input<Wish>,
) -> Result<Response, Problem> {
    if !doorstep_schema::access::roles(Action::Export).contains(&caller.role) {
        return Err(Problem::not_found());
    }
    let now = app.now();
    let mut tx = app.db.read().await?;
    let plan = Plan::of(&app, &mut tx, &caller, &wish, now).await?;
    let total = plan.count(&mut tx).await?;
    drop(tx);
    let asked = serde_json::to_string(&wish).map_err(|_| Problem::internal())?;
    let id = uuid::Builder::from_unix_timestamp_millis(
        now.ms().max(0).unsigned_abs(),
        &app.chance::<10>()?,
    );
    let new = New {
        id: id.into_uuid(),
        county: plan.county,
        worker: caller.worker,
        device: caller.device,
        asked,
        total,
        reason: plan.reason.clone(),
        at: now,
    };
    let mut tx = app.db.write().await?;
    if export_jobs::waiting(&mut tx, caller.worker).await? >= MOST {
        let detail = format!("{MOST} files are being made; wait for one, or cancel one");
        return Err(Problem::conflict("too_many_exports", detail));
    }
    export_jobs::add(&mut tx, &new).await?;
    let job = export_jobs::find(&mut tx, new.id, caller.worker).await?;
    tx.commit().await?;
    app.exports.notify_one();
    let job = job.ok_or_else(Problem::internal)?;
    let answer = format.answer(&Shown::new(job, now));
    Ok((StatusCode::ACCEPTED, answer).into_response())
}

/// Answers the caller's jobs, the newest first.
pub(in crate::api) async fn list(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Paging>,
) -> Result<Response, Problem> {
    let limit = parameters::limit(asked.limit.as_deref())?;
    let after = parameters::id("after", asked.after.as_deref())?;
    let mut tx = app.db.read().await?;
    let mut found = export_jobs::list(&mut tx, caller.worker, after, limit + 1).await?;
    let more = parameters::cut(&mut found, limit);
    let next = found.last().filter(|_| more).map(|job| job.id);
    let now = app.now();
    let exports = found.into_iter().map(|job| Shown::new(job, now)).collect();
    Ok(format.answer(&Page { exports, next }))
}

/// Answers one of the caller's jobs.
pub(in crate::api) async fn one(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    Ok(format.answer(&Shown::new(own(&app, &caller, id).await?, app.now())))
}

/// Answers the file, once its download is in the log.
pub(in crate::api) async fn file(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    let now = app.now();
    let job = own(&app, &caller, id).await?;
    caller.demand_role(Action::Export)?;
    if job.reason.is_some() {
        caller.demand_role(Action::UnmaskIdentity)?;
    }
    let gone = || Problem::conflict("export_expired", "the file is gone; ask for it again");
    match job.state_at(now) {
        Stands::Done => {}
        Stands::Expired => return Err(gone()),
        state => {
            let detail = format!("the file is not there: it is {}", state.as_str());
            return Err(Problem::conflict("export_not_ready", detail));
        }
    }
    let (size, stream) = app.files.get_export(id).await?.ok_or_else(gone)?;
    let name = job.name.unwrap_or_default();
    let mut tx = app.db.write().await?;
    let event = Event {
        county: RegionCode::parse(&job.county).unwrap_or(caller.county),
        at: now,
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: "download_export",
        resource: format!("export:{id}"),
        detail: format!("{name}; {} rows, {size} bytes", job.done),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    let kind = name.rsplit('.').next().and_then(sink::Format::parse);
    let headers = [
        (header::CONTENT_TYPE, kind.map_or("", sink::Format::media_type).to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(stream)).into_response())
}

/// Cancels a job that is not ended; erases one that is, with its file.
pub(in crate::api) async fn remove(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
) -> Result<StatusCode, Problem> {
    let job = own(&app, &caller, id).await?;
    let mut tx = app.db.write().await?;
    if export_jobs::cancel(&mut tx, id, app.now()).await? {
        tx.commit().await?;
        return Ok(StatusCode::NO_CONTENT);
    }
    drop(tx);
    // The file first: a row without a file can be erased again, a file without a row cannot.
    if job.has_file || job.state == Stands::Done.as_str() {
        app.files.drop_export(id).await?;
    }
    let mut tx = app.db.write().await?;
    export_jobs::remove(&mut tx, id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn own(app: &App, caller: &Caller, id: Uuid) -> Result<Job, Problem> {
    let mut tx = app.db.read().await?;
    export_jobs::find(&mut tx, id, caller.worker).await?.ok_or_else(Problem::not_found)
}
