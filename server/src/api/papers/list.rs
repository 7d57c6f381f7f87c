//! `GET /v1/papers`: the documents about a student, or about the students and schools of an area, the last first.

use super::{Paper, day_of};
use crate::api::extract::{Format, Parameters};
use crate::api::{parameters, student};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::read::papers::{self as read, Ask, Listed, Of};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_papers::Kind;
use doorstep_schema::access::Action;
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use serde::{Deserialize, Serialize};

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Asked {
    /// The student.
    student: Option<String>,
    /// The region; the caller's own when student, region and school are left out.
    region: Option<String>,
    /// The school.
    school: Option<String>,
    /// The kind.
    kind: Option<String>,
    /// Where the last page ended.
    after: Option<String>,
    /// The most documents, 1 to 200.
    limit: Option<String>,
}

/// A page of documents.
#[derive(Clone, Debug, Serialize)]
struct Page {
    rows: Vec<Paper>,
    /// What to give as `after` for the next page; nothing on the last.
    next: Option<String>,
}

/// Answers a page.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let of = if let Some(id) = parameters::id("student", asked.student.as_deref())? {
        let id = StudentId(id);
        student::demand(&mut tx, &caller, Action::ReadStudent, id).await?;
        Of::Student(id)
    } else {
        let (region, school) = (asked.region.as_deref(), asked.school.as_deref());
        Of::Area(parameters::area(&mut tx, &caller, &[Action::Export], region, school).await?)
    };
    let kind = parameters::read("kind", asked.kind.as_deref(), |word| {
        Kind::parse(word)
            .ok_or_else(|| "a kind is order, visit_record, case_file or monthly_report".to_owned())
    })?;
    let after = parameters::id("after", asked.after.as_deref())?;
    let limit = parameters::limit(asked.limit.as_deref())?;
    let mut found = read::list(&mut tx, &Ask { of, kind, after, limit: limit + 1 }).await?;
    drop(tx);
    let more = parameters::cut(&mut found, limit);
    let next = found.last().filter(|_| more).map(|listed| listed.paper.id.to_string());
    let rows = found.into_iter().map(Paper::try_from).collect::<Result<_, Problem>>()?;
    Ok(format.answer(&Page { rows, next }))
}

impl TryFrom<Listed> for Paper {
    type Error = Problem;

    fn try_from(listed: Listed) -> Result<Self, Problem> {
        let kind = listed.paper.kind()?;
        let paper = listed.paper;
        Ok(Self {
            id: Some(paper.id),
            kind: kind.as_str(),
            title: kind.title(),
            number: Some(paper.number),
            student: paper.student,
            student_name: listed.student_name,
            visit: paper.visit,
            school: paper.school,
            school_name: listed.school_name,
            month: paper.month,
            day: day_of(paper.day),
            made_at: Some(Moment::from_ms(paper.made_at)),
            made_by: paper.made_by,
            made_by_name: listed.made_by_name,
            template_version: paper.template_version,
            cancelled_at: paper.cancelled_at.map(Moment::from_ms),
            cancel_reason: paper.cancel_reason,
        })
    }
}
