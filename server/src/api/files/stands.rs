//! `HEAD /v1/files/{id}`: where an upload stands.

use super::{UPLOAD_LENGTH, demand_version, headers};
use crate::acts::uploads;
use crate::api::extract::PathId;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// Answers offset and length, to whoever uploads.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    id: PathId,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    demand_version(&headers)?;
    let upload = uploads::find(&app, caller.worker, id.upload()).await?;
    let mut response = StatusCode::OK.into_response();
    headers::stamp(&mut response, &upload);
    response.headers_mut().insert(UPLOAD_LENGTH, HeaderValue::from(upload.bytes));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
