//! The part of the organisation that a list or a board is about.

use super::filter::Filter;
use crate::db::{Error, Tx};
use doorstep_schema::id::SchoolId;
use doorstep_schema::region::{Level, RegionCode};

/// A region or a school.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Area {
    /// A region of any level.
    Region(RegionCode),
    /// A school with its county.
    School(SchoolId, RegionCode),
}

impl Area {
    /// Returns the county that it is or lies in; `None` above counties.
    #[must_use]
    pub fn county(&self) -> Option<RegionCode> {
        match self {
            Self::Region(code) => code.at(Level::County),
            Self::School(_, county) => Some(*county),
        }
    }

    /// Returns the areas of one county each that it is made of: itself unless it lies above counties.
    ///
    /// # Errors
    /// When the database refuses or a row does not read.
    pub async fn parts(&self, tx: &mut Tx) -> Result<Vec<Self>, Error> {
        match self {
            Self::Region(code) if code.level() < Level::County => {
                Ok(counties_of(tx, *code).await?.into_iter().map(Self::Region).collect())
            }
            _ => Ok(vec![*self]),
        }
    }

    /// Narrows rows about students to the area, the county first as every index has it.
    pub(super) fn narrow(&self, filter: &mut Filter, table: &str) {
        if let Some(county) = self.county() {
            let place = filter.text(county.to_string());
            filter.and(format!("{table}.county = {place}"));
        }
        match self {
            Self::Region(code) if code.level() == Level::County => {}
            Self::Region(code) => {
                let condition = filter.student_in(table, *code);
                filter.and(condition);
            }
            Self::School(id, _) => {
                let place = filter.id(id.0);
                filter.and(format!("{table}.school = {place}"));
            }
        }
    }
}

/// Lists the counties that the database keeps in a region.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn counties_of(tx: &mut Tx, region: RegionCode) -> Result<Vec<RegionCode>, Error> {
    let all = super::counties(tx).await?;
    Ok(all.into_iter().filter(|county| region.contains(county)).collect())
}

/// Finds the county and the region of a school.
///
/// # Errors
/// When the database refuses or the row does not read.
pub async fn school(tx: &mut Tx, id: SchoolId) -> Result<Option<(RegionCode, RegionCode)>, Error> {
    let sql = "SELECT county, region FROM school WHERE id = $1";
    let row: Option<(String, String)> = tx.query(sql).bind(id.0).optional().await?;
    let Some((county, region)) = row else { return Ok(None) };
    let read = |column, text: &str| {
        RegionCode::parse(text).map_err(|e| Error::bad_row("school", column, id, e))
    };
    Ok(Some((read("county", &county)?, read("region", &region)?)))
}
