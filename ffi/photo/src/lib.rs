//! The photo work of the browser app, alone in a module of its own.
//!
//! It needs much memory for a moment and a browser never takes memory back from a module, so that a worker runs this for
//! one photo and is thrown away.

mod told;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub mod web;

pub use told::{Told, prepare};
