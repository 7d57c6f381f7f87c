//! `GET /openrosa/forms/{form}/{edition}/media/{file}`: a file that a form uses.

use super::client::Client;
use super::{form, lists};
use crate::app::App;
use crate::aside::aside;
use crate::problem::Problem;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use doorstep_forms::xlsform;

/// Answers the file: students and guardians as the worker may see them, the form's own lists as they are.
pub(super) async fn handle(
    State(app): State<App>,
    client: Client,
    Path((form, edition, file)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let found = form::published(&app, &client.caller, &form, &edition).await?;
    let prepared = aside(move || {
        let dressed = form::dressed(&found)?;
        let uses = dressed.files().any(|used| used == file);
        let list = lists::List::of(&file).filter(|_| uses);
        let own = found.read().map_err(|_| Problem::not_found())?;
        let bytes = if list.is_none() && uses {
            xlsform::write_attached(&own).ok().and_then(|mut files| files.remove(&file))
        } else {
            None
        };
        Ok::<_, Problem>((list, bytes))
    });
    let (list, bytes) = prepared.await??;
    let body = match (list, bytes) {
        (Some(list), _) => lists::stream(app, &client.caller, list),
        (None, Some(bytes)) => Body::from(bytes),
        (None, None) => return Err(Problem::not_found()),
    };
    let kind =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    Ok((kind, body).into_response())
}
