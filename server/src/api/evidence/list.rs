//! `GET /v1/evidence` and `GET /v1/evidence/{id}`: photos with what is known about them, the last that arrived first.

use super::super::extract::{Format, Parameters, PathId};
use super::super::parameters;
use super::super::student::demand;
use super::seen::Photo;
use super::{demand_venues, find};
use crate::acts::evidence::judged;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::evidence::Row;
use crate::db::read::evidence::{self as read, After, Of};
use crate::db::read::names;
use crate::db::{Tx, evidence};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, roles};
use doorstep_schema::id::{FactId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What can be asked for: the photos of a student, of a visit, of a region or school, or of venues; else those of the
/// caller's own scopes.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Asked {
    student: Option<String>,
    of: Option<String>,
    region: Option<String>,
    school: Option<String>,
    /// `true`: photos of venues, about no student.
    venues: Option<String>,
    /// `true`: only photos with a doubtful point that nobody has explained.
    doubtful: Option<String>,
    lang: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

/// What one photo can be asked with.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct AskedOne {
    lang: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    items: Vec<Photo>,
    /// What to give as `after` for the next page; nothing on the last.
    next: Option<String>,
    as_of: Moment,
}

/// Answers a page.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let as_of = app.now();
    let limit = parameters::limit(asked.limit.as_deref())?;
    let after = parameters::read("after", asked.after.as_deref(), |text| {
        place(text).ok_or_else(|| "it is what the last page gave as next".to_owned())
    })?;
    let doubtful = parameters::flag("doubtful", asked.doubtful.as_deref())?;
    let mut tx = app.db.read().await?;
    let of = what(&mut tx, &caller, &asked).await?;
    let mut rows = read::list(&mut tx, of, after, limit + 1).await?;
    let more = parameters::cut(&mut rows, limit);
    let next = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.arrived_at, row.id));
    let language = asked.lang.as_deref().unwrap_or_default();
    let mut items = tell(&app, &mut tx, rows, language, as_of).await?;
    if doubtful {
        items.retain(Photo::is_unexplained);
    }
    Ok(format.answer(&Answer { items, next, as_of }))
}

/// Answers one photo.
pub(in crate::api) async fn one(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    PathId(id): PathId,
    Parameters(asked): Parameters<AskedOne>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let row = find(&mut tx, &caller, Action::ReadPhoto, id).await?;
    let language = asked.lang.as_deref().unwrap_or_default();
    let mut told = tell(&app, &mut tx, vec![row], language, app.now()).await?;
    let photo = told.pop().ok_or_else(Problem::not_found)?;
    Ok(format.answer(&photo))
}

/// Finds what is asked for, and demands that the caller may see its photos.
async fn what<'a>(tx: &mut Tx, caller: &'a Caller, asked: &Asked) -> Result<Of<'a>, Problem> {
    if !roles(Action::ReadPhoto).contains(&caller.role) {
        return Err(Problem::not_found());
    }
    let student = parameters::id("student", asked.student.as_deref())?.map(StudentId);
    let of = parameters::id("of", asked.of.as_deref())?.map(FactId);
    let venues = parameters::flag("venues", asked.venues.as_deref())?;
    match (student, of, venues) {
        (Some(student), None, false) => {
            demand(tx, caller, Action::ReadPhoto, student).await?;
            Ok(Of::Student(student))
        }
        (None, Some(of), false) => {
            match evidence::student_of(tx, of).await?.ok_or_else(Problem::not_found)? {
                (_, Some(student)) => {
                    demand(tx, caller, Action::ReadPhoto, student).await?;
                }
                (county, None) => demand_venues(caller, &county)?,
            }
            Ok(Of::Fact(of))
        }
        (None, None, true) => {
            demand_venues(caller, caller.county.as_str())?;
            Ok(Of::Venues(caller.county))
        }
        (None, None, false) if asked.region.is_none() && asked.school.is_none() => {
            Ok(Of::Scopes(&caller.scopes))
        }
        (None, None, false) => {
            let (region, school) = (asked.region.as_deref(), asked.school.as_deref());
            let area = parameters::area(
                tx,
                caller,
                &[Action::ReadPhoto, Action::ReadBoard],
                region,
                school,
            );
            Ok(Of::Area(area.await?))
        }
        _ => Err(Problem::parameter("student", "give one of student, of, venues, or an area")),
    }
}

/// Judges photos and names their authors.
async fn tell(
    app: &App,
    tx: &mut Tx,
    rows: Vec<Row>,
    language: &str,
    now: Moment,
) -> Result<Vec<Photo>, Problem> {
    let authors: BTreeSet<WorkerId> = rows.iter().map(|row| WorkerId(row.author)).collect();
    let authors = names::workers(tx, &authors.into_iter().collect::<Vec<_>>()).await?;
    let judged = judged(tx, &app.rules, rows, now).await?;
    let told = judged.into_iter().map(|judged| {
        let name = authors.get(&judged.record.author).map(|worker| worker.name.clone());
        Photo::new(judged, name, language)
    });
    Ok(told.collect())
}

fn place(text: &str) -> Option<After> {
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, Uuid::parse_str(id).ok()?))
}
