//! The core in a browser: its requests and its encrypted database in the browser's private files.
//!
//! Everything here runs in one dedicated worker; on other targets than the browser the crate is empty.

#![cfg(all(target_family = "wasm", target_os = "unknown"))]

mod core;
mod pool;
mod stretch;
mod thrown;

pub use core::{Core, Said};
pub use stretch::stretch;
