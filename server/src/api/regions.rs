//! `GET /v1/regions`, `GET /v1/regions.geojson` and `GET /v1/schools`: what a desk chooses from and draws.

use super::extract::{Format, Parameters};
use super::parameters;
use crate::acts::whereabouts::{Points, points};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::Tx;
use crate::db::read::regions::{self as read, ListedSchool, Named};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use doorstep_schema::access::{Action, roles};
use doorstep_schema::id::SchoolId;
use doorstep_schema::people::Scope;
use doorstep_schema::region::{Level, RegionCode};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The region whose regions or schools are asked for; the caller's own when left out.
    within: Option<String>,
    /// Only regions of this level.
    level: Option<String>,
}

/// A region of the list.
#[derive(Clone, Debug, Serialize)]
struct Region {
    code: RegionCode,
    name: String,
    level: Level,
    parent: Option<RegionCode>,
    lat: Option<f64>,
    lon: Option<f64>,
}

impl Region {
    fn of(named: Named, points: &Points) -> Self {
        let point = points.get(named.code.as_str());
        Self {
            code: named.code,
            name: named.name,
            level: named.code.level(),
            parent: named.code.parent(),
            lat: point.map(|point| point.0),
            lon: point.map(|point| point.1),
        }
    }
}

/// A school of the list.
#[derive(Clone, Debug, Serialize)]
struct School {
    id: SchoolId,
    code: String,
    name: String,
    region: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

impl From<ListedSchool> for School {
    fn from(row: ListedSchool) -> Self {
        let ListedSchool { id, code, name, region, lat, lon } = row;
        Self { id: SchoolId(id), code, name, region, lat, lon }
    }
}

/// Regions as GeoJSON (RFC 7946).
#[derive(Serialize)]
struct Collection {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<Feature>,
}

#[derive(Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: RegionCode,
    geometry: Option<Box<RawValue>>,
    properties: Region,
}

/// Answers the regions.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let level = level(asked.level.as_deref())?;
    let mut tx = app.db.read().await?;
    let within = demand(&mut tx, &caller, asked.within.as_deref()).await?;
    let named = read::within(&mut tx, within, level).await?;
    let points = points(&app, &mut tx, within, &named).await?;
    let found: Vec<Region> = named.into_iter().map(|named| Region::of(named, &points)).collect();
    Ok(format.answer(&found))
}

/// Answers the regions of a level with their shapes.
pub(super) async fn shapes(
    State(app): State<App>,
    caller: Caller,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let level = level(asked.level.as_deref())?;
    let mut tx = app.db.read().await?;
    let within = demand(&mut tx, &caller, asked.within.as_deref()).await?;
    let level = level.unwrap_or_else(|| below(within.level()));
    let named = read::within(&mut tx, within, Some(level)).await?;
    let points = points(&app, &mut tx, within, &named).await?;
    let outlines = read::outlines(&mut tx, within, level).await?;
    drop(tx);
    let mut outlines: HashMap<String, String> = outlines.into_iter().collect();
    let mut features = Vec::with_capacity(named.len());
    for named in named {
        let outline = outlines.remove(named.code.as_str());
        let properties = Region::of(named, &points);
        let point = || {
            let (lat, lon) = properties.lat.zip(properties.lon)?;
            Some(serde_json::json!({ "type": "Point", "coordinates": [lon, lat] }).to_string())
        };
        let geometry = outline.or_else(point).map(RawValue::from_string).transpose();
        let geometry = geometry.map_err(|error| {
            tracing::error!(%error, code = %properties.code, "a stored shape does not read");
            Problem::internal()
        })?;
        features.push(Feature { kind: "Feature", id: properties.code, geometry, properties });
    }
    let answer = Format::Json.answer(&Collection { kind: "FeatureCollection", features });
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], answer).into_response())
}

/// Answers the schools.
pub(super) async fn schools(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let within = demand(&mut tx, &caller, asked.within.as_deref()).await?;
    let mut found = read::schools(&mut tx, within).await?;
    // A school's own people choose their school, not its neighbours.
    if let Some(own) = own_schools(&caller) {
        found.retain(|school| own.contains(&SchoolId(school.id)));
    }
    Ok(format.answer(&found.into_iter().map(School::from).collect::<Vec<_>>()))
}

/// Returns the schools of a caller who works in schools alone.
fn own_schools(caller: &Caller) -> Option<HashSet<SchoolId>> {
    let school = |scope: &Scope| match scope {
        Scope::School(id) => Some(*id),
        _ => None,
    };
    let has_regions = |scope: &Scope| matches!(scope, Scope::Region(_) | Scope::Department(..));
    (!caller.scopes.iter().any(has_regions))
        .then(|| caller.scopes.iter().filter_map(school).collect())
}

/// Finds the region that is asked for, otherwise the caller's own; it must lie in one of the caller's regions.
async fn demand(tx: &mut Tx, caller: &Caller, within: Option<&str>) -> Result<RegionCode, Problem> {
    let within = parameters::region("within", within)?;
    let own = read::of(tx, caller).await?;
    let within = within.or(own.first().copied()).ok_or_else(Problem::not_found)?;
    let may = roles(Action::ReadRegions).contains(&caller.role);
    if may && own.iter().any(|region| region.contains(&within)) {
        Ok(within)
    } else {
        Err(Problem::not_found())
    }
}

/// Reads a level.
fn level(text: Option<&str>) -> Result<Option<Level>, Problem> {
    parameters::read("level", text, |text| {
        let found = Level::ALL.into_iter().find(|level| level.as_str() == text);
        found.ok_or_else(|| format!("a level is {}", Level::ALL.map(Level::as_str).join(", ")))
    })
}

/// Returns the level below one, for villages themselves.
const fn below(level: Level) -> Level {
    match level {
        Level::Province => Level::Prefecture,
        Level::Prefecture => Level::County,
        Level::County => Level::Township,
        Level::Township | Level::Village => Level::Village,
    }
}

#[cfg(test)]
mod tests;
