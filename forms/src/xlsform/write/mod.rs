//! A form written as a workbook.

mod attachments;
mod choices;
mod settings;
mod survey;
mod workbook;

use super::Attachments;
pub use attachments::write_attached;
use doorstep_schema::form::{Form, Language, Text};
use std::collections::BTreeMap;

/// A form as a workbook with its attached files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The XLSX workbook.
    pub workbook: Vec<u8>,
    /// The attached CSV files.
    pub attachments: Attachments,
}

/// Why a form can't be written as a workbook.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unwritable {
    /// A question says something that `XLSForm` has no words for.
    #[error("the question «{question}» can't be written: {why}")]
    Question {
        /// The question's name.
        question: String,
        /// What can't be said.
        why: String,
    },
    /// A list says something that `XLSForm` has no words for.
    #[error("the list «{list}» can't be written: {why}")]
    List {
        /// The list's name.
        list: String,
        /// What can't be said.
        why: String,
    },
    /// A spreadsheet can't hold it.
    #[error("a spreadsheet can't hold the form: {0}")]
    Spreadsheet(String),
}

/// A sheet to be written: its name, its headings, its rows.
pub(crate) struct Table {
    name: &'static str,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Writes a form as an XLSX workbook. Reading it gives the same form, but for row numbers; a title in several
/// languages is written in the first one shown.
///
/// # Errors
///
/// Says what `XLSForm` has no words for.
pub fn write(form: &Form) -> Result<Written, Unwritable> {
    Ok(Written { workbook: workbook::xlsx(&tables(form)?)?, attachments: write_attached(form)? })
}

/// Writes the sheets `survey`, `choices` and `settings` as CSV texts.
///
/// # Errors
///
/// As [`write()`].
pub fn write_texts(form: &Form) -> Result<BTreeMap<String, String>, Unwritable> {
    tables(form)?
        .iter()
        .map(|table| Ok((table.name.to_owned(), workbook::csv(&table.header, &table.rows)?)))
        .collect()
}

fn tables(form: &Form) -> Result<Vec<Table>, Unwritable> {
    let mut tables = vec![survey::table(form)?];
    tables.extend(choices::table(form)?);
    tables.push(settings::table(form));
    Ok(tables)
}

/// Returns the languages of some texts: the form's in its order, then others; the nameless one first when used.
fn languages<'a>(form: &Form, texts: impl Iterator<Item = &'a Text>) -> Vec<Language> {
    let mut used: Vec<Language> = Vec::new();
    for language in texts.flat_map(|text| text.0.keys()) {
        if !used.contains(language) {
            used.push(language.clone());
        }
    }
    let place = |language: &Language| {
        let at =
            form.languages.iter().position(|known| known == language).unwrap_or(usize::MAX - 1);
        if language.0.is_empty() { (0, 0) } else { (1, at) }
    };
    used.sort_by_key(place);
    used
}

/// Returns a heading with its language.
fn heading(word: &str, language: &Language) -> String {
    if language.0.is_empty() { word.to_owned() } else { format!("{word}::{}", language.0) }
}
