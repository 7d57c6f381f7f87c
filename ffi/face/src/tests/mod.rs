//! The interface as TypeScript sees it, and the answers that really come.

mod interface;
mod kit;
mod layout;
mod shapes;
mod story;

pub(crate) use interface::{Interface, Prepared};
