//! `GET /v1/evidence/{id}/photo` and `/thumb`: the picture, whole or a range of it, to those who may see it.

use super::super::extract::PathId;
use super::find;
use crate::acts::evidence::refused_since;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::evidence::Row;
use crate::db::read::evidence as read;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use doorstep_schema::access::Action;
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::FileState;
use doorstep_schema::id::StudentId;
use doorstep_schema::region::RegionCode;
use http_range_header::parse_range_header;
use std::ops::Range;
use uuid::Uuid;

/// Answers the photo; each look is logged.
pub(in crate::api) async fn photo(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (row, county) = may_see(&app, &caller, id).await?;
    let answer = picture(&app, county, &row.photo, &headers).await?;
    if answer.status().is_success() {
        let mut tx = app.db.write().await?;
        let event = Event {
            county,
            at: app.now(),
            worker: Some(caller.worker),
            device: Some(caller.device),
            action: Action::ReadPhoto.as_str(),
            resource: format!("evidence:{id}"),
            detail: String::new(),
        };
        audit::append(&mut tx, &event).await?;
        tx.commit().await?;
    }
    Ok(answer)
}

/// Answers the thumbnail.
pub(in crate::api) async fn thumb(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (row, county) = may_see(&app, &caller, id).await?;
    let thumb = row.thumb.as_ref().ok_or_else(not_here)?;
    picture(&app, county, thumb, &headers).await
}

/// Finds a photo that the caller may see and that no guardian refused.
async fn may_see(app: &App, caller: &Caller, id: Uuid) -> Result<(Row, RegionCode), Problem> {
    let mut tx = app.db.read().await?;
    let row = find(&mut tx, caller, Action::ReadPhoto, id).await?;
    let county = RegionCode::parse(&row.county).map_err(|_| Problem::internal())?;
    if let Some(student) = row.student.map(StudentId)
        && refused_since(&mut tx, &app.rules, county, student, app.now()).await?.is_some()
    {
        return Err(Problem::new(
            404,
            "held_back",
            "The photo is held back",
            "a guardian refused photos of the child; it is shown to nobody",
        ));
    }
    Ok((row, county))
}

fn not_here() -> Problem {
    let detail =
        "the file has not arrived, is missing, or was deleted; the photo's record tells which";
    Problem::new(404, "photo_not_here", "The photo is not here", detail)
}

/// Answers a stored file, or the part of it that is asked for.
async fn picture(
    app: &App,
    county: RegionCode,
    sha256: &[u8],
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let state = read::file(&mut tx, county.as_str(), sha256).await?;
    drop(tx);
    let sha256 = Digest::from_slice(sha256).ok_or_else(Problem::internal)?;
    if state != FileState::Whole {
        return Err(not_here());
    }
    // The content's own hash: a picture never changes under its address.
    let tag = format!("\"{sha256}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known
        .is_some_and(|tags| tags.split(',').any(|known| known.trim() == tag || known.trim() == "*"))
    {
        return Ok(with_headers(StatusCode::NOT_MODIFIED, &tag, Vec::new(), None));
    }
    let size = app.files.size(county, sha256).await?.ok_or_else(not_here)?;
    match asked(headers, &tag, size) {
        Asked::Whole => {
            let bytes = app.files.get(county, sha256).await?.ok_or_else(not_here)?;
            Ok(with_headers(StatusCode::OK, &tag, bytes.to_vec(), None))
        }
        Asked::Part(range) => {
            let bytes = app.files.range(county, sha256, range.clone()).await?;
            let bytes = bytes.ok_or_else(not_here)?;
            let place = format!("bytes {}-{}/{size}", range.start, range.end - 1);
            Ok(with_headers(StatusCode::PARTIAL_CONTENT, &tag, bytes.to_vec(), Some(place)))
        }
        Asked::Nothing => {
            let detail = format!("the picture has {size} bytes");
            let mut answer =
                Problem::new(416, "bad_range", "The range cannot be had", detail).into_response();
            if let Ok(value) = HeaderValue::from_str(&format!("bytes */{size}")) {
                answer.headers_mut().insert(header::CONTENT_RANGE, value);
            }
            Ok(answer)
        }
    }
}

/// What part of the file a request asks for.
enum Asked {
    Whole,
    Part(Range<u64>),
    Nothing,
}

/// Reads `Range` and `If-Range`; several ranges at once get the whole, as RFC 9110 allows.
fn asked(headers: &HeaderMap, tag: &str, size: u64) -> Asked {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let Some(range) = text(header::RANGE) else { return Asked::Whole };
    if text(header::IF_RANGE).is_some_and(|known| known != tag) {
        return Asked::Whole;
    }
    let Ok(parsed) = parse_range_header(range) else { return Asked::Whole };
    match parsed.validate(size) {
        Ok(ranges) => match ranges.as_slice() {
            [one] => Asked::Part(*one.start()..one.end() + 1),
            _ => Asked::Whole,
        },
        Err(_) => Asked::Nothing,
    }
}

fn with_headers(status: StatusCode, tag: &str, body: Vec<u8>, range: Option<String>) -> Response {
    let mut answer = (
        status,
        [
            (header::CONTENT_TYPE, "image/jpeg"),
            // For this person only, and asked again each time: consent may be withdrawn.
            (header::CACHE_CONTROL, "private, no-cache"),
            (header::ACCEPT_RANGES, "bytes"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::CONTENT_DISPOSITION, "inline"),
        ],
        body,
    )
        .into_response();
    let headers = answer.headers_mut();
    if let Ok(value) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, value);
    }
    if let Some(value) = range.and_then(|range| HeaderValue::from_str(&range).ok()) {
        headers.insert(header::CONTENT_RANGE, value);
    }
    answer
}
