//! Layers around every endpoint: the request's id, its log line and metrics, rate limits, the timeout.

use super::problem::{self, REQUEST_ID};
use super::{files, openrosa, web};
use crate::app::App;
use crate::limits::{Limited, Limits, Tries};
use crate::problem::Problem;
use crate::telemetry::metrics;
use axum::Router;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

/// The address of sign-ins, which have a limit of their own.
const SIGN_IN: &str = "/v1/sign-in";

/// Puts the layers around the router.
pub(super) fn around(router: Router, app: App, limits: Arc<Limits>) -> Router {
    router
        .layer(from_fn_with_state((app.clone(), limits), limited))
        .layer(from_fn_with_state(app.clone(), openrosa::speak))
        .layer(from_fn_with_state(app.clone(), problem::stamp))
        .layer(from_fn(observed))
        .layer(from_fn_with_state(app, named))
}

/// Tells whether a caller's own id can be taken over, as `problem::stamp` does.
fn is_request_id(id: &HeaderValue) -> bool {
    let harmless = |b: &u8| b.is_ascii_alphanumeric() || b"-_".contains(b);
    (1..=64).contains(&id.len()) && id.as_bytes().iter().all(harmless)
}

/// Says that too much was asked from an address.
pub(super) fn too_many(wait: u64) -> Problem {
    let detail = format!("too much was asked from this address; try again in {wait} s");
    Problem {
        retryable: true,
        retry_after: Some(wait),
        ..Problem::new(429, "too_many_requests", "Too many requests", detail)
    }
}

/// Gives the request an id that the log line and the answer share.
async fn named(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if !request.headers().get(REQUEST_ID).is_some_and(is_request_id)
        && let Ok(bytes) = app.chance::<8>()
        && let Ok(id) = HeaderValue::from_str(&format!("{:016x}", u64::from_le_bytes(bytes)))
    {
        request.headers_mut().insert(REQUEST_ID, id);
    }
    next.run(request).await
}

/// Logs and counts the request by its route; what was asked for in particular is not logged.
async fn observed(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let id = request.headers().get(REQUEST_ID).cloned();
    let response = next.run(request).await;
    let took = started.elapsed();
    let status = response.status().as_u16();
    let of_app = response.extensions().get::<web::OfAnApplication>();
    let unmatched = of_app.map_or("none", |_| "file of an application");
    let route = route.as_ref().map_or(unmatched, MatchedPath::as_str);
    metrics::answered(method.as_str(), route, status, took);
    let request_id = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default();
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, micros, request_id, "answered");
    response
}

/// Refuses what is too much, and gives up what takes too long.
async fn limited(
    State((app, limits)): State<(App, Arc<Limits>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
    let forwarded = request.headers().get("x-forwarded-for").and_then(|v| v.to_str().ok());
    let caller = limits.caller(peer, forwarded);
    let path = request.uri().path();
    let of_app = web::is_for_file(&app.settings.web, request.method(), path);
    let any = (!of_app).then_some(Limited::Request);
    let sign_in = (path == SIGN_IN).then_some(Limited::SignIn);
    for what in [any, sign_in].into_iter().flatten() {
        if let Err(wait) = limits.take(what, caller) {
            metrics::refused(what.as_str());
            return too_many(wait).into_response();
        }
    }
    request.extensions_mut().insert(Tries { limits: limits.clone(), address: caller });
    // Uploads over a poor network take as long as they take; they have bounds of their own.
    let path = request.uri().path();
    let is_upload = path
        .strip_prefix(files::ADDRESS)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let patience = if is_upload { files::PATIENCE } else { limits.timeout };
    let answer = tokio::time::timeout(patience, next.run(request)).await;
    answer.unwrap_or_else(|_| {
        metrics::refused("timeout");
        Problem::busy(5).into_response()
    })
}
