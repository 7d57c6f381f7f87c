//! The point at which each region is shown: imported, else from what lies in it.

use crate::app::App;
use crate::db::read::counties;
use crate::db::read::regions::{self, Located, Named};
use crate::db::{Error, Tx};
use doorstep_schema::region::{Level, RegionCode};
use std::collections::HashMap;
use std::sync::Arc;

/// A latitude and a longitude.
pub type Point = (f64, f64);

/// Points by the codes of regions.
pub type Points = HashMap<String, Point>;

/// A point from fewer households than this would tell where a family lives.
const FEWEST_HOMES: usize = 3;
/// Degrees to so many parts are about 100 m.
const HOMES_PARTS: f64 = 1e3;

/// Finds the points of regions that lie within one: the imported one, else the middle of the imported points below, else
/// of the households, else of the schools.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn points(
    app: &App,
    tx: &mut Tx,
    within: RegionCode,
    named: &[Named],
) -> Result<Points, Error> {
    let imported = regions::points(tx, within).await?;
    let mut found: Points = imported.iter().map(|p| (p.region.clone(), (p.lat, p.lon))).collect();
    let lacks =
        |found: &Points| named.iter().any(|region| !found.contains_key(region.code.as_str()));
    if lacks(&found) {
        fill(&mut found, named, &middles(&imported, 1));
    }
    // Households are looked through county by county, so not for whole provinces.
    if lacks(&found) && within.level() >= Level::Prefecture {
        for county in counties(tx).await? {
            if within.contains(&county) || county.contains(&within) {
                let homes = homes(app, tx, county).await?;
                fill(&mut found, named, &homes);
            }
        }
    }
    if lacks(&found) {
        fill(&mut found, named, &middles(&regions::schools_places(tx, within).await?, 1));
    }
    Ok(found)
}

fn fill(found: &mut Points, named: &[Named], from: &Points) {
    for region in named {
        if let Some(point) = from.get(region.code.as_str()) {
            found.entry(region.code.to_string()).or_insert(*point);
        }
    }
}

/// Returns the middles of a county's households, which are kept for a while.
async fn homes(app: &App, tx: &mut Tx, county: RegionCode) -> Result<Arc<Points>, Error> {
    let work_out = async {
        let homes = regions::homes(tx, county).await?;
        let coarse = |(lat, lon): Point| {
            ((lat * HOMES_PARTS).round() / HOMES_PARTS, (lon * HOMES_PARTS).round() / HOMES_PARTS)
        };
        let middles = middles(&homes, FEWEST_HOMES).into_iter();
        Ok(Arc::new(middles.map(|(code, point)| (code, coarse(point))).collect()))
    };
    app.homes.get(county, app.now(), work_out).await
}

/// Returns the medians of places by every region that they lie in, from so many places on.
fn middles(places: &[Located], fewest: usize) -> Points {
    let mut by_region: HashMap<String, (Vec<f64>, Vec<f64>)> = HashMap::new();
    for place in places {
        let Ok(code) = RegionCode::parse(&place.region) else { continue };
        for region in std::iter::successors(Some(code), RegionCode::parent) {
            let (lats, lons) = by_region.entry(region.to_string()).or_default();
            lats.push(place.lat);
            lons.push(place.lon);
        }
    }
    let enough = by_region.into_iter().filter(|(_, (lats, _))| lats.len() >= fewest);
    enough.map(|(code, (lats, lons))| (code, (median(lats), median(lons)))).collect()
}

/// Returns the median of numbers, of which there is at least one.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    let (upper, lower) = (numbers.len() / 2, numbers.len().saturating_sub(1) / 2);
    numbers.get(lower).zip(numbers.get(upper)).map_or(0.0, |(a, b)| f64::midpoint(*a, *b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_middle_is_the_median_in_every_region_above_and_needs_enough_places() {
        let at = |region: &str, lat| Located { region: region.to_owned(), lat, lon: -lat };
        let places = [at("533325001201", 1.0), at("533325001201", 9.0), at("533325001202", 2.0)];
        let all = middles(&places, 1);
        assert_eq!(all["533325001201"], (5.0, -5.0));
        assert_eq!(all["533325001"], (2.0, -2.0));
        assert_eq!(all["53"], (2.0, -2.0));
        let enough = middles(&places, FEWEST_HOMES);
        assert!(!enough.contains_key("533325001201"));
        assert_eq!(enough["533325001"], (2.0, -2.0));
    }
}
