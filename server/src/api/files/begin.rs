//! `POST /v1/files`: begins an upload, with its first bytes if they come along.

use super::headers::{self, number};
use super::{demand_version, max_bytes};
use crate::acts::uploads::{self, Piece, Refused, too_long};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::uploads::{State as Stands, Upload};
use crate::problem::Problem;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// Answers 201 with the upload's address; the same again where the device has begun it or the file is there.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let upload = match begin(&app, &caller, &parts.headers).await {
        Ok(upload) => upload,
        Err(problem) => {
            headers::read_away(body).await;
            return Err(problem);
        }
    };
    let upload = match first_bytes(&app, upload, &parts.headers, body).await {
        Ok(upload) => upload,
        Err(refused) => return Ok(headers::refused(refused)),
    };
    let mut response = StatusCode::CREATED.into_response();
    headers::stamp(&mut response, &upload);
    if let Ok(address) = HeaderValue::from_str(&format!("{}/{}", super::ADDRESS, upload.id)) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    Ok(response)
}

async fn begin(app: &App, caller: &Caller, headers: &HeaderMap) -> Result<Upload, Problem> {
    demand_version(headers)?;
    if headers.contains_key("upload-defer-length") {
        let message = "is not taken: say the length in Upload-Length";
        return Err(Problem::parameter("Upload-Defer-Length", message));
    }
    let length = number(headers, "Upload-Length")?.filter(|length| *length > 0);
    let length = length.ok_or_else(|| Problem::parameter("Upload-Length", "is 1 or more"))?;
    if length > max_bytes() {
        return Err(too_long(max_bytes()));
    }
    let sha256 = headers::sha256(headers)?;
    headers::checksum(headers)?;
    uploads::begin(app, caller, sha256, length).await
}

/// Takes the bytes that came along, unless the upload has some already.
async fn first_bytes(
    app: &App,
    upload: Upload,
    headers: &HeaderMap,
    body: Body,
) -> Result<Upload, Refused> {
    if !headers::has_bytes(headers) || upload.received > 0 || upload.state != Stands::Open {
        headers::read_away(body).await;
        return Ok(upload);
    }
    if number(headers, "Content-Length")?.is_some_and(|length| length > upload.bytes) {
        headers::read_away(body).await;
        return Err(too_long(upload.bytes).into());
    }
    let checksum = headers::checksum(headers)?;
    let piece = Piece { offset: 0, checksum, bytes: headers::pieces(body) };
    uploads::receive(app, upload, piece).await
}
