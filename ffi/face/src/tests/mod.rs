//! The interface as TypeScript sees it, and the answers that really come.

mod interface;
mod layout;

pub(crate) use interface::{Interface, Prepared};
