//! `XLSForm`: forms as spreadsheets.
//!
//! [`read()`] takes an XLSX workbook, [`read_texts`] the same sheets as CSV texts; [`write()`] makes the workbook again.

mod book;
mod fault;
mod read;
mod write;

pub use fault::{Code, Notice, SheetFault};
pub use read::{Read, read, read_texts};
pub use write::{Unwritable, Written, write, write_attached, write_texts};

pub(crate) use read::{NAMESPACE, attached, tidy, word_of};
use std::collections::BTreeMap;

/// Files attached to a form, by their names.
pub type Attachments = BTreeMap<String, Vec<u8>>;

#[cfg(test)]
pub(crate) mod tests;
