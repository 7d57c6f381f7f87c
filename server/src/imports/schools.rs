//! Schools from a table: code, name, region, place.

use super::cells::Cells;
use super::report::Report;
use super::sheet::Sheet;
use super::{Draft, ImportError};
use crate::app::App;
use crate::db::roster::{namespace, regions, schools};
use doorstep_schema::id::SchoolId;
use doorstep_schema::people::School;
use doorstep_schema::region::{Level, RegionCode};
use std::collections::{BTreeSet, HashMap};

/// Reads the rows.
pub(super) async fn read(
    app: &App,
    sheet: &Sheet,
    county: RegionCode,
    report: &mut Report,
) -> Result<Draft, ImportError> {
    let mut tx = app.db.read().await?;
    let stored = schools::by_code(&mut tx, county).await?;
    let named: BTreeSet<RegionCode> =
        Cells::of(sheet).filter_map(|cells| RegionCode::parse(cells.text("region")).ok()).collect();
    let known = regions::find(&mut tx, &named).await?;
    drop(tx);
    let mut found = Vec::with_capacity(sheet.rows.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for cells in Cells::of(sheet) {
        let row = cells.row();
        let (code, name) = (cells.short("code", report), cells.short("name", report));
        let (region, place) = (cells.region("region", report), cells.place(0.0, report));
        let (Some(code), Some(name), Some(region)) = (code, name, region) else { continue };
        if !county.contains(&region) || region.level() < Level::Township {
            let message = format!("{region} is not a township or village of {county}");
            report.wrong(row, "region", "outside_county", message);
        } else if !known.contains_key(region.as_str()) {
            report.wrong(
                row,
                "region",
                "unknown",
                format!("there is no region {region}; import it first"),
            );
        }
        if code.contains('/') || code.contains(';') {
            report.wrong(row, "code", "out_of_range", "a school's code has no / and no ;");
        }
        if let Some(first) = seen.insert(code.clone(), row) {
            report.wrong(row, "code", "duplicate", format!("the code is in row {first} already"));
        }
        if report.is_good(row) {
            let derived = || SchoolId::derive(namespace(county), &format!("school:{code}"));
            let id = stored.get(&code).map_or_else(derived, |school| school.id);
            report.taken.push(row);
            found.push(School { id, county, code, name, region, place });
        }
    }
    Ok(Draft::Schools(found))
}
