//! Made-up figures of the cohorts that left the junior secondary schools, and where villages and townships lie.

use super::{Roster, SchoolKind};
use crate::dice::{Dice, Purpose};
use serde::Serialize;
use serde_json::{Value, json};

/// How many cohorts are on file.
const COHORTS: i16 = 3;
/// The school years that a cohort is at school.
const YEARS: i16 = 9;

/// A row of `cohorts.csv`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(super) struct CohortRow<'a> {
    school_code: &'a str,
    entry_year: i16,
    group: &'static str,
    entrants: i64,
    transfers_in: i64,
    transfers_out: i64,
    deaths: i64,
    graduates: i64,
}

/// Makes the figures: most schools kept nearly every child, one in three less than it should.
pub(super) fn cohorts(roster: &Roster, seed: u64) -> Vec<CohortRow<'_>> {
    let mut dice = Dice::new(seed, Purpose::Cohorts, 0);
    let mut rows = Vec::new();
    let juniors = roster.schools.iter().filter(|s| s.kind == SchoolKind::Junior);
    for (n, school) in juniors.enumerate() {
        for back in 0..COHORTS {
            let slips = n % 3 == 1;
            let entry_year = roster.year.year - YEARS - back;
            let all = row(&school.code, entry_year, "", dice.between(110, 180), slips, &mut dice);
            let poor = all.entrants / 4;
            rows.push(all);
            rows.push(row(&school.code, entry_year, "poor_household", poor, slips, &mut dice));
        }
    }
    rows
}

fn row<'a>(
    school_code: &'a str,
    entry_year: i16,
    group: &'static str,
    entrants: i64,
    slips: bool,
    dice: &mut Dice,
) -> CohortRow<'a> {
    let (transfers_in, transfers_out) = (dice.between(0, 4), dice.between(0, 6));
    let deaths = i64::from(dice.percent(20));
    let expected = entrants + transfers_in - transfers_out - deaths;
    let lost =
        if slips { expected * dice.between(5, 8) / 100 } else { dice.between(0, expected / 60) };
    let graduates = expected - lost;
    CohortRow {
        school_code,
        entry_year,
        group,
        entrants,
        transfers_in,
        transfers_out,
        deaths,
        graduates,
    }
}

/// Returns the points of townships and villages as GeoJSON.
pub(super) fn shapes(roster: &Roster) -> Value {
    let point = |code: &str, lat: f64, lon: f64| {
        json!({
            "type": "Feature",
            "properties": { "code": code },
            "geometry": { "type": "Point", "coordinates": [lon, lat] },
        })
    };
    let features: Vec<Value> = roster
        .townships
        .iter()
        .flat_map(|township| {
            let villages = township.villages.iter();
            std::iter::once(point(township.code.as_str(), township.lat, township.lon))
                .chain(villages.map(|v| point(v.code.as_str(), v.lat, v.lon)))
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features })
}
