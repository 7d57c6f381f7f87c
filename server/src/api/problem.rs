//! Problems as HTTP answers, each with the id of its request.

use crate::app::App;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The header that carries a request's id both ways.
pub const REQUEST_ID: &str = "x-request-id";

/// Makes the answer; `stamp` adds the request's id later.
pub(super) fn answer_problem(problem: Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    let mut response = (status, kind, body).into_response();
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if status == StatusCode::UNAUTHORIZED {
        let scheme = HeaderValue::from_static("Bearer");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
    }
    response.extensions_mut().insert(problem);
    response
}

/// Gives every request an id, unless it brought a sensible one, and writes it into the answer.
pub(super) async fn stamp(State(app): State<App>, request: Request, next: Next) -> Response {
    let brought = request.headers().get(REQUEST_ID).filter(|id| {
        (1..=64).contains(&id.len())
            && id.as_bytes().iter().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(b))
    });
    let id = brought.cloned().or_else(|| {
        let id = app.chance::<8>().map(u64::from_le_bytes).ok()?;
        HeaderValue::from_str(&format!("{id:016x}")).ok()
    });
    let mut response = next.run(request).await;
    let Some(id) = id else { return response };
    if let Some(mut problem) = response.extensions_mut().remove::<Problem>() {
        problem.request_id = id.to_str().ok().map(Box::from);
        let mut answer = answer_problem(problem);
        // Where an upload stands is told with what was refused.
        let kept = response.headers().iter().filter(|(name, _)| is_of_uploads(name.as_str()));
        answer.headers_mut().extend(kept.map(|(name, value)| (name.clone(), value.clone())));
        response = answer;
    }
    // "Nothing is new" is most of what phones hear: it stays as short as it can be.
    if response.status() != StatusCode::NO_CONTENT {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

fn is_of_uploads(header: &str) -> bool {
    header.starts_with("tus-") || header.starts_with("upload-")
}

/// Answers a method that an address does not have.
pub(super) async fn no_such_method() -> Problem {
    Problem::method_not_allowed()
}
