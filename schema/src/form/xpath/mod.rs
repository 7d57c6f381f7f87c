//! XPath 1.0 as the ODK XForms specification bounds and extends it: parsed once, evaluated over a [`Tree`].

pub mod ast;
mod tree;

pub use tree::{Clock, Env, Node, Tree};
