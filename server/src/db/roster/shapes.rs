//! Where regions lie.

use super::changed;
use crate::db::students::Put;
use crate::db::{Error, Tx, many};
use doorstep_schema::region::RegionCode;
use std::collections::HashMap;

/// The shape of a region: a point, an outline, or both.
#[derive(Clone, PartialEq, Debug)]
pub struct Shape {
    /// The region.
    pub code: RegionCode,
    /// The point at which it is shown, latitude and longitude.
    pub point: Option<(f64, f64)>,
    /// The outline, as the JSON of a GeoJSON geometry.
    pub outline: Option<String>,
    /// The centre of the outline, latitude and longitude: shown where no point was given.
    pub centre: Option<(f64, f64)>,
}

impl Shape {
    /// Makes an empty shape.
    #[must_use]
    pub const fn of(code: RegionCode) -> Self {
        Self { code, point: None, outline: None, centre: None }
    }
}

type Stored = (f64, f64, Option<String>);

/// Adds shapes to those of the county, and changes others; an outline stays when only a point comes, and a point that
/// stood alone stays when an outline comes.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, county: RegionCode, shapes: &[Shape]) -> Result<Put, Error> {
    let sql = "SELECT code, lat, lon, geometry FROM region_shape WHERE county = $1";
    let rows: Vec<(String, f64, f64, Option<String>)> =
        tx.query(sql).bind(county.to_string()).all().await?;
    let known: HashMap<String, Stored> =
        rows.into_iter().map(|(code, lat, lon, outline)| (code, (lat, lon, outline))).collect();
    let mut put = Put::default();
    let merged: Vec<(RegionCode, Stored)> = shapes
        .iter()
        .filter_map(|shape| Some((shape.code, merged(shape, known.get(shape.code.as_str()))?)))
        .collect();
    let save = changed(&merged, 0, &mut put, |(code, shape)| {
        known.get(code.as_str()).map(|before| before == shape)
    });
    for slice in many::slices(&save) {
        let sql = format!(
            "INSERT INTO region_shape (code, county, lat, lon, geometry) VALUES {}
            ON CONFLICT (code) DO UPDATE
            SET lat = excluded.lat, lon = excluded.lon, geometry = excluded.geometry",
            many::places(slice.len(), 5)
        );
        let query = slice.iter().fold(tx.query(sql), |query, (_, (code, (lat, lon, outline)))| {
            let query = query.bind(code.to_string()).bind(county.to_string());
            query.bind(*lat).bind(*lon).bind(outline.clone())
        });
        query.execute().await?;
    }
    Ok(put)
}

/// Lays a shape over what is stored; nothing when it is empty.
fn merged(shape: &Shape, before: Option<&Stored>) -> Option<Stored> {
    let stored = before.map(|(lat, lon, _)| (*lat, *lon));
    // Without an outline, what is stored is a point that was given.
    let given = stored.filter(|_| before.is_some_and(|(_, _, outline)| outline.is_none()));
    let (lat, lon) = shape.point.or(given).or(shape.centre).or(stored)?;
    let outline = shape.outline.clone().or_else(|| before.and_then(|(_, _, o)| o.clone()));
    Some((lat, lon, outline))
}
