//! The engine against the specification.

mod core;
mod grove;
