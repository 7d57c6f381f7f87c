//! `XPath` 1.0 as the ODK `XForms` specification bounds and extends it: parsed once, evaluated over a [`Tree`].
//!
//! The specification: <https://getodk.github.io/xforms-spec/#xpath-functions>. Where its two implementations differ
//! from it or from each other, the file of the function says so.

pub mod ast;
mod bind;
mod eval;
mod expr;
mod fault;
mod functions;
mod moment;
mod number;
mod parse;
mod pattern;
mod tree;
mod value;
mod visit;

#[cfg(test)]
mod tests;

pub use eval::Context;
pub use expr::Expr;
pub use fault::{Fault, Trouble};
pub use tree::{Clock, Env, Node, Tree};
pub use value::Value;
