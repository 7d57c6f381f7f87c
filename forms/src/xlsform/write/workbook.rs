//! Tables as an XLSX workbook or as CSV texts.

use super::{Table, Unwritable};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// Makes an XLSX workbook; the same tables give the same bytes.
pub(super) fn xlsx(tables: &[Table]) -> Result<Vec<u8>, Unwritable> {
    fill(tables).map_err(|error| Unwritable::Spreadsheet(error.to_string()))
}

fn fill(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The library would put the time of writing into the file.
    let properties =
        DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let bold = Format::new().set_bold();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, heading) in table.header.iter().enumerate() {
            let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
            sheet.write_string_with_format(0, column, heading, &bold)?;
            sheet.set_column_width(column, 20)?;
        }
        for (row, cells) in table.rows.iter().enumerate() {
            let row = u32::try_from(row + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
                sheet.write_string(row, column, cell)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// Makes a CSV text.
pub(super) fn csv(header: &[String], rows: &[Vec<String>]) -> Result<String, Unwritable> {
    let refused = |error: String| Unwritable::Spreadsheet(error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(header).chain(rows.iter().map(Vec::as_slice)) {
        writer.write_record(row).map_err(|error| refused(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| refused(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| refused(error.to_string()))
}
