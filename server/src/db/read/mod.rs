//! Reading for desks: queues, boards, students, indicators, accounts.

pub(in crate::db) mod filter;

pub mod area;
pub mod board;
pub mod devices;
pub mod evidence;
pub mod follow_ups;
pub mod indicators;
pub mod leaving;
pub mod ledger;
pub mod names;
pub mod papers;
pub mod regions;
pub mod results;
pub mod students;
pub mod trend;
pub mod workers;

use super::{Error, Tx};
use doorstep_schema::id::{ClassId, SchoolId};
use doorstep_schema::region::RegionCode;
use std::collections::BTreeMap;

/// Lists the counties that the database keeps.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn counties(tx: &mut Tx) -> Result<Vec<RegionCode>, Error> {
    let rows: Vec<(String,)> = tx.query("SELECT code FROM county ORDER BY code").all().await?;
    let read = |(code,): (String,)| {
        RegionCode::parse(&code).map_err(|e| Error::bad_row("county", "code", &code, e))
    };
    rows.into_iter().map(read).collect()
}

/// Lists the last number taken in each county.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn counters(tx: &mut Tx) -> Result<BTreeMap<RegionCode, i64>, Error> {
    let rows: Vec<(String, i64)> = tx.query("SELECT code, seq FROM county").all().await?;
    let read = |(code, seq): (String, i64)| {
        let code = RegionCode::parse(&code).map_err(|e| Error::bad_row("county", "code", &code, e));
        Ok((code?, seq))
    };
    rows.into_iter().map(read).collect()
}

/// Finds the school, the county and the school's region of a class.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn class(
    tx: &mut Tx,
    id: ClassId,
) -> Result<Option<(SchoolId, RegionCode, RegionCode)>, Error> {
    let sql = "SELECT school FROM class WHERE id = $1";
    let row: Option<(uuid::Uuid,)> = tx.query(sql).bind(id.0).optional().await?;
    let Some((school,)) = row else { return Ok(None) };
    let school = SchoolId(school);
    Ok(area::school(tx, school).await?.map(|(county, region)| (school, county, region)))
}
