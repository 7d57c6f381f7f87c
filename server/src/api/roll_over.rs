//! `POST /v1/roll-over` and `GET /v1/roll-over/waiting`: schools go on to a new school year, and who waits for enrolment.

use super::extract::{Format, Input, Parameters};
use super::parameters;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::read::names;
use crate::db::roster::{roll_over as stored, schools};
use crate::db::{Tx, counter};
use crate::jobs::due;
use crate::jobs::roll_over::{self, Plan};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::id::{ClassId, SchoolId, StudentId};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::people::School;
use doorstep_schema::problem::Violation;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is asked for.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Asked {
    /// The year in which the new school year begins.
    year: i16,
    /// Whether it is only told what would become of every child.
    #[serde(default)]
    dry_run: bool,
    /// Only this school; every school of the county when left out.
    school: Option<SchoolId>,
}

/// What became of the schools, or would.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    year: i16,
    dry_run: bool,
    at: Moment,
    schools: Vec<OfSchool>,
    totals: Totals,
}

/// What became of one school.
#[derive(Clone, Debug, Serialize)]
struct OfSchool {
    id: SchoolId,
    name: String,
    /// `ready`, `done` now, `done_before`, `blocked`, or `no_classes` of the year that ends.
    state: &'static str,
    #[serde(flatten)]
    counts: Totals,
    /// What stands in the way: classes of the new year in which other children stand.
    taken: Vec<Taken>,
    /// When the school went on to this year before.
    before: Option<Moment>,
}

/// A class of the new year in which other children stand.
#[derive(Clone, Copy, Debug, Serialize)]
struct Taken {
    grade: u8,
    number: u8,
    children: usize,
}

/// How many classes and children.
#[derive(Clone, Copy, Default, Debug, Serialize)]
struct Totals {
    /// Classes made.
    classes: i64,
    /// Children who move up.
    moved: i64,
    /// Children who graduate.
    graduating: i64,
    /// Children who wait for enrolment at another school.
    waiting: i64,
    /// Children of grade 9 who have not finished and stay open.
    open: i64,
    /// Teachers' classes that go on or end.
    teachers: i64,
}

impl Totals {
    fn of(plan: &Plan) -> Self {
        let stored::Counts { classes, moved, graduated, waiting, open } = plan.counts();
        let teachers = i64::try_from(plan.teaching.len()).unwrap_or(i64::MAX);
        Self { classes, moved, graduating: graduated, waiting, open, teachers }
    }

    const fn add(&mut self, other: Self) {
        self.classes += other.classes;
        self.moved += other.moved;
        self.graduating += other.graduating;
        self.waiting += other.waiting;
        self.open += other.open;
        self.teachers += other.teachers;
    }
}

/// Goes on to a new school year, or tells what that would be: one transaction for each school.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Input(asked): Input<Asked>,
) -> Result<Response, Problem> {
    let county = caller.county;
    caller.demand(Action::Import, &Resource::Region(&county))?;
    let now = app.now();
    let this = Clock::CHINA.day(now).year();
    if asked.year > this + 1 {
        return Err(Problem::conflict("too_early", "the school year begins after the next one"));
    }
    if asked.year < this - 1 {
        let message = format!("the school year begins in {} at the earliest", this - 1);
        return Err(Problem::invalid(vec![Violation::new("year", "out_of_range", message)]));
    }
    // Who is in school is decided by what holds now.
    due::reevaluate(&app.db, &app.rules, now).await?;
    let mut tx = app.db.read().await?;
    let mut all: Vec<School> = schools::by_code(&mut tx, county).await?.into_values().collect();
    drop(tx);
    if let Some(school) = asked.school {
        all.retain(|one| one.id == school);
        if all.is_empty() {
            return Err(Problem::not_found());
        }
    }
    all.sort_by(|a, b| (a.region, &a.name, a.id.0).cmp(&(b.region, &b.name, b.id.0)));
    let mut answer = Answer {
        year: asked.year,
        dry_run: asked.dry_run,
        at: now,
        schools: Vec::with_capacity(all.len()),
        totals: Totals::default(),
    };
    for school in all {
        let of_school = one(&app, &caller, school, asked, now).await?;
        answer.totals.add(of_school.counts);
        answer.schools.push(of_school);
    }
    Ok(format.answer(&answer))
}

/// Takes one school on, or tells what that would be: the same plan, read in the transaction that carries it out.
async fn one(
    app: &App,
    caller: &Caller,
    school: School,
    asked: Asked,
    now: Moment,
) -> Result<OfSchool, Problem> {
    let plan = if asked.dry_run {
        let mut tx = app.db.read().await?;
        Plan::of(&mut tx, school.id, asked.year).await?
    } else {
        let mut tx = app.db.write().await?;
        counter::take(&mut tx, caller.county, 0).await?;
        let plan = Plan::of(&mut tx, school.id, asked.year).await?;
        if plan.is_ready() {
            roll_over::carry_out(app, &mut tx, caller, caller.county, &plan, now).await?;
            tx.commit().await?;
        }
        plan
    };
    let state = match (plan.before, plan.has_classes, plan.taken.is_empty()) {
        (Some(_), _, _) => "done_before",
        (None, false, _) => "no_classes",
        (None, true, false) => "blocked",
        (None, true, true) if asked.dry_run => "ready",
        (None, true, true) => "done",
    };
    let counts = if plan.is_ready() { Totals::of(&plan) } else { Totals::default() };
    let taken = |taken: &roll_over::Taken| Taken {
        grade: taken.class.grade,
        number: taken.class.number,
        children: taken.children,
    };
    let taken = plan.taken.iter().map(taken).collect();
    Ok(OfSchool { id: school.id, name: school.name, state, counts, taken, before: plan.before })
}

/// What can be asked of those who wait.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Paging {
    /// Only of this school.
    school: Option<String>,
    /// Where the last page ended.
    after: Option<String>,
    /// The most children, 1 to 200.
    limit: Option<String>,
}

/// A page of those who wait.
#[derive(Clone, Debug, Serialize)]
struct Page {
    rows: Vec<Waiting>,
    /// What to give as `after` for the next page; nothing on the last.
    next: Option<StudentId>,
}

/// A child whose class went on without them.
#[derive(Clone, Debug, Serialize)]
struct Waiting {
    student: StudentId,
    name: String,
    student_number: String,
    /// What the old class is called.
    class: Option<String>,
    village: Option<String>,
    status: String,
    /// `waiting` for enrolment at another school, or `open`: grade 9 is not finished.
    why: &'static str,
}

/// Answers who waits; each look is logged, as it names children.
pub(super) async fn waiting(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Paging>,
) -> Result<Response, Problem> {
    let county = caller.county;
    caller.demand(Action::Import, &Resource::Region(&county))?;
    let limit = parameters::limit(asked.limit.as_deref())?;
    let school = parameters::id("school", asked.school.as_deref())?.map(SchoolId);
    let after = parameters::id("after", asked.after.as_deref())?.unwrap_or(Uuid::nil());
    let mut tx = app.db.read().await?;
    let mut found = stored::waiting(&mut tx, county, school, after, limit + 1).await?;
    let more = parameters::cut(&mut found, limit);
    let next = found.last().filter(|_| more).map(|last| StudentId(last.id));
    let classes: Vec<ClassId> = found.iter().map(|row| ClassId(row.class)).collect();
    let classes = names::classes(&mut tx, &classes).await?;
    drop(tx);
    let row = |row: stored::Waiting| Waiting {
        student: StudentId(row.id),
        name: row.name,
        student_number: row.student_number,
        class: classes.get(&ClassId(row.class)).cloned(),
        village: row.village_name,
        status: row.status,
        why: if row.grade >= 9 { "open" } else { "waiting" },
    };
    let page = Page { rows: found.into_iter().map(row).collect(), next };
    if !page.rows.is_empty() {
        let mut tx = app.db.write().await?;
        log(&mut tx, &caller, app.now(), page.rows.len()).await?;
        tx.commit().await?;
    }
    Ok(format.answer(&page))
}

async fn log(tx: &mut Tx, caller: &Caller, at: Moment, count: usize) -> Result<(), Problem> {
    counter::take(tx, caller.county, 0).await?;
    let event = Event {
        county: caller.county,
        at,
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: "list_waiting",
        resource: format!("county:{}", caller.county),
        detail: format!("{count} children"),
    };
    Ok(audit::append(tx, &event).await?)
}

#[cfg(test)]
mod tests;
