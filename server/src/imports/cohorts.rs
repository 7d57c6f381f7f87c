//! Figures of cohorts from a table: school, entry year, group, and who came, went and graduated.

use super::cells::{Cells, shown};
use super::report::Report;
use super::sheet::Sheet;
use super::{Draft, ImportError};
use crate::app::App;
use crate::db::roster::cohorts::{self, Cohort};
use crate::db::roster::schools;
use doorstep_schema::region::RegionCode;
use std::collections::HashMap;

/// The greatest figure of one school's cohort.
const MOST: u32 = 100_000;

/// Reads the rows.
pub(super) async fn read(
    app: &App,
    sheet: &Sheet,
    county: RegionCode,
    report: &mut Report,
) -> Result<Draft, ImportError> {
    let mut tx = app.db.read().await?;
    let schools = schools::by_code(&mut tx, county).await?;
    drop(tx);
    let mut found = Vec::with_capacity(sheet.rows.len());
    let mut seen: HashMap<cohorts::Key, usize> = HashMap::new();
    for cells in Cells::of(sheet) {
        let row = cells.row();
        let code = cells.required("school_code", report);
        let entry_year = cells.number("entry_year", 1980i16, 2200, report);
        let group = cells.word("group", report);
        let mut figure = |column| cells.number(column, 0, MOST, report);
        let entrants = figure("entrants");
        let (transfers_in, transfers_out) = (figure("transfers_in"), figure("transfers_out"));
        let (deaths, graduates) = (figure("deaths"), figure("graduates"));
        let Some(school) = code.and_then(|code| schools.get(code)) else {
            if let Some(code) = code {
                let message = format!("there is no school \"{}\"; import it first", shown(code));
                report.wrong(row, "school_code", "unknown", message);
            }
            continue;
        };
        let (Some(entry_year), Some(entrants), Some(graduates)) = (entry_year, entrants, graduates)
        else {
            continue;
        };
        let (Some(transfers_in), Some(transfers_out), Some(deaths)) =
            (transfers_in, transfers_out, deaths)
        else {
            continue;
        };
        let cohort = Cohort {
            school: school.id,
            entry_year,
            group,
            entrants,
            transfers_in,
            transfers_out,
            deaths,
            graduates,
        };
        let gone = transfers_out + deaths;
        if entrants + transfers_in < gone + graduates {
            let message = "more left, died or graduated than ever entered or came";
            report.wrong(row, "graduates", "out_of_range", message);
        }
        if let Some(first) = seen.insert(cohort.key(), row) {
            let message = format!("the cohort is in row {first} already");
            report.wrong(row, "entry_year", "duplicate", message);
        }
        if report.is_good(row) {
            report.taken.push(row);
            found.push(cohort);
        }
    }
    Ok(Draft::Cohorts(found))
}
