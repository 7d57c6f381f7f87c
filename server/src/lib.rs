//! The Doorstep server: HTTP API, acts, jobs and database of an education authority.

pub mod acts;
pub mod api;
pub mod app;
pub mod auth;
pub mod clock;
pub mod db;
pub mod jobs;
pub mod problem;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
