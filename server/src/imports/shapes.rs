//! Shapes of regions from GeoJSON: a collection of features, each with the property `code`.

use super::ImportError;
use super::geometry::Geometry;
use super::report::Report;
use crate::app::App;
use crate::db::counter;
use crate::db::roster::regions;
use crate::db::roster::shapes::{self, Shape};
use doorstep_schema::region::RegionCode;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::HashMap;

#[derive(Deserialize)]
struct Collection {
    #[serde(rename = "type")]
    kind: String,
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    geometry: Value,
    #[serde(default)]
    properties: Option<Map<String, Value>>,
}

/// Reads the file and keeps its shapes, unless something is wrong with one or it is only tried.
pub(super) async fn import(
    app: &App,
    bytes: &[u8],
    county: RegionCode,
    good_rows: bool,
    report: &mut Report,
) -> Result<(), ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let collection: Collection = serde_json::from_slice(bytes).map_err(|error| {
        ImportError::File(format!("shapes are a FeatureCollection in GeoJSON: {error}"))
    })?;
    if collection.kind != "FeatureCollection" {
        let kind: String = collection.kind.chars().take(40).collect();
        let message = format!("shapes are a FeatureCollection, not a {kind}");
        return Err(ImportError::File(message));
    }
    report.rows = collection.features.len();
    let mut tx = app.db.read().await?;
    let known = regions::of_county(&mut tx, county).await?;
    drop(tx);
    let mut found: HashMap<RegionCode, Shape> = HashMap::new();
    for (feature, row) in collection.features.into_iter().zip(1..) {
        let Some((code, geometry)) = read(feature, row, report) else { continue };
        if !known.contains(code.as_str()) {
            let message = format!("there is no region {code} in {county}; import it first");
            report.wrong(row, "code", "unknown", message);
            continue;
        }
        let shape = found.entry(code).or_insert_with(|| Shape::of(code));
        if !shape.take(&geometry) {
            report.wrong(row, "code", "duplicate", format!("{code} has such a shape already"));
        }
    }
    report.settle();
    let mut found: Vec<Shape> = found.into_values().collect();
    found.sort_by_key(|shape| shape.code);
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, county, 0).await?;
    report.count(shapes::put(&mut tx, county, &found).await?);
    if !report.dry_run && (report.bad == 0 || good_rows) {
        tx.commit().await?;
        report.applied = true;
    }
    Ok(())
}

/// Reads one feature; what is wrong with it goes to the report.
fn read(feature: Feature, row: usize, report: &mut Report) -> Option<(RegionCode, Geometry)> {
    let code = match feature.properties.as_ref().and_then(|all| all.get("code")) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let code = match RegionCode::parse(&code) {
        Ok(code) => Some(code),
        Err(error) => {
            report.wrong(row, "code", "not_a_region", error.to_string());
            None
        }
    };
    match Geometry::read(feature.geometry) {
        Ok(geometry) => Some((code?, geometry)),
        Err((what, message)) => {
            report.wrong(row, "geometry", what, message);
            None
        }
    }
}

impl Shape {
    /// Takes a point or an outline; tells whether there was none of the kind before.
    fn take(&mut self, geometry: &Geometry) -> bool {
        if matches!(geometry, Geometry::Point(_)) {
            return self.point.replace(geometry.centre()).is_none();
        }
        self.centre = Some(geometry.centre());
        // Numbers and lists always become text.
        let text = serde_json::to_string(geometry).unwrap_or_default();
        self.outline.replace(text).is_none()
    }
}
