//! An edition read back: its definition, as a workbook, as XML.

use crate::api::extract::Format;
use crate::app::App;
use crate::aside::aside;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::forms::{self, Edition};
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use doorstep_forms::{xforms, xlsform};
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::form::Form;

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Reads an edition's number; anything else is not found.
pub(super) fn number(text: &str) -> Result<u32, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// Finds an edition that the caller may see: one that was published, or any for who manages forms.
pub(super) async fn find(
    tx: &mut Tx,
    caller: &Caller,
    form: &str,
    edition: u32,
) -> Result<Edition, Problem> {
    let manages = caller.may(Action::ManageForms, &Resource::Region(&caller.county));
    let found = forms::find(tx, caller.county, form, edition).await?;
    found.filter(|found| manages || found.is_published).ok_or_else(Problem::not_found)
}

async fn read(
    app: &App,
    caller: &Caller,
    (form, edition): (String, String),
) -> Result<Form, Problem> {
    let mut tx = app.db.read().await?;
    let edition = find(&mut tx, caller, &form, number(&edition)?).await?;
    edition.publication.read().map_err(|error| {
        tracing::error!(%error, "a stored form does not read");
        Problem::internal()
    })
}

/// Answers the definition.
pub(in crate::api) async fn definition(
    State(app): State<App>,
    caller: Caller,
    Path(which): Path<(String, String)>,
    format: Format,
) -> Result<Response, Problem> {
    Ok(format.answer(&read(&app, &caller, which).await?))
}

/// Answers the edition as an XLSX workbook.
pub(in crate::api) async fn workbook(
    State(app): State<App>,
    caller: Caller,
    Path(which): Path<(String, String)>,
) -> Result<Response, Problem> {
    let form = read(&app, &caller, which).await?;
    let id = form.id.clone();
    let written = aside(move || xlsform::write(&form)).await?;
    let written = written.map_err(|error| unwritable(&error.to_string()))?;
    Ok(file(&id, "xlsx", WORKBOOK, written.workbook))
}

/// Answers the edition as `XForms` XML.
pub(in crate::api) async fn xml(
    State(app): State<App>,
    caller: Caller,
    Path(which): Path<(String, String)>,
) -> Result<Response, Problem> {
    let form = read(&app, &caller, which).await?;
    let id = form.id.clone();
    let written = aside(move || xforms::write(&form)).await?;
    let written = written.map_err(|error| unwritable(&error.to_string()))?;
    Ok(file(&id, "xml", "application/xml", written.into_bytes()))
}

fn unwritable(reason: &str) -> Problem {
    Problem::new(409, "unwritable", "The form can't be written in this format", reason)
}

/// An id may hold letters that a header can't; they are left out of the file's name.
fn file(id: &str, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let plain: String = id.chars().filter(char::is_ascii_graphic).collect();
    let name = if plain.is_empty() { "form" } else { &plain };
    let disposition = format!("attachment; filename=\"{name}.{ending}\"");
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}
