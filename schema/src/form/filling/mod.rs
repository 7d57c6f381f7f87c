//! A form being filled: compiled once, then answered step by step, every rule kept up to date.
//!
//! [`Compiled`] holds a form's expressions parsed, bound and ordered. [`Filling`] holds the answers of one filling; an
//! answer re-evaluates only what depends on it. Everything shown is a function of the answers given, the instances of
//! repeats and what the caller lends ([`crate::form::xpath::Env`], [`Phone`]); the order of independent answers never
//! matters.

mod answer;
mod begin;
mod cell;
mod choices;
mod compile;
mod draft;
pub mod fact;
mod fault;
mod instances;
mod keep;
mod limits;
mod path;
mod repeats;
mod restore;
mod run;
mod state;
mod told;
mod tree;
mod value;

#[cfg(test)]
mod tests;

pub use answer::Changed;
pub use begin::Phone;
pub use cell::Filling;
pub use choices::Offered;
pub use compile::Compiled;
pub use fault::{FillFault, FormFault, Rule};
pub use keep::Row;
pub use repeats::OpenRepeat;
pub use restore::LeftOver;
pub use state::{Layout, Problem, State};
pub use told::{LEFT_OVER, filled_of, keep_left_over};
