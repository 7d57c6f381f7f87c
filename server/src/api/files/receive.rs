//! `PATCH /v1/files/{id}`: takes bytes of an upload from where it stands.

use super::demand_version;
use super::headers::{self, number};
use crate::acts::uploads::{self, Checksum, Piece, Refused, too_long};
use crate::api::extract::{PathId, nothing};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::uploads::Upload;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;

/// Answers 204 with the new offset when everything up to it is durable.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    id: PathId,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let checked = check(&app, &caller, id, &parts.headers).await;
    let received = match checked {
        Ok((upload, offset, checksum)) => {
            let piece = Piece { offset, checksum, bytes: headers::pieces(body) };
            uploads::receive(&app, upload, piece).await
        }
        Err(refused) => {
            headers::read_away(body).await;
            Err(refused)
        }
    };
    Ok(match received {
        Ok(upload) => {
            let mut response = nothing();
            headers::stamp(&mut response, &upload);
            response
        }
        Err(refused) => headers::refused(refused),
    })
}

async fn check(
    app: &App,
    caller: &Caller,
    id: PathId,
    headers: &HeaderMap,
) -> Result<(Upload, u64, Option<Checksum>), Refused> {
    demand_version(headers)?;
    let upload = uploads::find(app, caller.worker, id.upload()).await?;
    if !headers::has_bytes(headers) {
        let detail = format!("the bytes of a file are {}", super::BYTES);
        return Err(Problem::unsupported(detail).into());
    }
    let offset = number(headers, "Upload-Offset")?;
    let offset = offset.ok_or_else(|| Problem::parameter("Upload-Offset", "must be given"))?;
    if offset != upload.received {
        return Err(Refused::conflict(upload.received));
    }
    let length = number(headers, "Content-Length")?.unwrap_or_default();
    if offset.saturating_add(length) > upload.bytes {
        return Err(too_long(upload.bytes).into());
    }
    Ok((upload, offset, headers::checksum(headers)?))
}
