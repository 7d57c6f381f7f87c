//! `OPTIONS /v1/files`: what of tus is spoken here.

use super::{TUS_VERSION, VERSION, max_bytes};
use crate::acts::uploads::Checksum;
use crate::api::extract::nothing;
use axum::http::HeaderValue;
use axum::response::Response;

/// Answers version, extensions and limits; everybody may ask.
pub(super) async fn handle() -> Response {
    let mut response = nothing();
    let headers = response.headers_mut();
    headers.insert(TUS_VERSION, VERSION);
    let extensions = "creation,creation-with-upload,expiration,checksum,termination";
    headers.insert("tus-extension", HeaderValue::from_static(extensions));
    headers.insert("tus-max-size", HeaderValue::from(max_bytes()));
    headers.insert("tus-checksum-algorithm", HeaderValue::from_static(Checksum::ALGORITHMS));
    response
}
