//! Resumable uploads of photos and thumbnails, tus 1.0.0: <https://tus.io/protocols/resumable-upload>.

mod begin;
mod end;
mod headers;
mod offer;
mod receive;
mod stands;

use crate::app::App;
use crate::auth::caller::Caller;
use crate::problem::Problem;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{head, options};
use doorstep_schema::fact::MAX_PHOTO;
use std::time::Duration;

/// The version of the protocol.
const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
/// The media type of the bytes of a file.
const BYTES: &str = "application/offset+octet-stream";
/// The address below which uploads are exempt from the limits on bodies and time; they have their own.
pub(super) const ADDRESS: &str = "/v1/files";
/// How long one request of an upload may take in all.
pub(super) const PATIENCE: Duration = Duration::from_mins(31);

/// Assembles the endpoints.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/v1/files", options(offer::handle).post(begin::handle))
        .route(
            "/v1/files/{id}",
            head(stands::handle)
                .patch(receive::handle)
                .delete(end::handle)
                .options(offer::handle)
                .post(overridden),
        )
        .layer(from_fn(speak))
}

/// Says the version in every answer, and which there are where the request's was another.
async fn speak(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status() == StatusCode::PRECONDITION_FAILED {
        response.headers_mut().insert(TUS_VERSION, VERSION);
    }
    response.headers_mut().insert(TUS_RESUMABLE, VERSION);
    response
}

/// Demands the version that is spoken here.
fn demand_version(headers: &HeaderMap) -> Result<(), Problem> {
    if headers.get(TUS_RESUMABLE) == Some(&VERSION) {
        return Ok(());
    }
    let detail = "Tus-Resumable must be 1.0.0";
    Err(Problem::new(412, "tus_version", "The version is not spoken here", detail))
}

/// Answers `POST` in place of the method that `X-HTTP-Method-Override` names.
async fn overridden(
    State(app): State<App>,
    caller: Caller,
    id: super::extract::PathId,
    request: Request,
) -> Result<Response, Problem> {
    let method = request.headers().get("x-http-method-override");
    let method = method.and_then(|m| m.to_str().ok()).unwrap_or_default().to_ascii_uppercase();
    let headers = request.headers().clone();
    match method.as_str() {
        "PATCH" => receive::handle(State(app), caller, id, request).await,
        "DELETE" => end::handle(State(app), caller, id, headers).await,
        "HEAD" => stands::handle(State(app), caller, id, headers).await,
        _ => {
            demand_version(&headers)?;
            crate::acts::uploads::find(&app, caller.worker, id.upload()).await?;
            Ok(Problem::method_not_allowed().into_response())
        }
    }
}

/// Returns the most bytes of a file.
const fn max_bytes() -> u64 {
    MAX_PHOTO
}

#[cfg(test)]
mod tests;
