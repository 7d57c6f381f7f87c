//! OpenRosa: forms for ODK Collect and its kin, and the filled forms that they send.
//!
//! The addresses are described by OpenRosa's own specifications (Form Discovery, Form Submission, HTTP), so the OpenAPI
//! document leaves `/openrosa/` out.

mod answer;
mod base;
mod client;
mod form;
mod form_list;
mod lists;
mod media;
mod parts;
mod record;
mod store;
mod submission;

use crate::app::App;
use crate::auth::basic::CHALLENGE;
use crate::problem::Problem;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::{get, head};
use doorstep_schema::moment::{Clock, Moment};

/// What every address begins with.
const PREFIX: &str = "/openrosa/";
/// Where filled forms are sent.
const SUBMISSION: &str = "/openrosa/submission";
/// The header that says which OpenRosa is spoken.
const VERSION: HeaderName = HeaderName::from_static("x-openrosa-version");
/// The header that says how much one request with a filled form may hold.
const ACCEPTS: HeaderName = HeaderName::from_static("x-openrosa-accept-content-length");

/// Forms out, filled forms in.
pub(super) fn routes(app: &App) -> Router<App> {
    let most = DefaultBodyLimit::max(app.settings.openrosa.submission_bytes);
    Router::new()
        .route("/openrosa/formList", get(form_list::handle))
        .route("/openrosa/forms/{form}/{edition}/form.xml", get(form::xml))
        .route("/openrosa/forms/{form}/{edition}/manifest.xml", get(form::manifest))
        .route("/openrosa/forms/{form}/{edition}/media/{file}", get(media::handle))
        .route(SUBMISSION, head(submission::ready).post(submission::take).layer(most))
}

/// Says what goes wrong here in OpenRosa's words, and puts its headers on every answer.
pub(super) async fn speak(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let (ours, submission) = (path.starts_with(PREFIX), path == SUBMISSION);
    let mut response = next.run(request).await;
    if !ours {
        return response;
    }
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = refused(&problem);
    }
    let headers = response.headers_mut();
    headers.insert(VERSION, HeaderValue::from_static("1.0"));
    if let Ok(date) = HeaderValue::from_str(&http_date(app.now())) {
        headers.insert(header::DATE, date);
    }
    if submission {
        headers.insert(ACCEPTS, HeaderValue::from(app.settings.openrosa.submission_bytes));
    }
    response
}

/// Answers a problem: the client shows its words and keeps the form.
fn refused(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = answer::message(status, &problem.detail);
    let headers = response.headers_mut();
    if let Some(seconds) = problem.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(CHALLENGE));
    }
    response
}

/// Writes a moment as HTTP does (RFC 9110, 5.6.7).
fn http_date(at: Moment) -> String {
    Clock { offset_minutes: 0 }.civil(at).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests;
