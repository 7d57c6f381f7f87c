//! The phone's core for Kotlin, Swift and Python: one [`Core`], its views as records, and what a platform gives it.
//!
//! It decides nothing: every call is a request of `doorstep_face`, the same that a browser's worker makes.

#![expect(clippy::needless_pass_by_value, reason = "what comes from another language comes whole")]

mod acts;
mod bridge;
mod core;
mod drafts;
mod photos;
mod ports;
mod problem;
mod records;
mod session;
mod shell;
mod sync;
mod views;

pub use acts::*;
pub use bridge::*;
pub use core::*;
pub use drafts::*;
pub use photos::*;
pub use ports::*;
pub use problem::*;
pub use records::*;
pub use session::*;
pub use shell::*;
pub use sync::*;

#[cfg(test)]
mod tests;

uniffi::setup_scaffolding!();
