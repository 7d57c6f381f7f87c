//! Workbooks read and written.

mod faults;
mod forms;
mod hostile;
pub(crate) mod round;

use super::{Attachments, Read, SheetFault, read_texts};
use std::collections::BTreeMap;

/// Reads sheets given as CSV texts.
pub(crate) fn sheets(
    sheets: &[(&str, &str)],
    files: &[(&str, &str)],
) -> Result<Read, Vec<SheetFault>> {
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    let texts: BTreeMap<_, _> = sheets.iter().map(own).collect();
    let files: Attachments =
        files.iter().map(own).map(|(name, text)| (name, text.into_bytes())).collect();
    read_texts(&texts, "given", &files)
}

/// Reads a survey sheet alone.
pub(crate) fn survey(text: &str) -> Result<Read, Vec<SheetFault>> {
    sheets(&[("survey", text)], &[])
}
