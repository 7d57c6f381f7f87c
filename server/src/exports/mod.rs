//! Tables as files: CSV that no spreadsheet runs as formulas, and XLSX.

pub mod bundle;
pub mod results;
pub mod sink;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::collections::HashSet;

/// A cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Any number.
    Real(f64),
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl Cell {
    /// Writes it as plain text that no spreadsheet takes for a formula.
    fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => harmless(text),
            Self::Number(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
        }
    }
}

/// A table with its heading.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    /// The names of the columns.
    pub heading: Vec<String>,
    /// The rows, as many cells each as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// As CSV.
    #[error("the CSV could not be written: {0}")]
    Csv(#[from] csv::Error),
    /// As XLSX.
    #[error("the XLSX could not be written: {0}")]
    Xlsx(#[from] XlsxError),
    /// Into a file.
    #[error("the file could not be written: {0}")]
    File(#[from] std::io::Error),
}

/// Writes a text so that no spreadsheet takes it for a formula: what begins like one gets an apostrophe before
/// it (OWASP, CSV injection).
fn harmless(text: &str) -> String {
    let begins_a_formula = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    };
    let suspicious = text.trim_start_matches(' ').starts_with(begins_a_formula);
    if suspicious { format!("'{text}") } else { text.to_owned() }
}

/// Writes the table as UTF-8 CSV with a byte order mark, which Excel needs to read Chinese (RFC 4180).
///
/// # Errors
/// When a row does not have as many cells as there are columns.
pub fn csv(table: &Table) -> Result<Vec<u8>, NotWritten> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    writer.write_record(table.heading.iter().map(|name| harmless(name)))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(Cell::plain))?;
    }
    writer.flush().map_err(csv::Error::from)?;
    drop(writer);
    Ok(bytes)
}

/// Writes the table as one sheet of an XLSX workbook; texts are texts, never formulas.
///
/// # Errors
/// When the table has more rows than a sheet holds.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), table)?;
    Ok(workbook.save_to_buffer()?)
}

/// Writes several tables as the sheets of one XLSX workbook.
///
/// # Errors
/// When a table has more rows than a sheet holds.
pub fn workbook(tables: &[(String, Table)]) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = Workbook::new();
    let mut taken = HashSet::new();
    for (name, table) in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(name, &mut taken))?;
        fill(sheet, table)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A sheet's name has at most 31 characters without `[]:*?/\\`, no apostrophe at its ends, and stands once in a
/// workbook, whatever its case.
fn sheet_name(name: &str, taken: &mut HashSet<String>) -> String {
    let allowed = |c: char| if "[]:*?/\\".contains(c) { '_' } else { c };
    let plain: String = name.trim_matches('\'').chars().map(allowed).collect();
    let plain = if plain.is_empty() { "sheet".to_owned() } else { plain };
    let mut found: String = plain.chars().take(31).collect();
    let mut number = 2;
    while !taken.insert(found.to_lowercase()) {
        found = plain.chars().take(26).collect::<String>() + &format!("~{number}");
        number += 1;
    }
    found
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_freeze_panes(1, 0)?;
    for (column, name) in (0u16..).zip(&table.heading) {
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    for (number, row) in (1u32..).zip(&table.rows) {
        write_row(sheet, number, row)?;
    }
    sheet.autofit();
    Ok(())
}

fn write_row(sheet: &mut Worksheet, number: u32, cells: &[Cell]) -> Result<(), XlsxError> {
    for (column, cell) in (0u16..).zip(cells) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                sheet.write_string(number, column, text)?;
            }
            // Numbers of a sheet are floating; no count comes near 2^53.
            #[expect(clippy::cast_precision_loss, reason = "no count comes near 2^53")]
            Cell::Number(value) => {
                sheet.write_number(number, column, *value as f64)?;
            }
            Cell::Real(value) => {
                sheet.write_number(number, column, *value)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        let row = vec![Cell::Text(text.to_owned()), Cell::Number(-3), Cell::Empty];
        Table { heading: ["姓名", "天", "空"].map(str::to_owned).to_vec(), rows: vec![row] }
    }

    #[test]
    fn a_text_that_begins_like_a_formula_is_made_harmless() {
        for (text, expected) in [
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            (" =1+1", "' =1+1"),
            ("＝1", "'＝1"),
            ("\t=1", "'\t=1"),
            ("和小明", "和小明"),
            ("a,b", "\"a,b\""),
        ] {
            let bytes = csv(&table(text)).unwrap();
            let written = String::from_utf8(bytes).unwrap();
            assert_eq!(written, format!("\u{feff}姓名,天,空\r\n{expected},-3,\r\n"));
        }
    }

    #[test]
    fn sheets_get_names_that_a_workbook_takes() {
        let names = ["a/b:c", "A_B_C", "", &"长".repeat(40), &"长".repeat(40), "'x'"];
        let table = Table { heading: vec!["x".to_owned()], rows: Vec::new() };
        let tables: Vec<(String, Table)> =
            names.iter().map(|name| ((*name).to_owned(), table.clone())).collect();
        assert!(workbook(&tables).is_ok());
    }

    #[test]
    fn a_sheet_holds_texts_as_texts() {
        use calamine::{Data, Reader as _, Xlsx};
        let bytes = xlsx(&table("=1+1")).unwrap();
        let mut book: Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        assert_eq!(sheet.get_value((1, 0)), Some(&Data::String("=1+1".to_owned())));
        assert_eq!(sheet.get_value((1, 1)), Some(&Data::Float(-3.0)));
    }
}
