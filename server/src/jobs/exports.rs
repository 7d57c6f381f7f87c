//! Making files that were asked for: one at a time, in small readings, begun anew after a restart.

use crate::api::{Plan, Wish};
use crate::app::App;
use crate::aside::aside;
use crate::db::audit::{self, Event};
use crate::db::callers::{self, Found};
use crate::db::export_jobs::{self, Job, Made};
use crate::db::{Db, Error};
use crate::exports::NotWritten;
use crate::exports::sink::Sink;
use crate::problem::Problem;
use doorstep_schema::access::Action;
use doorstep_schema::id::{DeviceId, WorkerId};
use doorstep_schema::moment::Moment;
use std::time::{Duration, SystemTime};

/// How often progress is written, in milliseconds.
const BEAT_MS: i64 = 500;
/// After so many minutes without a sign of it, a job is begun anew by whoever is free: its server is gone.
const SILENT_MINUTES: i64 = 3;
/// Days that ended jobs are listed.
const LISTED_DAYS: i64 = 30;
/// Files that are looked at in one reading when they are over.
const AT_ONCE: i64 = 100;

/// A job that is worked on.
struct Run {
    job: Job,
    plan: Plan,
    sink: Sink,
    done: i64,
    total: i64,
    beat_at: Moment,
}

/// What became of a step.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    More,
    Whole,
    Unwanted,
}

impl From<NotWritten> for Problem {
    fn from(error: NotWritten) -> Self {
        tracing::error!(%error, "a file could not be made");
        Self::internal()
    }
}

/// Makes the file that waits longest; tells whether there was one.
///
/// # Errors
/// When the database or the storage does not answer; then the job is begun anew later.
pub async fn make_next(app: &App) -> Result<bool, Problem> {
    let Some(job) = claim(app).await? else { return Ok(false) };
    let id = job.id;
    let made = async {
        let mut run = begin(app, job).await?;
        loop {
            match run.step(app).await? {
                Step::More => {}
                Step::Whole => return run.end(app).await,
                Step::Unwanted => return Ok(()),
            }
        }
    };
    match made.await {
        Ok(()) => Ok(true),
        // What is busy now is not busy for ever: the job stays and is begun anew.
        Err(problem) if problem.code == "busy" || problem.code == "files_unavailable" => {
            Err(problem)
        }
        Err(problem) => {
            let mut tx = app.db.write().await?;
            export_jobs::fail(&mut tx, id, problem.code, app.now()).await?;
            tx.commit().await?;
            Ok(true)
        }
    }
}

async fn claim(app: &App) -> Result<Option<Job>, Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let job = export_jobs::claim(&mut tx, now, now.plus_minutes(-SILENT_MINUTES)).await?;
    tx.commit().await?;
    Ok(job)
}

/// Begins a job: whoever asked must still be permitted to have it.
async fn begin(app: &App, job: Job) -> Result<Run, Problem> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let (worker, device) = (WorkerId(job.worker), DeviceId(job.device));
    let Found::Caller(caller) = callers::find(&mut tx, worker, device).await? else {
        return Err(Problem::not_found());
    };
    let wish: Wish = serde_json::from_str(&job.asked).map_err(|_| Problem::internal())?;
    let plan = Plan::of(app, &mut tx, &caller, &wish, now).await?;
    let total = plan.count(&mut tx).await?;
    let sink = Sink::begin(plan.format, plan.heads.clone())?;
    Ok(Run { job, plan, sink, done: 0, total, beat_at: now })
}

impl Run {
    /// Writes the next rows.
    async fn step(&mut self, app: &App) -> Result<Step, Problem> {
        let limit = app.settings.export_rows;
        let mut tx = app.db.read().await?;
        if !export_jobs::is_wanted(&mut tx, self.job.id).await? {
            return Ok(Step::Unwanted);
        }
        let rows = self.plan.next(app, &mut tx, limit).await?;
        drop(tx);
        self.sink.write(&rows)?;
        let read = i64::try_from(rows.len()).unwrap_or(limit);
        self.done += read;
        let now = app.now();
        if now.ms() - self.beat_at.ms() >= BEAT_MS {
            self.beat_at = now;
            self.beat(app).await?;
        }
        Ok(if read < limit { Step::Whole } else { Step::More })
    }

    async fn beat(&self, app: &App) -> Result<bool, Problem> {
        let mut tx = app.db.write().await?;
        let total = self.total.max(self.done);
        let wanted = export_jobs::beat(&mut tx, self.job.id, self.done, total, app.now()).await?;
        tx.commit().await?;
        Ok(wanted)
    }

    /// Stores the file and writes into the log what was made; nobody gets a file that is not in the log.
    async fn end(self, app: &App) -> Result<(), Problem> {
        self.beat(app).await?;
        let Self { job, plan, sink, done, .. } = self;
        // Packing a workbook takes its time.
        let file = aside(move || sink.end()).await??;
        let bytes = app.files.put_export(job.id, file).await?;
        let now = app.now();
        let made = Made {
            rows: done,
            bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
            name: format!("{}-{}.{}", plan.stem, plan.clock.day(now), plan.format.as_str()),
            at: now,
            expires_at: now.plus_minutes(app.settings.export_hours * 60),
        };
        let mut tx = app.db.write().await?;
        if !export_jobs::finish(&mut tx, job.id, &made).await? {
            drop(tx);
            return Ok(app.files.drop_export(job.id).await?);
        }
        let event = |action: &'static str, detail: String| Event {
            county: plan.county,
            at: now,
            worker: Some(WorkerId(job.worker)),
            device: Some(DeviceId(job.device)),
            action,
            resource: plan.resource.clone(),
            detail,
        };
        audit::append(&mut tx, &event(Action::Export.as_str(), plan.detail(done))).await?;
        if let Some(reason) = &plan.reason {
            let detail = format!("{reason}; export of {done} rows");
            audit::append(&mut tx, &event(Action::UnmaskIdentity.as_str(), detail)).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Lets jobs be begun anew that the server was at when it stopped. Where several servers share a database, the others
/// are at theirs: what is silent for long is taken up by whoever is free.
///
/// # Errors
/// When the database refuses.
pub async fn begin_again(app: &App) -> Result<(), Error> {
    if let Db::Sqlite { .. } = app.db {
        let mut tx = app.db.write().await?;
        export_jobs::begin_again(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Minutes after which what was written aside is no longer being written.
const ASIDE_MINUTES: i64 = 60;

/// Erases files that are over, forgets jobs that ended long ago, and sweeps what was never put in place; returns how many
/// files.
///
/// # Errors
/// When the database or the storage does not answer.
pub async fn expire(app: &App) -> Result<usize, Problem> {
    let now = app.now();
    let mut erased = 0;
    loop {
        let mut tx = app.db.read().await?;
        let over = export_jobs::over(&mut tx, now, AT_ONCE).await?;
        drop(tx);
        for id in &over {
            app.files.drop_export(*id).await?;
            let mut tx = app.db.write().await?;
            export_jobs::expire(&mut tx, *id).await?;
            tx.commit().await?;
        }
        erased += over.len();
        if over.is_empty() {
            break;
        }
    }
    let mut tx = app.db.write().await?;
    export_jobs::forget(&mut tx, now.plus_days(-LISTED_DAYS)).await?;
    tx.commit().await?;
    let before = now.plus_minutes(-ASIDE_MINUTES).ms().max(0).unsigned_abs();
    app.files.sweep_exports(SystemTime::UNIX_EPOCH + Duration::from_millis(before)).await?;
    Ok(erased)
}

/// How long it is waited before it is looked for jobs that another server was asked for.
const LOOK: Duration = Duration::from_secs(5);

/// Makes files for as long as the server runs.
pub async fn make_all(app: App) {
    if let Err(error) = begin_again(&app).await {
        tracing::warn!(%error, "files that were being made could not be begun anew");
    }
    loop {
        match make_next(&app).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "a file could not be made and is begun anew"),
        }
        tokio::select! { () = app.exports.notified() => {}, () = tokio::time::sleep(LOOK) => {} }
    }
}

#[cfg(test)]
mod tests;
