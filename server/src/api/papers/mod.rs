//! Documents: drawn up, issued with a number, listed, printed again, cancelled; and their templates.

mod add;
mod cancel;
mod draw;
mod list;
mod one;
mod templates;
#[cfg(test)]
mod tests;

pub(super) use add::handle as add;
pub(super) use cancel::handle as cancel;
pub(super) use list::handle as list;
pub(super) use one::{handle as one, pages, pdf};
pub(super) use templates::{held, list as templates, put, tried};

use super::student;
use crate::auth::caller::Caller;
use crate::db::papers::About;
use crate::db::read::area;
use crate::db::{Tx, students};
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use doorstep_papers::{Fault, Kind};
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::Moment;
use doorstep_schema::problem::Violation;
use jiff::civil::{Date, date};
use serde::Serialize;
use uuid::Uuid;

/// A document as it is told of.
#[derive(Clone, Debug, Serialize)]
struct Paper {
    /// The id; nothing for a draft.
    id: Option<Uuid>,
    kind: &'static str,
    /// What it is called.
    title: &'static str,
    /// The number; nothing for a draft.
    number: Option<String>,
    student: Option<Uuid>,
    student_name: Option<String>,
    visit: Option<Uuid>,
    school: Option<Uuid>,
    school_name: Option<String>,
    /// The month, as 2026-10.
    month: Option<String>,
    /// The day that stands on it.
    day: Date,
    /// When it was issued; nothing for a draft.
    made_at: Option<Moment>,
    made_by: Uuid,
    made_by_name: Option<String>,
    template_version: i64,
    cancelled_at: Option<Moment>,
    cancel_reason: Option<String>,
}

/// The kind of document in the address; anything else is not found.
#[derive(Clone, Copy, Debug)]
pub(super) struct PathKind(Kind);

impl FromRequestParts<crate::app::App> for PathKind {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &crate::app::App) -> Result<Self, Problem> {
        let text = axum::extract::Path::<String>::from_request_parts(parts, app).await.ok();
        let kind = text.and_then(|axum::extract::Path(text)| Kind::parse(&text));
        kind.map(Self).ok_or_else(Problem::not_found)
    }
}

/// Returns the day with a number of days since 1970-01-01.
fn day_of(number: i64) -> Date {
    doorstep_schema::moment::plus_days(date(1970, 1, 1), number)
}

/// Tells faults of a template as violations of a field, each with its line and column.
fn wrong(field: &str, faults: &[Fault]) -> Problem {
    let violation = |fault: &Fault| {
        let place = fault.line.zip(fault.column);
        let at = place
            .map_or_else(|| field.to_owned(), |(line, column)| format!("{field}[{line}:{column}]"));
        let hint = if fault.hint.is_empty() { String::new() } else { format!(" ({})", fault.hint) };
        Violation::new(at, "not_a_template", format!("{}{hint}", fault.message))
    };
    Problem::invalid(faults.iter().map(violation).collect())
}

/// What is done with a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Doing {
    /// Draws it up, issues it, cancels it.
    Making,
    /// Looks at it when it was issued.
    Reading,
}

/// Demands that the caller may do something with a document of that kind about that; `visitor` is who made the visit.
async fn demand(
    tx: &mut Tx,
    caller: &Caller,
    doing: Doing,
    kind: Kind,
    about: &About,
    visitor: Option<WorkerId>,
) -> Result<(), Problem> {
    let (student, action) = match (kind, about) {
        (Kind::MonthlyReport, About::School(school, _)) => {
            let (_, region) = area::school(tx, *school).await?.ok_or_else(Problem::not_found)?;
            return caller.demand(Action::Export, &Resource::School(*school, &region));
        }
        (Kind::Order, About::Student(student)) => {
            let making = doing == Doing::Making;
            (*student, if making { Action::ServeNotice } else { Action::ReadStudent })
        }
        (Kind::CaseFile, About::Student(student)) => (*student, Action::Export),
        (Kind::VisitRecord, About::Visit(student, _)) => {
            let own = visitor == Some(caller.worker);
            (*student, if own { Action::ReadStudent } else { Action::Export })
        }
        _ => return Err(Problem::not_found()),
    };
    student::demand(tx, caller, action, student).await.map(|_| ())
}

/// Finds who made a visit.
async fn visitor_of(tx: &mut Tx, about: &About) -> Result<Option<WorkerId>, Problem> {
    let About::Visit(student, visit) = about else { return Ok(None) };
    if students::find(tx, &[*student]).await?.is_empty() {
        return Err(Problem::not_found());
    }
    let facts = crate::db::read::students::facts(tx, *student).await?;
    Ok(facts.into_iter().find(|(_, fact)| fact.id == *visit).map(|(_, fact)| fact.author))
}
