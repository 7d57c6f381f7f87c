//! The interface as TypeScript sees it, and the answers that really come.

mod interface;

pub(crate) use interface::{Interface, Prepared};
