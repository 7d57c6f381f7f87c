//! `XForms`: forms as the XML that ODK Collect and its kin read.
//!
//! [`write()`] makes what pyxform makes of the same form; [`read()`] takes what pyxform and other tools make.

mod nodes;
mod read;
pub(crate) mod write;

pub use read::{Read, XmlFault, XmlNotice, read};
pub use write::{Unwritable, write};

#[cfg(test)]
mod tests;
