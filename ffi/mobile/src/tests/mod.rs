//! The face over a real store, on a platform that the tests can break.

mod core;
mod kit;
mod shell;
mod sync;
