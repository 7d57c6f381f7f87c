//! A table from a file: CSV in UTF-8 or GB18030, or the first sheet of an XLSX workbook.

use calamine::{DataRef, Reader as _, Xlsx};
use std::borrow::Cow;
use std::io::Cursor;

/// The most rows of a file.
const MAX_ROWS: usize = 200_000;
/// The most columns that are looked at.
const MAX_COLUMNS: usize = 256;
/// The longest cell, in characters.
const MAX_CELL: usize = 4_000;

/// A row with its number in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Row {
    /// The number as a spreadsheet shows it, with the headings as row 1.
    pub(super) number: usize,
    /// The cells' texts.
    pub(super) cells: Vec<String>,
}

/// A table with headings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Sheet {
    /// The headings.
    pub(super) headers: Vec<String>,
    /// The rows that are not empty.
    pub(super) rows: Vec<Row>,
}

impl Sheet {
    /// Reads a file of either form.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let rows = if bytes.starts_with(b"PK\x03\x04") { xlsx(bytes)? } else { csv(bytes)? };
        let mut rows =
            rows.into_iter().filter(|row| row.cells.iter().any(|c| !c.trim().is_empty()));
        let headers = rows.next().ok_or("the file is empty: its first row names the columns")?;
        let headers = headers.cells.iter().map(|c| c.trim().to_owned()).collect();
        let rows: Vec<Row> = rows.collect();
        if let Some(row) =
            rows.iter().find(|r| r.cells.iter().any(|c| c.chars().count() > MAX_CELL))
        {
            return Err(format!(
                "row {} has a cell of more than {MAX_CELL} characters",
                row.number
            ));
        }
        Ok(Self { headers, rows })
    }
}

fn too_many() -> String {
    format!("a file has at most {MAX_ROWS} rows; split it")
}

/// Decodes text: UTF-8 with or without a mark, otherwise GB18030 as Chinese spreadsheets save it.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(
        || "the file is neither UTF-8 nor GB18030 text; save it as CSV UTF-8".to_owned(),
    )
}

fn csv(bytes: &[u8]) -> Result<Vec<Row>, String> {
    let text = decode(bytes)?;
    if text.contains('\0') {
        return Err("the file is not text; save it as CSV or XLSX".to_owned());
    }
    let first = text.lines().next().unwrap_or_default();
    let separator = [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|s| (first.bytes().filter(|b| b == s).count(), *s == b','));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| match error.position() {
            Some(at) => format!("line {} does not read as CSV", at.line()),
            None => "the file does not read as CSV".to_owned(),
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let number = usize::try_from(line).unwrap_or(usize::MAX);
        let cells = record.iter().take(MAX_COLUMNS).map(str::to_owned).collect();
        rows.push(Row { number, cells });
        if rows.len() > MAX_ROWS + 1 {
            return Err(too_many());
        }
    }
    Ok(rows)
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Row>, String> {
    let bad = |error: calamine::XlsxError| format!("the workbook does not read: {error}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(bad)?;
    let name = book.sheet_names().first().cloned().ok_or("the workbook has no sheet")?;
    // Cell by cell: a sheet that claims two far corners must not reserve everything between them.
    let mut cells = book.worksheet_cells_reader(&name).map_err(bad)?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(bad)? {
        let (row, column) = cell.get_position();
        let number = usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let text = text(cell.get_value())?;
        if column >= MAX_COLUMNS || text.is_empty() {
            continue;
        }
        if rows.last().is_none_or(|last| last.number != number) {
            rows.push(Row { number, cells: Vec::new() });
        }
        if rows.len() > MAX_ROWS + 1 {
            return Err(too_many());
        }
        if let Some(last) = rows.last_mut() {
            if last.cells.len() <= column {
                last.cells.resize(column + 1, String::new());
            }
            last.cells[column] = text;
        }
    }
    Ok(rows)
}

fn text(value: &DataRef<'_>) -> Result<String, String> {
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // A code typed as a number comes as a float; above 2^53 its last digits are gone already.
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 9.0e15 => {
            format!("{number:.0}")
        }
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.get(..10).unwrap_or(text).to_owned(),
        DataRef::Error(error) => return Err(format!("a cell holds the spreadsheet error {error}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(bytes: &[u8]) -> Vec<String> {
        let sheet = Sheet::read(bytes).unwrap();
        sheet.headers.into_iter().chain(sheet.rows.into_iter().flat_map(|r| r.cells)).collect()
    }

    #[test]
    fn every_encoding_that_spreadsheets_save_reads_the_same() {
        let text = "code,name\n533325,兰坪县\n";
        let expected = ["code", "name", "533325", "兰坪县"];
        assert_eq!(first(text.as_bytes()), expected);
        assert_eq!(first(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(first(&encoding_rs::GB18030.encode(text).0), expected);
        assert_eq!(first(text.replace(',', "\t").as_bytes()), expected);
    }

    #[test]
    fn a_workbook_reads_as_its_texts() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "code").unwrap();
        sheet.write_string(0, 1, "name").unwrap();
        sheet.write_number(2, 0, 533_325_001_201.0).unwrap();
        sheet.write_string(2, 1, "高坪村").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let read = Sheet::read(&bytes).unwrap();
        assert_eq!(read.headers, ["code", "name"]);
        assert_eq!(
            read.rows,
            [Row { number: 3, cells: vec!["533325001201".into(), "高坪村".into()] }]
        );
    }

    #[test]
    fn what_is_no_table_is_told() {
        for bad in [&b""[..], b"\n\n", b"PK\x03\x04 torn", b"\xff\xfe\x00\x00", b"a,b\0c\n1,2\n"] {
            assert!(Sheet::read(bad).is_err(), "{bad:?}");
        }
    }
}
