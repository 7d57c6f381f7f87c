//! Filled forms as tables: one column for each question, repeats as linked tables, and as `GeoJSON`.

mod geo;
mod layout;
mod reader;

pub use geo::feature;
pub use layout::{Column, Layout, Sheet};
pub use reader::{Cell, Reader, Row, Shown};

#[cfg(test)]
mod tests;
