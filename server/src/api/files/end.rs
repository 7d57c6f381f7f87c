//! `DELETE /v1/files/{id}`: ends an upload; a file that is whole stays.

use super::demand_version;
use crate::acts::uploads;
use crate::api::extract::{PathId, nothing};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

/// Forgets the upload and its bytes.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    id: PathId,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    demand_version(&headers)?;
    let upload = uploads::find(&app, caller.worker, id.upload()).await?;
    uploads::end(&app, &upload).await?;
    Ok(nothing())
}
