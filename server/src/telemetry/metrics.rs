//! Metrics for Prometheus: requests by route and status, their times, what limits refused.

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;
use std::time::Duration;

/// The times that requests are sorted into, in seconds.
const BUCKETS: [f64; 12] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts collecting; the process has one collection however often it is asked.
fn handle() -> Option<&'static PrometheusHandle> {
    let start = || {
        let builder = PrometheusBuilder::new();
        let times = Matcher::Full("doorstep_request_seconds".to_owned());
        builder.set_buckets_for_metric(times, &BUCKETS).ok()?.install_recorder().ok()
    };
    HANDLE.get_or_init(start).as_ref()
}

/// Starts collecting.
pub fn start() {
    let _ = handle();
}

/// Writes everything collected in Prometheus' text form.
#[must_use]
pub fn render() -> String {
    handle().map(PrometheusHandle::render).unwrap_or_default()
}

/// Tidies what was collected; to be called every few seconds.
pub fn tidy() {
    if let Some(handle) = handle() {
        handle.run_upkeep();
    }
}

/// Counts an answered request.
pub fn answered(method: &str, route: &str, status: u16, took: Duration) {
    let labels = [
        ("method", method.to_owned()),
        ("route", route.to_owned()),
        ("status", status.to_string()),
    ];
    metrics::counter!("doorstep_requests_total", &labels).increment(1);
    let labels = [("method", method.to_owned()), ("route", route.to_owned())];
    metrics::histogram!("doorstep_request_seconds", &labels).record(took.as_secs_f64());
}

/// Counts a request that a limit refused.
pub fn refused(limit: &'static str) {
    metrics::counter!("doorstep_refused_total", "limit" => limit).increment(1);
}
