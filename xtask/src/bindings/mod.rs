//! `cargo xtask bindings`: the phone's core for Python and Swift, tried.

pub(crate) mod python;
pub(crate) mod swift;
