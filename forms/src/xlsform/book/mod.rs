//! A workbook as texts in rows and columns, whatever file it came from.

mod bounds;
mod cell;
mod texts;
mod xlsx;

pub(crate) use cell::letters;
pub(crate) use texts::{from_texts, rows_of};
pub(crate) use xlsx::from_xlsx;

use super::fault::Spot;
use std::collections::BTreeMap;

/// The most rows that the survey sheet may have.
pub(crate) const SURVEY_ROWS: u32 = 20_000;
/// The most rows that the choices sheet and an attached file may have.
pub(crate) const CHOICE_ROWS: u32 = 200_000;
/// The most columns that a sheet may have.
pub(crate) const COLUMNS: usize = 200;
/// The most bytes that a cell may hold: 32 KiB, what a spreadsheet takes.
pub(crate) const CELL_BYTES: usize = 32 * 1024;
/// The most bytes that all cells may hold together.
pub(crate) const TEXT_BYTES: usize = 64 * 1024 * 1024;

/// The sheets of a workbook.
#[derive(Default, Debug)]
pub(crate) struct Book {
    /// The sheets that a form is made of, by their name in lower case.
    pub(crate) sheets: BTreeMap<String, Sheet>,
    /// The names of the other sheets, as written.
    pub(crate) others: Vec<String>,
}

/// A sheet: a row of headings, then rows of cells.
#[derive(Clone, Default, Debug)]
pub(crate) struct Sheet {
    /// Its name in lower case.
    pub(crate) name: String,
    /// The headings by column; empty for a column without one.
    pub(crate) header: Vec<String>,
    /// The rows that hold anything, in their order.
    pub(crate) rows: Vec<Row>,
}

/// A row that holds anything.
#[derive(Clone, Default, Debug)]
pub(crate) struct Row {
    /// Its number, from 1; the headings stand in row 1.
    pub(crate) number: u32,
    /// Column and text of the cells that are not empty, by column.
    pub(crate) cells: Vec<(usize, String)>,
}

impl Row {
    /// Returns the text of a column; empty when there is none.
    pub(crate) fn get(&self, column: usize) -> &str {
        self.cells
            .binary_search_by_key(&column, |(at, _)| *at)
            .map_or("", |at| self.cells[at].1.as_str())
    }
}

impl Sheet {
    /// Names a cell for people.
    pub(crate) fn spot(&self, row: u32, column: usize) -> Spot {
        let heading = self.header.get(column).map_or("", String::as_str);
        let column = if heading.is_empty() {
            letters(column)
        } else {
            format!("{} ({heading})", letters(column))
        };
        Spot { sheet: self.name.clone(), row, column }
    }
}

/// The sheets that this crate knows of, supported or not.
pub(crate) fn is_known(sheet: &str) -> bool {
    matches!(sheet, "survey" | "choices" | "settings" | "external_choices" | "osm" | "entities")
}

/// The most rows that a sheet may have.
pub(crate) fn most_rows(sheet: &str) -> u32 {
    if sheet == "choices" { CHOICE_ROWS } else { SURVEY_ROWS }
}
