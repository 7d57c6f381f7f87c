//! `GET /metrics`: counts and times for Prometheus.

use crate::telemetry::metrics;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

/// Answers Prometheus' text form.
pub(super) async fn handle() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metrics::render()).into_response()
}
