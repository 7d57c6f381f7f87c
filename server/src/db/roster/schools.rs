//! Schools of a county.

use super::{changed, count};
use crate::db::students::Put;
use crate::db::{Error, Tx, counter, many};
use doorstep_schema::id::SchoolId;
use doorstep_schema::people::School;
use doorstep_schema::place::Place;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromRow)]
struct SchoolRow {
    id: Uuid,
    county: String,
    code: String,
    name: String,
    region: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

impl TryFrom<SchoolRow> for School {
    type Error = Error;

    fn try_from(row: SchoolRow) -> Result<Self, Error> {
        let region = |column, text: &str| {
            RegionCode::parse(text).map_err(|e| Error::bad_row("school", column, row.id, e))
        };
        let place = |(lat, lon)| Place { lat, lon, accuracy: 0.0 };
        Ok(Self {
            id: SchoolId(row.id),
            county: region("county", &row.county)?,
            region: region("region", &row.region)?,
            place: row.lat.zip(row.lon).map(place),
            code: row.code,
            name: row.name,
        })
    }
}

/// Lists the schools of a county by their codes.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn by_code(tx: &mut Tx, county: RegionCode) -> Result<HashMap<String, School>, Error> {
    let sql = "SELECT id, county, code, name, region, lat, lon FROM school WHERE county = $1";
    let rows: Vec<SchoolRow> = tx.query(sql).bind(county.to_string()).all().await?;
    rows.into_iter().map(|row| Ok((row.code.clone(), row.try_into()?))).collect()
}

/// Finds a school.
///
/// # Errors
/// When the database refuses or the row does not read.
pub async fn find(tx: &mut Tx, id: SchoolId) -> Result<Option<School>, Error> {
    let sql = "SELECT id, county, code, name, region, lat, lon FROM school WHERE id = $1";
    let row: Option<SchoolRow> = tx.query(sql).bind(id.0).optional().await?;
    row.map(School::try_from).transpose()
}

/// Adds new schools of the county and changes others; codes are unique in it.
///
/// # Errors
/// When the database refuses or a stored school does not read.
pub async fn put(tx: &mut Tx, county: RegionCode, schools: &[School]) -> Result<Put, Error> {
    let next = counter::take(tx, county, count(schools)).await?;
    let known = by_code(tx, county).await?;
    let mut put = Put::default();
    let save = changed(schools, next, &mut put, |school| {
        known.get(&school.code).map(|before| before == school)
    });
    for slice in many::slices(&save) {
        let sql = format!(
            "INSERT INTO school (id, county, code, name, region, lat, lon, seq) VALUES {}
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, region = excluded.region,
                lat = excluded.lat, lon = excluded.lon, seq = excluded.seq",
            many::places(slice.len(), 8)
        );
        let query = slice.iter().fold(tx.query(sql), |query, (seq, school)| {
            let query = query.bind(school.id.0).bind(county.to_string()).bind(school.code.clone());
            let query = query.bind(school.name.clone()).bind(school.region.to_string());
            query.bind(school.place.map(|p| p.lat)).bind(school.place.map(|p| p.lon)).bind(*seq)
        });
        query.execute().await?;
    }
    Ok(put)
}
