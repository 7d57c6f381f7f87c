//! The phone without the phone: store, acts, drafts, views and the sync machine, all synchronous.
//!
//! Network, clock and chance come in as arguments and leave as returned values. SQL lives in `store/`.

pub mod acts;
pub mod attention;
pub mod drafts;
pub mod enrol;
mod entry;
pub mod forms;
pub mod leave;
pub mod photos;
mod problem;
mod project;
mod store;
pub mod sync;
pub mod views;

pub use doorstep_schema as schema;
pub use entry::Entry;
pub use problem::{Code, Problem};
pub use store::{Opening, Store};

#[cfg(test)]
mod testing;
