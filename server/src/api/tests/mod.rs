//! Endpoints over HTTP, on both databases.

mod desk;
