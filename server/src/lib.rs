//! The Doorstep server: HTTP API, acts, jobs and database of an education authority.

pub mod acts;
pub mod api;
pub mod app;
mod aside;
pub mod auth;
pub mod blobs;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod exports;
pub mod imports;
pub mod jobs;
pub mod limits;
pub mod problem;
pub mod scopes;
pub mod serve;
pub mod telemetry;
#[cfg(any(test, feature = "testing"))]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
pub mod testing;
pub mod tls;
