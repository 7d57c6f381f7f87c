//! Regions of a county.

use super::{changed, count};
use crate::db::students::Put;
use crate::db::{Error, Tx, counter, many};
use doorstep_schema::region::{Region, RegionCode};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Finds those of the codes that exist, with name and whether they are retired.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    tx: &mut Tx,
    codes: &BTreeSet<RegionCode>,
) -> Result<HashMap<String, (String, bool)>, Error> {
    let codes: Vec<RegionCode> = codes.iter().copied().collect();
    let mut found = HashMap::with_capacity(codes.len());
    for slice in many::slices(&codes) {
        let list = many::list(slice.len());
        let sql = format!("SELECT code, name, retired FROM region WHERE code IN {list}");
        let query = slice.iter().fold(tx.query(sql), |query, code| query.bind(code.to_string()));
        let rows: Vec<(String, String, bool)> = query.all().await?;
        found.extend(rows.into_iter().map(|(code, name, retired)| (code, (name, retired))));
    }
    Ok(found)
}

/// Adds new regions of the county and changes others.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, county: RegionCode, regions: &[Region]) -> Result<Put, Error> {
    let next = counter::take(tx, county, count(regions)).await?;
    let known = find(tx, &regions.iter().map(|r| r.code).collect()).await?;
    let mut put = Put::default();
    let save = changed(regions, next, &mut put, |region| {
        let before = known.get(region.code.as_str())?;
        Some(before.0 == region.name && before.1 == region.retired)
    });
    for slice in many::slices(&save) {
        let sql = format!(
            "INSERT INTO region (code, county, name, retired, seq) VALUES {}
            ON CONFLICT (code) DO UPDATE
            SET name = excluded.name, retired = excluded.retired, seq = excluded.seq",
            many::places(slice.len(), 5)
        );
        let query = slice.iter().fold(tx.query(sql), |query, (seq, region)| {
            let query = query.bind(region.code.to_string()).bind(county.to_string());
            query.bind(region.name.clone()).bind(region.retired).bind(*seq)
        });
        query.execute().await?;
    }
    Ok(put)
}

/// Lists the codes of a county's regions.
///
/// # Errors
/// When the database refuses.
pub async fn of_county(tx: &mut Tx, county: RegionCode) -> Result<HashSet<String>, Error> {
    let sql = "SELECT code FROM region WHERE county = $1";
    let rows: Vec<(String,)> = tx.query(sql).bind(county.to_string()).all().await?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}
