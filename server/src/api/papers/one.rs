//! `GET /v1/papers/{id}`, its pages and its PDF: what was issued, set again from what it was set from.

use super::{Doing, Paper, day_of, demand, visitor_of, wrong};
use crate::acts::papers::press::{Output, Wanted};
use crate::api::extract::{Format, PathId};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::audit::{self, Event};
use crate::db::papers;
use crate::db::read::papers as read;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use doorstep_schema::region::RegionCode;
use serde::Serialize;
use uuid::Uuid;

/// The pages of a document.
#[derive(Clone, Debug, Serialize)]
struct Pages {
    /// Each as SVG.
    pages: Vec<String>,
}

/// Finds a document that the caller may read.
async fn find(tx: &mut Tx, caller: &Caller, id: Uuid) -> Result<papers::Paper, Problem> {
    let paper = papers::find(tx, id).await?.ok_or_else(Problem::not_found)?;
    let (kind, about) = (paper.kind()?, paper.about()?);
    let visitor = visitor_of(tx, &about).await?;
    demand(tx, caller, Doing::Reading, kind, &about, visitor).await?;
    Ok(paper)
}

/// Answers what is known about a document.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    find(&mut tx, &caller, id).await?;
    let listed = read::one(&mut tx, id).await?.ok_or_else(Problem::not_found)?;
    Ok(format.answer(&Paper::try_from(listed)?))
}

/// Answers the pages.
pub(in crate::api) async fn pages(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    let (_, output) = set(&app, &caller, id, Wanted::Pages).await?;
    Ok(format.answer(&Pages { pages: output.pages() }))
}

/// Answers the PDF.
pub(in crate::api) async fn pdf(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    let (paper, output) = set(&app, &caller, id, Wanted::Pdf).await?;
    let Output::Pdf(bytes) = output else { return Err(Problem::internal()) };
    let name = format!("{}-{}.pdf", paper.kind, day_of(paper.day));
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// Sets a document again, and notes in the log that it was taken out.
async fn set(
    app: &App,
    caller: &Caller,
    id: Uuid,
    wanted: Wanted,
) -> Result<(papers::Paper, Output), Problem> {
    let mut tx = app.db.read().await?;
    let paper = find(&mut tx, caller, id).await?;
    let (template, data) = papers::source(&mut tx, id).await?.ok_or_else(Problem::not_found)?;
    drop(tx);
    let set = app.press.set(template, data, day_of(paper.day), wanted).await?;
    let output = set.map_err(|faults| wrong("template", &faults))?;
    let mut tx = app.db.write().await?;
    let event = Event {
        county: RegionCode::parse(&paper.county).map_err(|_| Problem::internal())?,
        at: app.now(),
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: "print_paper",
        resource: format!("paper:{id}"),
        detail: if wanted == Wanted::Pdf { "pdf" } else { "pages" }.to_owned(),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    Ok((paper, output))
}
