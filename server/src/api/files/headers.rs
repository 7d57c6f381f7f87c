//! The headers of tus, read and written.

use super::{UPLOAD_EXPIRES, UPLOAD_OFFSET};
use crate::acts::uploads::{Checksum, Pieces, Refused};
use crate::db::uploads::Upload;
use crate::problem::Problem;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use doorstep_schema::digest::Digest;
use futures_util::StreamExt as _;
use std::time::Duration;

/// Reads a header that holds a whole number.
pub(super) fn number(headers: &HeaderMap, name: &'static str) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    let digits = value.to_str().ok().filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
    let number = digits.and_then(|text| text.parse().ok());
    number.map(Some).ok_or_else(|| Problem::parameter(name, "is a whole number"))
}

/// Reads the SHA-256 out of `Upload-Metadata`, where other keys are passed over.
pub(super) fn sha256(headers: &HeaderMap) -> Result<Digest, Problem> {
    const NAME: &str = "Upload-Metadata";
    let bad = |message: &str| Problem::parameter(NAME, message);
    let text = headers.get(NAME).ok_or_else(|| bad("must hold sha256"))?;
    let text = text.to_str().map_err(|_| bad("is no text"))?;
    let mut found = None;
    for pair in text.split(',') {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let value = STANDARD.decode(value.trim());
        let value = value.map_err(|_| bad("holds a value that is no base64"))?;
        if key == "sha256" {
            let digits = std::str::from_utf8(&value).ok().and_then(Digest::parse);
            let digits = digits.ok_or_else(|| {
                bad("holds a sha256 that is not 64 hexadecimal digits in lower case")
            })?;
            if found.replace(digits).is_some() {
                return Err(bad("holds sha256 twice"));
            }
        }
    }
    found.ok_or_else(|| bad("must hold sha256"))
}

/// Reads `Upload-Checksum`.
pub(super) fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, Problem> {
    const NAME: &str = "Upload-Checksum";
    let Some(value) = headers.get(NAME) else { return Ok(None) };
    let text = value.to_str().map_err(|_| Problem::parameter(NAME, "is no text"))?;
    Checksum::parse(text).map(Some).map_err(|message| Problem::parameter(NAME, message))
}

/// Tells whether the body holds bytes of a file.
pub(super) fn has_bytes(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| {
        kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(super::BYTES)
    })
}

/// Makes a stream of the body's bytes that says when the connection broke off.
pub(super) fn pieces(body: Body) -> Pieces {
    body.into_data_stream().map(Result::ok).boxed()
}

/// Reads away what a refused request still sends, within bounds: a client that is cut off while it sends may never see the
/// answer.
pub(super) async fn read_away(body: Body) {
    let mut bytes = body.into_data_stream();
    let all = async {
        let mut left = super::max_bytes() + (64 << 10);
        while let Some(Ok(more)) = bytes.next().await {
            let Some(less) = left.checked_sub(more.len() as u64) else { break };
            left = less;
        }
    };
    // Whoever is slower than this gets the answer all the same.
    let _ = tokio::time::timeout(Duration::from_secs(5), all).await;
}

/// Writes where an upload stands and when it expires into an answer.
pub(super) fn stamp(response: &mut Response, upload: &Upload) {
    let headers = response.headers_mut();
    headers.insert(UPLOAD_OFFSET, HeaderValue::from(upload.received));
    let at = jiff::Timestamp::from_millisecond(upload.expires_at.ms()).unwrap_or_default();
    let at = at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(at) = HeaderValue::from_str(&at) {
        headers.insert(UPLOAD_EXPIRES, at);
    }
}

/// Answers what was refused, with the offset to go on from where another was given.
pub(super) fn refused(refused: Refused) -> Response {
    let mut response = (*refused.problem).into_response();
    if let Some(offset) = refused.stands_at {
        response.headers_mut().insert(UPLOAD_OFFSET, HeaderValue::from(offset));
    }
    response
}
