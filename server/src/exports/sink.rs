//! A table of any length written row by row into a temporary file: CSV, XLSX or GeoJSON, in bounded memory.

use super::{Cell, NotWritten, harmless};
use rust_xlsxwriter::{Format as Look, Workbook};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{BufWriter, Seek as _, Write as _};

/// The kind of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Texts with commas, for everything that reads tables.
    Csv,
    /// A workbook of one sheet.
    Xlsx,
    /// Features with places, for maps (RFC 7946).
    GeoJson,
}

impl Format {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::GeoJson];

    /// Returns the word, which ends the file's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
        }
    }

    /// Finds what a word means.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == text)
    }

    /// Returns the media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoJson => "application/geo+json",
        }
    }
}

/// A column of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// The name for programs.
    pub key: &'static str,
    /// The name for people.
    pub name: &'static str,
}

/// A row, and where what it is about lies: a latitude and a longitude.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// As many cells as there are columns.
    pub cells: Vec<Cell>,
    /// The place, where it is known.
    pub place: Option<(f64, f64)>,
}

/// A file that is being written.
pub struct Sink {
    heads: Vec<Head>,
    rows: u64,
    into: Into,
}

enum Into {
    Csv(Box<csv::Writer<BufWriter<File>>>),
    // The rows lie in a file of the writer's own until they are packed.
    Xlsx(Box<Workbook>),
    GeoJson(BufWriter<File>),
}

/// The width of a column of a sheet, in characters.
const WIDTH: f64 = 16.0;

impl Sink {
    /// Begins a file that nobody else can open and that goes with this process.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn begin(format: Format, heads: Vec<Head>) -> Result<Self, NotWritten> {
        let into = match format {
            Format::Csv => {
                let mut file = BufWriter::new(tempfile::tempfile()?);
                file.write_all("\u{feff}".as_bytes())?;
                let mut writer =
                    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
                writer.write_record(heads.iter().map(|head| harmless(head.name)))?;
                Into::Csv(Box::new(writer))
            }
            Format::Xlsx => {
                let mut workbook = Workbook::new();
                let sheet = workbook.add_worksheet_with_constant_memory()?;
                sheet.set_freeze_panes(1, 0)?;
                let bold = Look::new().set_bold();
                for (column, head) in (0u16..).zip(&heads) {
                    sheet.set_column_width(column, WIDTH)?;
                    sheet.write_string_with_format(0, column, head.name, &bold)?;
                }
                Into::Xlsx(Box::new(workbook))
            }
            Format::GeoJson => {
                let mut file = BufWriter::new(tempfile::tempfile()?);
                file.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
                Into::GeoJson(file)
            }
        };
        Ok(Self { heads, rows: 0, into })
    }

    /// Writes rows behind those that are written.
    ///
    /// # Errors
    /// When there is no room, or a sheet is full.
    pub fn write(&mut self, rows: &[Row]) -> Result<(), NotWritten> {
        for row in rows {
            self.rows += 1;
            match &mut self.into {
                Into::Csv(writer) => writer.write_record(row.cells.iter().map(Cell::plain))?,
                Into::Xlsx(workbook) => {
                    let sheet = workbook.worksheet_from_index(0)?;
                    let number = u32::try_from(self.rows).unwrap_or(u32::MAX);
                    super::write_row(sheet, number, &row.cells)?;
                }
                Into::GeoJson(file) => {
                    if self.rows > 1 {
                        file.write_all(b",")?;
                    }
                    file.write_all(b"\n")?;
                    serde_json::to_writer(&mut *file, &feature(&self.heads, row))
                        .map_err(std::io::Error::from)?;
                }
            }
        }
        Ok(())
    }

    /// Ends the file and returns it from its beginning; a workbook is packed here.
    ///
    /// # Errors
    /// When there is no room.
    pub fn end(self) -> Result<File, NotWritten> {
        let mut file = match self.into {
            Into::Csv(writer) => {
                let file = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
                file.into_inner().map_err(std::io::IntoInnerError::into_error)?
            }
            Into::Xlsx(mut workbook) => {
                let file = tempfile::tempfile()?;
                workbook.save_to_writer(file.try_clone()?)?;
                file
            }
            Into::GeoJson(mut file) => {
                file.write_all(b"\n]}\n")?;
                file.into_inner().map_err(std::io::IntoInnerError::into_error)?
            }
        };
        file.rewind()?;
        Ok(file)
    }
}

fn feature(heads: &[Head], row: &Row) -> Value {
    let value = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Number(number) => json!(number),
        Cell::Real(number) => json!(number),
    };
    let properties: Map<String, Value> = heads
        .iter()
        .zip(&row.cells)
        .map(|(head, cell)| (head.key.to_owned(), value(cell)))
        .collect();
    let geometry =
        row.place.map(|(lat, lon)| json!({ "type": "Point", "coordinates": [lon, lat] }));
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    const HEADS: [Head; 2] =
        [Head { key: "name", name: "姓名" }, Head { key: "days", name: "天数" }];

    fn written(format: Format, rows: &[Row]) -> Vec<u8> {
        let mut sink = Sink::begin(format, HEADS.to_vec()).unwrap();
        for row in rows {
            sink.write(std::slice::from_ref(row)).unwrap();
        }
        let mut bytes = Vec::new();
        sink.end().unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn rows() -> Vec<Row> {
        let row =
            |name: &str, days, place| Row { cells: vec![Cell::Text(name.to_owned()), days], place };
        vec![row("=1+1", Cell::Number(3), Some((26.5, 99.25))), row("和\n小", Cell::Empty, None)]
    }

    #[test]
    fn a_file_is_what_its_format_says_and_runs_nowhere_as_a_formula() {
        let csv = String::from_utf8(written(Format::Csv, &rows())).unwrap();
        assert_eq!(csv, "\u{feff}姓名,天数\r\n'=1+1,3\r\n\"和\n小\",\r\n");
        let map: Value = serde_json::from_slice(&written(Format::GeoJson, &rows())).unwrap();
        assert_eq!(map["features"][0]["geometry"]["coordinates"], json!([99.25, 26.5]));
        assert_eq!(map["features"][0]["properties"], json!({ "name": "=1+1", "days": 3 }));
        assert_eq!(map["features"][1]["geometry"], Value::Null);
        let none: Value = serde_json::from_slice(&written(Format::GeoJson, &[])).unwrap();
        assert_eq!(none["features"], json!([]));
    }

    #[test]
    fn a_workbook_written_row_by_row_reads_back() {
        use calamine::{Data, Reader as _, Xlsx};
        let bytes = written(Format::Xlsx, &rows());
        let mut book: Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        assert_eq!(sheet.get_value((0, 1)), Some(&Data::String("天数".to_owned())));
        assert_eq!(sheet.get_value((1, 0)), Some(&Data::String("=1+1".to_owned())));
        assert_eq!(sheet.get_value((1, 1)), Some(&Data::Float(3.0)));
        assert_eq!(sheet.height(), 3);
    }
}
