//! The HTTP API: one file for each endpoint, put together here.

mod answers;
mod audit;
mod board;
mod cases;
mod desk;
mod devices;
mod evidence;
mod exports;
pub mod extract;
mod facts;
mod files;
mod follow_ups;
mod forms;
mod health;
mod identity;
mod imports;
mod indicators;
mod ledgers;
mod limits;
mod live;
mod me;
mod metrics;
mod moves;
mod office;
pub mod openapi;
mod openrosa;
mod overdue;
mod papers;
mod parameters;
pub mod problem;
mod pull;
mod push;
mod queue;
mod refresh;
mod regions;
mod removals;
mod results;
mod retention;
mod roll_over;
mod rules;
mod schools;
mod sign_in;
mod sign_out;
mod student;
mod students;
mod trend;
mod web;
mod workers;

use crate::app::App;
use crate::limits::Limits;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::routing::{delete, get, patch, post, put};
pub use board::Answer as Board;
pub use exports::{Plan, Wish};
use std::sync::Arc;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
pub use trend::Point as Past;

/// Assembles every endpoint.
pub fn router(app: App) -> Router {
    let applications = web::Applications::new(&app.settings.web);
    // Collect and its kin offer gzip; what they hear is short, and stays as it is.
    let collect = openrosa::routes(&app)
        .method_not_allowed_fallback(problem::no_such_method)
        .layer(compression(false));
    Router::new()
        .merge(sync())
        .merge(worked())
        .merge(evidence())
        .merge(files::routes())
        .method_not_allowed_fallback(problem::no_such_method)
        .fallback(move |request: Request| applications.clone().answer(request))
        .layer(compression(true))
        .merge(collect)
        .layer(DefaultBodyLimit::max(app.settings.max_body_bytes))
        .layer(axum::middleware::from_fn(web::keep_out_of_caches))
        .layer(axum::middleware::from_fn_with_state(app.clone(), openrosa::speak))
        .layer(axum::middleware::from_fn_with_state(app.clone(), problem::stamp))
        .with_state(app)
}

/// Compresses answers as the caller can read them: zstd for phones and most browsers, gzip for the rest. What comes
/// compressed from a file is left as it is.
fn compression(gzip: bool) -> CompressionLayer<impl Predicate> {
    CompressionLayer::new()
        .gzip(gzip)
        .quality(CompressionLevel::Precise(3))
        // Pictures are small already, and a part of one is a part of its own bytes. Events must not wait for more.
        .compress_when(
            SizeAbove::new(512).and(NotForContentType::IMAGES).and(NotForContentType::SSE),
        )
}

/// Assembles every endpoint behind the limits, with logs and metrics, as it is served.
pub fn guarded(app: App, limits: Arc<Limits>) -> Router {
    limits::around(router(app.clone()), app, limits)
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

/// Everything that is worked at a desk: queues, boards, indicators, rosters, accounts.
fn worked() -> Router<App> {
    Router::new()
        .route("/metrics", get(metrics::handle))
        .route("/v1/openapi.json", get(openapi::handle))
        .route("/v1/follow-ups/bulk", post(follow_ups::bulk))
        .route("/v1/follow-ups/{id}/accept", post(follow_ups::accept))
        .route("/v1/follow-ups/{id}/done", post(follow_ups::done))
        .route("/v1/follow-ups/{id}/send-back", post(follow_ups::send_back))
        .route("/v1/follow-ups/{id}/reassign", post(follow_ups::reassign))
        .route("/v1/students/{id}/facts", post(facts::record))
        .route("/v1/facts/{id}/retract", post(facts::retract))
        .route("/v1/moves", get(moves::list).post(moves::add))
        .route("/v1/imports/{kind}", post(imports::handle))
        .route("/v1/imports/{kind}/template.xlsx", get(imports::begun))
        .route("/v1/workers", get(workers::list).post(workers::add))
        .route("/v1/workers/{id}", get(workers::whole).patch(workers::change))
        .route("/v1/workers/{id}/password", post(workers::renew))
        .route("/v1/workers/{id}/assignments", post(workers::assign))
        .route("/v1/workers/{id}/assignments/{assignment}", delete(workers::unassign))
        .route("/v1/roster", get(schools::roster))
        .route("/v1/schools/{id}", patch(schools::change))
        .route("/v1/schools/{id}/classes", get(schools::of_school).post(schools::add_class))
        .route("/v1/roll-over", post(roll_over::handle))
        .route("/v1/roll-over/waiting", get(roll_over::waiting))
        .route("/v1/retention", get(retention::handle))
        .route("/v1/devices", get(devices::list))
        .route("/v1/devices/{id}/revoke", post(devices::revoke))
        .route("/v1/audit", get(audit::list))
        .route("/v1/rules", get(rules::held))
        .route("/v1/rules/trial", post(rules::tried))
        .merge(documents())
        .merge(forms())
        .merge(reading())
}

/// Documents and their templates.
fn documents() -> Router<App> {
    Router::new()
        .route("/v1/papers", get(papers::list).post(papers::add))
        .route("/v1/papers/{id}", get(papers::one))
        .route("/v1/papers/{id}/pages", get(papers::pages))
        .route("/v1/papers/{id}/paper.pdf", get(papers::pdf))
        .route("/v1/papers/{id}/cancel", post(papers::cancel))
        .route("/v1/paper-templates", get(papers::templates))
        .route("/v1/paper-templates/{paper}", get(papers::held).put(papers::put))
        .route("/v1/paper-templates/{paper}/try", post(papers::tried))
}

/// Forms: taken in, opened to people, read back.
fn forms() -> Router<App> {
    Router::new()
        .route("/v1/forms", get(forms::list).post(forms::add))
        .route("/v1/forms/{form}/{edition}", get(forms::definition))
        .route("/v1/forms/{form}/results.csv", get(results::handle))
        .route("/v1/forms/{form}/results.xlsx", get(results::handle))
        .route("/v1/forms/{form}/results.geojson", get(results::handle))
        .route("/v1/students/{id}/answers/{fact}", get(answers::handle))
        .route("/v1/forms/{form}/{edition}/audience", put(forms::publish))
        .route("/v1/forms/{form}/{edition}/form.xlsx", get(forms::workbook))
        .route("/v1/forms/{form}/{edition}/form.xml", get(forms::xml))
}

/// Evidence photos: what is known about them, the pictures, and what is done with them.
fn evidence() -> Router<App> {
    Router::new()
        .route("/v1/evidence", get(evidence::list))
        .route("/v1/evidence/{id}", get(evidence::one))
        .route("/v1/evidence/{id}/photo", get(evidence::photo))
        .route("/v1/evidence/{id}/thumb", get(evidence::thumb))
        .route("/v1/evidence/{id}/bundle.zip", get(evidence::bundle))
        .route("/v1/evidence/{id}/explanation", post(evidence::explain))
        .route("/v1/students/{id}/erase-photos", post(evidence::erase))
}

/// Everything that is looked at from a desk.
fn reading() -> Router<App> {
    Router::new()
        .route("/v1/queue", get(queue::handle))
        .route("/v1/overdue", get(overdue::handle))
        .route("/v1/follow-ups", get(follow_ups::list))
        .route("/v1/board", get(board::handle))
        .route("/v1/board/trend", get(trend::handle))
        .route("/v1/students", get(students::handle))
        .route("/v1/students/{id}", get(student::handle))
        .route("/v1/students/{id}/identity", get(identity::handle))
        .route("/v1/ledgers", get(ledgers::all))
        .route("/v1/ledgers/{ledger}", get(ledgers::one))
        .route("/v1/cases/{id}", get(cases::handle))
        .route("/v1/indicators", get(indicators::handle))
        .route("/v1/indicators/{key}/children", get(indicators::children))
        .route("/v1/regions", get(regions::handle))
        .route("/v1/regions.geojson", get(regions::shapes))
        .route("/v1/schools", get(regions::schools).post(schools::add))
        .route("/v1/live", get(live::handle))
        .route("/v1/exports", get(exports::jobs::list).post(exports::jobs::add))
        .route("/v1/exports/columns", get(exports::columns))
        .route("/v1/exports/{id}", get(exports::jobs::one).delete(exports::jobs::remove))
        .route("/v1/exports/{id}/file", get(exports::jobs::file))
        .route("/v1/exports/queue.csv", get(exports::handle))
        .route("/v1/exports/queue.xlsx", get(exports::handle))
        .route("/v1/exports/board.csv", get(exports::handle))
        .route("/v1/exports/board.xlsx", get(exports::handle))
}

#[cfg(test)]
pub(crate) mod testing {
    //! What tests of other rooms make as tests of endpoints do.
    pub(crate) use super::ledgers::tests::children;
}
#[cfg(test)]
mod tests;
