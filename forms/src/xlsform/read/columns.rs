//! The survey sheet by what its columns hold.

use super::clean;
use super::header::{Column, Key};
use crate::xlsform::book::{Row, Sheet};
use crate::xlsform::fault::{Code, Report, Spot};
use doorstep_schema::form::{Language, Text};

/// The survey sheet's columns by what they hold.
#[derive(Clone, Default, Debug)]
pub(crate) struct Columns {
    known: Vec<(usize, Column, String)>,
    sheet: String,
    collapse: bool,
}

impl Columns {
    /// Understands the headings of the survey sheet. Columns that mean nothing here get a notice when they hold
    /// anything; two columns for one thing are a fault.
    pub(crate) fn of(sheet: &Sheet, collapse: bool, report: &mut Report) -> Self {
        let double = sheet.header.iter().any(|heading| heading.contains("::"));
        let mut columns = Vec::<(usize, Column, String)>::new();
        for (at, heading) in sheet.header.iter().enumerate() {
            let column = if heading.is_empty() {
                Column { key: Key::Unknown, language: Language::default() }
            } else {
                super::header::survey(heading, double)
            };
            let spot = sheet.spot(1, at);
            if let Some(why) = without_use(column.key) {
                if let Some(row) = sheet.rows.iter().find(|row| !row.get(at).is_empty()) {
                    let why = if heading.is_empty() {
                        "the column has no heading and is ignored"
                    } else {
                        why
                    };
                    report.notice(Spot { row: row.number, ..spot }, why);
                }
                continue;
            }
            if let Some((other, ..)) = columns.iter().find(|(_, seen, _)| *seen == column) {
                let other = sheet.spot(1, *other).column;
                report.fault(
                    spot,
                    Code::Column,
                    format!("this column means the same as {other}; keep one of them"),
                );
                continue;
            }
            columns.push((at, column, spot.column));
        }
        if !columns.iter().any(|(_, column, _)| column.key == Key::Type) {
            let message = "the sheet needs a column «type» in its first row";
            report.fault(Spot::row(&sheet.name, 1), Code::Column, message);
        }
        let width = sheet.header.len();
        let stray = |row: &&Row| row.cells.last().is_some_and(|(at, _)| *at >= width);
        if let Some(row) = sheet.rows.iter().find(stray) {
            let at = row.cells.last().map_or(0, |(at, _)| *at);
            report.notice(sheet.spot(row.number, at), "the column has no heading and is ignored");
        }
        Self { known: columns, sheet: sheet.name.clone(), collapse }
    }

    /// Returns the languages in the order of the columns.
    pub(crate) fn languages(&self) -> Vec<Language> {
        let mut languages = Vec::new();
        for (_, column, _) in &self.known {
            if !column.language.0.is_empty() && !languages.contains(&column.language) {
                languages.push(column.language.clone());
            }
        }
        languages
    }

    /// Returns letter and heading of the column that holds something.
    pub(crate) fn find(&self, key: Key) -> Option<&str> {
        self.known.iter().find(|(_, column, _)| column.key == key).map(|(.., name)| name.as_str())
    }

    /// Names the cell of a row that holds something.
    pub(crate) fn spot(&self, row: u32, key: Key) -> Spot {
        Spot {
            sheet: self.sheet.clone(),
            row,
            column: self.find(key).unwrap_or_default().to_owned(),
        }
    }

    /// Returns a row's cell; empty when there is none.
    pub(crate) fn get(&self, row: &Row, key: Key) -> String {
        let at = self.known.iter().find(|(_, column, _)| column.key == key).map(|(at, ..)| *at);
        at.map_or_else(String::new, |at| self.clean(row.get(at)))
    }

    /// Returns a row's text in all languages.
    pub(crate) fn text(&self, row: &Row, key: Key) -> Text {
        let cells = self.known.iter().filter(|(_, column, _)| column.key == key);
        Text(
            cells
                .map(|(at, column, _)| (column.language.clone(), self.clean(row.get(*at))))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
        )
    }

    /// Tells whether a row has anything in a column that is understood.
    pub(crate) fn any(&self, row: &Row) -> bool {
        self.known.iter().any(|(at, ..)| !row.get(*at).is_empty())
    }

    fn clean(&self, text: &str) -> String {
        if self.collapse { clean::spaces(text) } else { text.to_owned() }
    }
}

const fn without_use(key: Key) -> Option<&'static str> {
    match key {
        Key::Media => {
            Some("pictures, sounds and films of labels are not shown; the column is ignored")
        }
        Key::SaveTo => Some("entities are not supported; the column is ignored"),
        Key::Ignored => Some("this program has no use for the column; it is ignored"),
        Key::Unknown => {
            Some("nobody knows this column; it is ignored. If it is misspelt, mend its heading")
        }
        _ => None,
    }
}
