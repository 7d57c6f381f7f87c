//! `POST /v1/papers`: draws a document up and shows its pages, or issues it with the next number.

use super::draw::{self, Asked, Drawn};
use super::{Paper, wrong};
use crate::acts::papers::number;
use crate::acts::papers::press::Wanted;
use crate::api::extract::{Format, Input};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::papers::{self, About, New};
use crate::db::students::day_number;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use doorstep_papers::Template;
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

/// The document, and its pages while it is a draft.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    paper: Paper,
    /// The pages as SVG; empty for what was issued, whose pages have an address of their own.
    pages: Vec<String>,
}

/// Draws up, or issues.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Input(asked): Input<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let dry_run = asked.dry_run;
    let mut tx = app.db.read().await?;
    let mut drawn = draw::draw(&app, &mut tx, &caller, asked, now).await?;
    drop(tx);
    let template = Template::new(drawn.template.text(drawn.kind));
    let wanted = if dry_run { Wanted::Pages } else { Wanted::Nothing };
    if !dry_run {
        // What is set here differs from what is issued in the number alone.
        drawn.data["draft"] = json!(false);
        drawn.data["number"] =
            json!(number(&drawn.template.numbers, i64::from(drawn.today.year()), 1));
    }
    let set = app.press.set(template.clone(), drawn.data.clone(), drawn.today, wanted).await?;
    let pages = set.map_err(|faults| wrong("template", &faults))?.pages();
    if dry_run {
        let paper = drawn.paper(&caller, None);
        return Ok(format.answer(&Answer { paper, pages }));
    }
    let (id, number) = issue(&app, &caller, &mut drawn, &template, now).await?;
    let paper = drawn.paper(&caller, Some((id, number, now)));
    Ok((StatusCode::CREATED, format.answer(&Answer { paper, pages })).into_response())
}

/// Takes the next number and stores the document with what it is set from, in one transaction.
async fn issue(
    app: &App,
    caller: &Caller,
    drawn: &mut Drawn,
    template: &Template,
    now: Moment,
) -> Result<(Uuid, String), Problem> {
    // Minted as facts are: by the time, so that lists by id are lists by time.
    let id = FactId::mint(now, app.chance()?).0;
    let year = i64::from(drawn.today.year());
    let mut tx = app.db.write().await?;
    let n = papers::next_number(&mut tx, drawn.county, drawn.kind, year).await?;
    let number = number(&drawn.template.numbers, year, n);
    drawn.data["number"] = json!(number);
    let new = New {
        id,
        county: drawn.county,
        kind: drawn.kind,
        year,
        n,
        number: number.clone(),
        about: drawn.about.clone(),
        at: now,
        by: caller.worker,
        day: day_number(drawn.today),
        template_version: drawn.template.version,
        data: drawn.data.to_string(),
    };
    papers::add(&mut tx, new, template).await?;
    let event = Event {
        county: drawn.county,
        at: now,
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: "issue_paper",
        resource: format!("paper:{id}"),
        detail: format!("{} {year}/{n} about {}", drawn.kind.as_str(), subject(&drawn.about)),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    Ok((id, number))
}

fn subject(about: &About) -> String {
    match about {
        About::Student(student) | About::Visit(student, _) => format!("student:{student}"),
        About::School(school, month) => format!("school:{school} {month}"),
    }
}

impl Drawn {
    /// Tells of the document; what was issued has its id, number and time.
    fn paper(&self, caller: &Caller, issued: Option<(Uuid, String, Moment)>) -> Paper {
        let (id, number, made_at) = match issued {
            Some((id, number, at)) => (Some(id), Some(number), Some(at)),
            None => (None, None, None),
        };
        let (student, visit, school, month) = match &self.about {
            About::Student(student) => (Some(student.0), None, None, None),
            About::Visit(student, visit) => (Some(student.0), Some(visit.0), None, None),
            About::School(school, month) => (None, None, Some(school.0), Some(month.clone())),
        };
        Paper {
            id,
            kind: self.kind.as_str(),
            title: self.kind.title(),
            number,
            student,
            student_name: self.student_name.clone(),
            visit,
            school,
            school_name: self.school_name.clone(),
            month,
            day: self.today,
            made_at,
            made_by: caller.worker.0,
            made_by_name: Some(caller.name.clone()),
            template_version: self.template.version,
            cancelled_at: None,
            cancel_reason: None,
        }
    }
}
