//! Classes from a table: school, school year, grade and number.

use super::cells::{Cells, shown};
use super::report::Report;
use super::sheet::Sheet;
use super::{Draft, ImportError};
use crate::app::App;
use crate::db::roster::{classes, schools};
use doorstep_schema::id::ClassId;
use doorstep_schema::people::Class;
use doorstep_schema::region::RegionCode;
use std::collections::HashMap;

/// Reads the rows.
pub(super) async fn read(
    app: &App,
    sheet: &Sheet,
    county: RegionCode,
    report: &mut Report,
) -> Result<Draft, ImportError> {
    let mut tx = app.db.read().await?;
    let schools = schools::by_code(&mut tx, county).await?;
    let stored = classes::by_key(&mut tx, county).await?;
    drop(tx);
    let mut found = Vec::with_capacity(sheet.rows.len());
    let mut seen: HashMap<classes::Key, usize> = HashMap::new();
    for cells in Cells::of(sheet) {
        let row = cells.row();
        let code = cells.required("school_code", report);
        let year = cells.number("year", 1990i16, 2200, report);
        let grade = cells.number("grade", 1u8, 9, report);
        let number = cells.number("number", 1u8, 99, report);
        let (Some(code), Some(year), Some(grade), Some(number)) = (code, year, grade, number)
        else {
            continue;
        };
        let Some(school) = schools.get(code) else {
            let message = format!("there is no school \"{}\"; import it first", shown(code));
            report.wrong(row, "school_code", "unknown", message);
            continue;
        };
        let key = (school.id, year, grade, number);
        if let Some(first) = seen.insert(key, row) {
            report.wrong(
                row,
                "number",
                "duplicate",
                format!("the class is in row {first} already"),
            );
            continue;
        }
        let derived = || ClassId::derive(school.id.0, &format!("{year}/{grade}/{number}"));
        let id = stored.get(&key).copied().unwrap_or_else(derived);
        report.taken.push(row);
        found.push(Class { id, school: school.id, year, grade, number });
    }
    Ok(Draft::Classes(found))
}
