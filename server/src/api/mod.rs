//! The HTTP API: one file for each endpoint, put together here.

pub mod extract;
mod health;
mod me;
pub mod problem;
mod pull;
mod push;
mod refresh;
mod removals;
mod sign_in;
mod sign_out;

use crate::app::App;
use axum::Router;
use axum::routing::{get, post};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;

/// Assembles every endpoint.
pub fn router(app: App) -> Router {
    let compression = CompressionLayer::new()
        .no_gzip()
        .quality(CompressionLevel::Precise(3))
        .compress_when(SizeAbove::new(512));
    Router::new()
        .merge(sync())
        .method_not_allowed_fallback(problem::no_such_method)
        .fallback(problem::no_such_address)
        .layer(compression)
        .layer(axum::middleware::from_fn_with_state(app.clone(), problem::stamp))
        .with_state(app)
}

/// Signing in, and everything that a phone needs to sync.
fn sync() -> Router<App> {
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/v1/sign-in", post(sign_in::handle))
        .route("/v1/refresh", post(refresh::handle))
        .route("/v1/sign-out", post(sign_out::handle))
        .route("/v1/me", get(me::handle))
        .route("/v1/push", post(push::handle))
        .route("/v1/pull", get(pull::handle))
        .route("/v1/removals", post(removals::handle))
}
