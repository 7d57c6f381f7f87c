//! The county's regions, read from the table that the crate carries.

use doorstep_schema::region::{Level, RegionCode};
use serde::{Deserialize, Serialize};

/// The county of the demonstration: Lanping.
pub const COUNTY: &str = "533325";

/// The table; `data/SOURCE.md` says where it comes from.
pub const TABLE: &str = include_str!("../data/regions-533325.csv");

/// A row of the table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The code one level up, empty for the province.
    pub parent: String,
    /// The level's word.
    pub level: String,
}

/// A village with what the generator needs to know of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Village {
    /// The code.
    pub code: RegionCode,
    /// The name without the committee's title: 高坪村, 永昌社区.
    pub name: String,
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}

/// A township with its villages.
#[derive(Clone, PartialEq, Debug)]
pub struct Township {
    /// The code.
    pub code: RegionCode,
    /// The name.
    pub name: String,
    /// The name without its kind: 通甸.
    pub short: String,
    /// Latitude of its seat.
    pub lat: f64,
    /// Longitude of its seat.
    pub lon: f64,
    /// The villages.
    pub villages: Vec<Village>,
}

/// The seats of the townships, to about a kilometre.
const SEATS: &[(&str, f64, f64)] = &[
    ("533325001", 26.455, 99.418),
    ("533325002", 26.420, 99.440),
    ("533325102", 26.500, 99.290),
    ("533325103", 26.460, 99.150),
    ("533325104", 26.640, 99.540),
    ("533325201", 26.800, 99.440),
    ("533325202", 26.850, 99.140),
    ("533325203", 26.660, 99.160),
    ("533325204", 26.170, 99.130),
];

/// Reads the rows of the table.
///
/// # Errors
/// When the table does not read, which a test rules out.
pub fn rows() -> Result<Vec<Row>, csv::Error> {
    csv::Reader::from_reader(TABLE.as_bytes()).deserialize().collect()
}

/// Reads the townships with their villages.
///
/// # Errors
/// When the table does not read, which a test rules out.
pub fn townships() -> Result<Vec<Township>, csv::Error> {
    let rows = rows()?;
    let known: Vec<(RegionCode, &Row)> =
        rows.iter().filter_map(|r| RegionCode::parse(&r.code).ok().map(|c| (c, r))).collect();
    let seats = known.iter().filter(|(code, _)| code.level() == Level::Township);
    Ok(seats.map(|(code, row)| township(*code, row, &known)).collect())
}

fn township(code: RegionCode, row: &Row, known: &[(RegionCode, &Row)]) -> Township {
    let seat = SEATS.iter().find(|(c, ..)| *c == code.as_str());
    let (lat, lon) = seat.map_or((26.45, 99.42), |(_, lat, lon)| (*lat, *lon));
    let within = known.iter().filter(|(c, _)| c.level() == Level::Village && code.contains(c));
    let villages = within.enumerate().map(|(n, (c, r))| {
        // Sunflower placing: each village its own spot around the seat, none on top of another.
        let turn = f64::from(u32::try_from(n).unwrap_or(0));
        let (radius, angle) = (0.012 * (turn + 0.3).sqrt(), turn * 2.399_963);
        Village {
            code: *c,
            name: r.name.trim_end_matches("委会").trim_end_matches("居").to_owned(),
            lat: round(lat + radius * angle.sin()),
            lon: round(lon + radius * angle.cos()),
        }
    });
    let villages = villages.collect();
    let short = row.name.trim_end_matches("街道").trim_end_matches(['镇', '乡']).to_owned();
    Township { code, name: row.name.clone(), short, lat, lon, villages }
}

/// Rounds degrees to about a metre.
pub(crate) fn round(degrees: f64) -> f64 {
    (degrees * 100_000.0).round() / 100_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_the_whole_county_and_nothing_hangs_loose() {
        let rows = rows().unwrap();
        for row in &rows {
            let code = RegionCode::parse(&row.code).unwrap();
            let parent = code.parent().map(|p| p.as_str().to_owned()).unwrap_or_default();
            assert_eq!(row.parent, parent);
            assert!(row.parent.is_empty() || rows.iter().any(|r| r.code == row.parent));
        }
        let townships = townships().unwrap();
        assert_eq!(townships.len(), 9);
        assert_eq!(townships.iter().map(|t| t.villages.len()).sum::<usize>(), 116);
        assert_eq!(townships[4].short, "通甸");
        assert_eq!(townships[4].villages[0].name, "八十一社区");
        assert!(townships.iter().all(|t| SEATS.iter().any(|(c, ..)| *c == t.code.as_str())));
    }
}
