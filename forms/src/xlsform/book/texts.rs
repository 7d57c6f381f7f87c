//! Sheets kept as CSV texts, and attached CSV files.

use super::xlsx::too_large;
use super::{Book, CELL_BYTES, COLUMNS, Row, Sheet, TEXT_BYTES, cell, is_known};
use crate::xlsform::fault::{Code, Report, Spot};
use std::collections::BTreeMap;

/// Makes a workbook of CSV texts by sheet name; what is wrong goes into the report.
pub(crate) fn from_texts(texts: &BTreeMap<String, String>, report: &mut Report) -> Book {
    let mut book = Book::default();
    for (name, text) in texts {
        let known = name.trim().to_lowercase();
        if !is_known(&known) {
            book.others.push(name.clone());
            continue;
        }
        if let Some(sheet) = rows_of(&known, text.as_bytes(), super::most_rows(&known), report)
            && book.sheets.insert(known, sheet).is_some()
        {
            report.fault(Spot::sheet(name), Code::Sheet, "two sheets have this name; keep one");
        }
    }
    book
}

/// Reads the rows of a CSV text in UTF-8, with or without a byte order mark; a row's number is its line's.
pub(crate) fn rows_of(
    name: &str,
    bytes: &[u8],
    most_rows: u32,
    report: &mut Report,
) -> Option<Sheet> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let lines = breaks(&bytes[..error.valid_up_to()]);
            let row = u32::try_from(lines + 1).unwrap_or(u32::MAX);
            let message = "the file is not UTF-8; in a spreadsheet program save it as «CSV UTF-8»";
            report.fault(Spot::row(name, row), Code::Attachment, message);
            return None;
        }
    };
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let mut left = TEXT_BYTES;
    let mut seen_header = false;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut line, mut counted) = (1, 0);
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                report.fault(
                    Spot::sheet(name),
                    Code::Unreadable,
                    format!("the CSV can't be read: {error}"),
                );
                return None;
            }
        }
        // The reader's own line is that of the empty lines it skips before the row.
        let start =
            record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or_default());
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let start = start + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += breaks(&text.as_bytes()[counted..start]);
        counted = start;
        let number = u32::try_from(line).unwrap_or(u32::MAX);
        let size = record.as_slice().len();
        let long = record.iter().any(|text| text.len() > CELL_BYTES);
        if number > most_rows || size > left || long || record.len() > COLUMNS {
            report.fault(Spot::row(name, number), Code::TooLarge, too_large(name));
            return None;
        }
        left -= size;
        if seen_header {
            let cells = record.iter().map(cell::clean).enumerate();
            let cells: Vec<_> = cells.filter(|(_, text)| !text.is_empty()).collect();
            if !cells.is_empty() {
                sheet.rows.push(Row { number, cells });
            }
        } else {
            sheet.header = record.iter().map(cell::clean).collect();
            seen_header = true;
        }
    }
    Some(sheet)
}

/// Counts the line breaks of a text.
fn breaks(bytes: &[u8]) -> usize {
    bytes.split(|&byte| byte == b'\n').count() - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_marks() {
        let mut report = Report::default();
        let sheet =
            rows_of("survey", "\u{feff}type,name\n\ntext, a \n,\n".as_bytes(), 10, &mut report)
                .unwrap();
        assert_eq!(sheet.header, ["type", "name"]);
        assert_eq!(sheet.rows.len(), 1);
        assert_eq!((sheet.rows[0].number, sheet.rows[0].get(1)), (3, "a"));
    }

    #[test]
    fn other_encodings_are_refused_with_the_row() {
        let mut report = Report::default();
        assert!(rows_of("villages.csv", b"name\n\xc4\xe3\n", 10, &mut report).is_none());
        assert_eq!((report.faults[0].row, report.faults[0].code), (2, Code::Attachment));
        let mut report = Report::default();
        assert!(rows_of("villages.csv", b"name\na\nb\n", 2, &mut report).is_none());
        assert_eq!((report.faults[0].row, report.faults[0].code), (3, Code::TooLarge));
    }
}
