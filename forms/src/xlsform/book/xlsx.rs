//! The sheets of an XLSX workbook.

use super::bounds::{self, Bounds};
use super::{Book, CELL_BYTES, COLUMNS, Row, Sheet, TEXT_BYTES, cell, is_known, most_rows};
use crate::xlsform::fault::{Code, Report, Spot};
use calamine::{Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a workbook's sheets; what is wrong goes into the report. A workbook with one sheet has the survey in it,
/// whatever the sheet is called.
///
/// No bytes make this panic: sizes are bounded first, and a panic in the spreadsheet library is caught as the last
/// wall and reported as an unreadable file.
pub(crate) fn from_xlsx(bytes: &[u8], report: &mut Report) -> Book {
    if let Err(bounds) = bounds::check(bytes) {
        let code =
            if matches!(bounds, Bounds::TooLarge) { Code::TooLarge } else { Code::Unreadable };
        report.fault(Spot::default(), code, bounds.to_string());
        return Book::default();
    }
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut report = Report::default();
        let book = read(bytes, &mut report);
        (book, report)
    }));
    if let Ok((book, found)) = read {
        report.faults.extend(found.faults);
        report.notices.extend(found.notices);
        book
    } else {
        unreadable(report);
        Book::default()
    }
}

fn unreadable(report: &mut Report) {
    report.fault(
        Spot::default(),
        Code::Unreadable,
        "the workbook can't be read; open it in a spreadsheet program and save it as .xlsx again",
    );
}

fn read(bytes: &[u8], report: &mut Report) -> Book {
    let mut book = Book::default();
    let Ok(mut file) = Xlsx::new(Cursor::new(bytes)) else {
        unreadable(report);
        return book;
    };
    let names = file.sheet_names();
    let mut left = TEXT_BYTES;
    for name in &names {
        let known = name.trim().to_lowercase();
        let known = if names.len() == 1 && !is_known(&known) { "survey".to_owned() } else { known };
        if !is_known(&known) {
            book.others.push(name.clone());
            continue;
        }
        let Some(sheet) = sheet(&mut file, name, &known, &mut left, report) else { continue };
        if book.sheets.insert(known, sheet).is_some() {
            report.fault(Spot::sheet(name), Code::Sheet, "two sheets have this name; keep one");
        }
    }
    book
}

fn sheet(
    file: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    known: &str,
    left: &mut usize,
    report: &mut Report,
) -> Option<Sheet> {
    let Ok(mut cells) = file.worksheet_cells_reader(name) else {
        unreadable(report);
        return None;
    };
    let mut sheet = Sheet { name: known.to_owned(), ..Sheet::default() };
    let mut rows = BTreeMap::<u32, BTreeMap<usize, String>>::new();
    loop {
        let found = match cells.next_cell() {
            Ok(Some(found)) => found,
            Ok(None) => break,
            Err(_) => {
                unreadable(report);
                return None;
            }
        };
        let (row, column) = found.get_position();
        let (number, column) =
            (row.saturating_add(1), usize::try_from(column).unwrap_or(usize::MAX));
        let spot = || Spot {
            sheet: known.to_owned(),
            row: number,
            column: cell::letters(column.min(99_999)),
        };
        let text = match cell::text(found.get_value()) {
            Ok(text) if text.is_empty() => continue,
            Ok(text) => text,
            Err(error) => {
                report.fault(
                    spot(),
                    Code::Value,
                    format!("the cell shows the error {error}; mend its formula"),
                );
                continue;
            }
        };
        let fits = number <= most_rows(known)
            && column < COLUMNS
            && text.len() <= CELL_BYTES
            && text.len() <= *left;
        if !fits {
            report.fault(spot(), Code::TooLarge, too_large(known));
            return None;
        }
        *left -= text.len();
        rows.entry(number).or_default().insert(column, text);
    }
    let header = rows.remove(&1).unwrap_or_default();
    let width = header.last_key_value().map_or(0, |(last, _)| last + 1);
    sheet.header = (0..width).map(|at| header.get(&at).cloned().unwrap_or_default()).collect();
    sheet.rows = rows
        .into_iter()
        .map(|(number, cells)| Row { number, cells: cells.into_iter().collect() })
        .collect();
    Some(sheet)
}

/// Says which limits a sheet has.
pub(super) fn too_large(sheet: &str) -> String {
    format!(
        "the sheet is too large: at most {} rows, {COLUMNS} columns, {} KiB in a cell and {} MiB of text together",
        most_rows(sheet),
        CELL_BYTES / 1024,
        TEXT_BYTES / 1024 / 1024
    )
}
