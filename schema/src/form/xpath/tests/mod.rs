//! The engine against the specification.

mod chance;
mod core;
mod expr;
mod functions;
mod geo;
mod grove;
mod hostile;
mod index;
mod parse;
