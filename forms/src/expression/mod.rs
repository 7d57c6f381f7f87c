//! What the file formats need to know of expressions without evaluating them: references and dynamic defaults.

mod dynamic;
mod reference;

pub(crate) use dynamic::is_dynamic;
pub(crate) use reference::{only_reference, references};
