//! Regions from a table: code, name, parent, level.

use super::Draft;
use super::cells::Cells;
use super::report::Report;
use super::sheet::Sheet;
use doorstep_schema::region::{Level, Region, RegionCode};
use std::collections::HashMap;

/// Reads the rows.
pub(super) fn read(sheet: &Sheet, county: RegionCode, report: &mut Report) -> Draft {
    let mut regions = Vec::with_capacity(sheet.rows.len());
    let mut seen: HashMap<RegionCode, usize> = HashMap::new();
    for cells in Cells::of(sheet) {
        let row = cells.row();
        let (code, name) = (cells.region("code", report), cells.short("name", report));
        let retired = cells.yes("retired", report).unwrap_or(false);
        let (Some(code), Some(name)) = (code, name) else { continue };
        if !(county.contains(&code) || code.contains(&county)) {
            let message = format!("{code} lies neither in {county} nor above it");
            report.wrong(row, "code", "outside_county", message);
        }
        let parent = cells.text("parent");
        if !parent.is_empty() && code.parent().is_none_or(|p| p.as_str() != parent) {
            let message = format!("the region above {code} is the one whose code it begins with");
            report.wrong(row, "parent", "not_a_parent", message);
        }
        let level = cells.text("level");
        if !level.is_empty() && level != code.level().as_str() && level != chinese(code.level()) {
            let message = format!(
                "a code of {} digits is a {}",
                code.level().digits(),
                code.level().as_str()
            );
            report.wrong(row, "level", "not_its_level", message);
        }
        if let Some(first) = seen.insert(code, row) {
            report.wrong(row, "code", "duplicate", format!("{code} is in row {first} already"));
        }
        if report.is_good(row) {
            report.taken.push(row);
            regions.push(Region { code, name, retired });
        }
    }
    Draft::Regions(regions)
}

const fn chinese(level: Level) -> &'static str {
    match level {
        Level::Province => "省",
        Level::Prefecture => "州市",
        Level::County => "县",
        Level::Township => "乡镇",
        Level::Village => "村",
    }
}
