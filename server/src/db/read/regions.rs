//! Regions as desks show them: those that a worker works in, and where regions lie.

use super::filter::Filter;
use super::{area, class};
use crate::auth::caller::Caller;
use crate::db::{Error, Tx};
use doorstep_schema::people::{Scope, Student};
use doorstep_schema::region::{Level, RegionCode};
use doorstep_schema::wire::cbor;
use sqlx::FromRow;
use uuid::Uuid;

/// Lists the regions of a caller's scopes, as their phone finds them: of a class or a school the school's, of a
/// department its county.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn of(tx: &mut Tx, caller: &Caller) -> Result<Vec<RegionCode>, Error> {
    let mut regions = Vec::new();
    for scope in &caller.scopes {
        regions.extend(match scope {
            Scope::Class(id) => class(tx, *id).await?.map(|(_, _, region)| region),
            Scope::School(id) => area::school(tx, *id).await?.map(|(_, region)| region),
            Scope::Region(code) | Scope::Department(code, _) => Some(*code),
        });
    }
    Ok(regions)
}

/// A region with its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The code.
    pub code: RegionCode,
    /// The name.
    pub name: String,
}

/// Lists the regions of a region, itself too, that are of a level and not retired, by code.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn within(
    tx: &mut Tx,
    region: RegionCode,
    level: Option<Level>,
) -> Result<Vec<Named>, Error> {
    let mut filter = Filter::default();
    let condition = filter.within("code", region);
    filter.and(condition);
    if let Some(level) = level {
        let digits = filter.number(i64::try_from(level.digits()).unwrap_or_default());
        filter.and(format!("LENGTH(code) = {digits}"));
    }
    let sql = format!(
        "SELECT code, name FROM region WHERE NOT retired AND {} ORDER BY code",
        filter.sql()
    );
    let rows: Vec<(String, String)> = filter.bind(tx.query(sql)).all().await?;
    let read = |(code, name): (String, String)| {
        let code =
            RegionCode::parse(&code).map_err(|e| Error::bad_row("region", "code", &code, e))?;
        Ok(Named { code, name })
    };
    rows.into_iter().map(read).collect()
}

/// A place of something in a region.
#[derive(Clone, PartialEq, Debug, FromRow)]
pub struct Located {
    /// The region's code.
    pub region: String,
    /// The latitude.
    pub lat: f64,
    /// The longitude.
    pub lon: f64,
}

/// Lists the imported points within a region.
///
/// # Errors
/// When the database refuses.
pub async fn points(tx: &mut Tx, region: RegionCode) -> Result<Vec<Located>, Error> {
    let mut filter = Filter::default();
    let condition = filter.within("code", region);
    let sql = format!("SELECT code AS region, lat, lon FROM region_shape WHERE {condition}");
    filter.bind(tx.query(sql)).all().await
}

/// Lists the imported outlines of a level within a region, as the JSON of GeoJSON geometries by code.
///
/// # Errors
/// When the database refuses.
pub async fn outlines(
    tx: &mut Tx,
    region: RegionCode,
    level: Level,
) -> Result<Vec<(String, String)>, Error> {
    let mut filter = Filter::default();
    let condition = filter.within("code", region);
    let digits = filter.number(i64::try_from(level.digits()).unwrap_or_default());
    let sql = format!(
        "SELECT code, geometry FROM region_shape
        WHERE {condition} AND LENGTH(code) = {digits} AND geometry IS NOT NULL"
    );
    filter.bind(tx.query(sql)).all().await
}

/// Lists the places of the schools within a region.
///
/// # Errors
/// When the database refuses.
pub async fn schools_places(tx: &mut Tx, region: RegionCode) -> Result<Vec<Located>, Error> {
    let mut filter = Filter::default();
    let condition = filter.within("region", region);
    let sql = format!(
        "SELECT region, lat, lon FROM school WHERE {condition} AND lat IS NOT NULL AND lon IS NOT NULL"
    );
    filter.bind(tx.query(sql)).all().await
}

/// Lists the places of the households of a county's students, by village.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn homes(tx: &mut Tx, county: RegionCode) -> Result<Vec<Located>, Error> {
    let sql = "SELECT id, village, body FROM student WHERE county = $1";
    let rows: Vec<(Uuid, String, Vec<u8>)> = tx.query(sql).bind(county.to_string()).all().await?;
    let mut found = Vec::new();
    for (id, region, body) in rows {
        let student: Student =
            cbor::decode(&body).map_err(|e| Error::bad_row("student", "body", id, e))?;
        found.extend(student.home.map(|home| Located { region, lat: home.lat, lon: home.lon }));
    }
    Ok(found)
}

/// A school of a list.
#[derive(Clone, PartialEq, Debug, FromRow)]
pub struct ListedSchool {
    /// The id.
    pub id: Uuid,
    /// The county's code for it.
    pub code: String,
    /// The name.
    pub name: String,
    /// The region that it lies in.
    pub region: String,
    /// The latitude.
    pub lat: Option<f64>,
    /// The longitude.
    pub lon: Option<f64>,
}

/// Lists the schools within a region, by region and code.
///
/// # Errors
/// When the database refuses.
pub async fn schools(tx: &mut Tx, region: RegionCode) -> Result<Vec<ListedSchool>, Error> {
    let mut filter = Filter::default();
    let condition = filter.within("region", region);
    let sql = format!(
        "SELECT id, code, name, region, lat, lon FROM school WHERE {condition} ORDER BY region, code, id"
    );
    filter.bind(tx.query(sql)).all().await
}

/// Lists one school.
///
/// # Errors
/// When the database refuses.
pub async fn school(tx: &mut Tx, id: Uuid) -> Result<Option<ListedSchool>, Error> {
    let sql = "SELECT id, code, name, region, lat, lon FROM school WHERE id = $1";
    tx.query(sql).bind(id).optional().await
}
