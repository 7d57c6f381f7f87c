//! Outlines and points of GeoJSON (RFC 7946): read, checked, and a point to show each at.

use serde::{Deserialize, Serialize};

/// A ring of positions: longitude, latitude.
type Ring = Vec<[f64; 2]>;

/// A geometry as it is kept.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "type", content = "coordinates")]
pub(super) enum Geometry {
    /// A place.
    Point([f64; 2]),
    /// An outline with its holes.
    Polygon(Vec<Ring>),
    /// Several outlines.
    MultiPolygon(Vec<Vec<Ring>>),
}

/// A geometry as it comes; positions may have a height, which is left out.
#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Raw {
    Point(Vec<f64>),
    Polygon(Vec<Vec<Vec<f64>>>),
    MultiPolygon(Vec<Vec<Vec<Vec<f64>>>>),
}

/// The most positions of one geometry.
const MOST: usize = 20_000;
/// A metre on the ground is about 1e-5 degrees.
const DIGITS: f64 = 1e6;

impl Geometry {
    /// Reads a geometry.
    ///
    /// # Errors
    /// A code and what is wrong, for people.
    pub(super) fn read(value: serde_json::Value) -> Result<Self, (&'static str, String)> {
        let raw: Raw = serde_json::from_value(value).map_err(|error| {
            let message = format!("a shape is a Point, Polygon or MultiPolygon: {error}");
            ("not_a_shape", message)
        })?;
        let read = match raw {
            Raw::Point(point) => Self::Point(position(&point)?),
            Raw::Polygon(rings) => Self::Polygon(polygon(&rings)?),
            Raw::MultiPolygon(parts) => {
                let parts: Vec<_> = parts.iter().map(|p| polygon(p)).collect::<Result<_, _>>()?;
                if parts.is_empty() {
                    return Err(("not_a_shape", "an outline has at least one part".to_owned()));
                }
                Self::MultiPolygon(parts)
            }
        };
        let positions = read.parts().iter().flatten().map(Vec::len).sum::<usize>();
        if positions > MOST {
            let message = format!("an outline has at most {MOST} positions, this one {positions}");
            return Err(("too_long", message));
        }
        Ok(read)
    }

    fn parts(&self) -> &[Vec<Ring>] {
        match self {
            Self::Point(_) => &[],
            Self::Polygon(rings) => std::slice::from_ref(rings),
            Self::MultiPolygon(parts) => parts,
        }
    }

    /// Returns the place to show it at, latitude and longitude: the centre of mass of its greatest part.
    pub(super) fn centre(&self) -> (f64, f64) {
        if let Self::Point([lon, lat]) = self {
            return (*lat, *lon);
        }
        let outlines = self.parts().iter().filter_map(|rings| rings.first());
        let centres = outlines.map(|ring| centre(ring));
        let greatest = centres.max_by(|a, b| a.0.total_cmp(&b.0));
        greatest.map_or((0.0, 0.0), |(_, lat, lon)| (lat, lon))
    }
}

fn position(position: &[f64]) -> Result<[f64; 2], (&'static str, String)> {
    let [lon, lat, ..] = position else {
        return Err(("not_a_shape", "a position is longitude and latitude".to_owned()));
    };
    if lon.abs() > 180.0 || lat.abs() > 90.0 {
        let message = format!("{lon}, {lat}: longitude is -180 to 180 and latitude -90 to 90");
        return Err(("out_of_range", message));
    }
    Ok([(lon * DIGITS).round() / DIGITS, (lat * DIGITS).round() / DIGITS])
}

fn polygon(rings: &[Vec<Vec<f64>>]) -> Result<Vec<Ring>, (&'static str, String)> {
    let mut read = Vec::with_capacity(rings.len());
    for ring in rings {
        let ring: Ring = ring.iter().map(|p| position(p)).collect::<Result<_, _>>()?;
        if ring.len() < 4 || ring.first() != ring.last() {
            let message = "a ring has at least 4 positions and ends where it begins";
            return Err(("not_closed", message.to_owned()));
        }
        read.push(ring);
    }
    if read.is_empty() {
        return Err(("not_a_shape", "an outline has at least one ring".to_owned()));
    }
    Ok(read)
}

/// Returns the area of a ring in square degrees with its centre of mass, latitude and longitude (shoelace formula).
fn centre(ring: &[[f64; 2]]) -> (f64, f64, f64) {
    let [lon_0, lat_0] = ring.first().copied().unwrap_or_default();
    let (mut area, mut lat, mut lon) = (0.0, 0.0, 0.0);
    for pair in ring.windows(2) {
        // Near zero, so that little is lost in the differences.
        let (ax, ay) = (pair[0][0] - lon_0, pair[0][1] - lat_0);
        let (bx, by) = (pair[1][0] - lon_0, pair[1][1] - lat_0);
        let cross = ax * by - bx * ay;
        area += cross / 2.0;
        lon += (ax + bx) * cross / 6.0;
        lat += (ay + by) * cross / 6.0;
    }
    if area.abs() < 1e-12 {
        return (0.0, lat_0, lon_0);
    }
    (area.abs(), lat_0 + lat / area, lon_0 + lon / area)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_outline_is_shown_at_the_centre_of_its_greatest_part() {
        let square = |x: f64, y: f64, d: f64| {
            json!([[[x, y, 1800.0], [x + d, y], [x + d, y + d], [x, y + d], [x, y]]])
        };
        let one =
            Geometry::read(json!({ "type": "Polygon", "coordinates": square(99.0, 26.0, 1.0) }));
        let (lat, lon) = one.unwrap().centre();
        assert!((lat - 26.5).abs() < 1e-9 && (lon - 99.5).abs() < 1e-9);
        let parts = json!([square(10.0, 10.0, 0.1), square(99.0, 26.0, 2.0)]);
        let two = Geometry::read(json!({ "type": "MultiPolygon", "coordinates": parts })).unwrap();
        let (lat, lon) = two.centre();
        assert!((lat - 27.0).abs() < 1e-9 && (lon - 100.0).abs() < 1e-9);
        let point = json!({ "type": "Point", "coordinates": [99.123_456_789, 26.5] });
        assert_eq!(Geometry::read(point).unwrap().centre(), (26.5, 99.123_457));
    }

    #[test]
    fn what_is_no_outline_says_why() {
        for (geometry, code) in [
            (json!(null), "not_a_shape"),
            (json!({ "type": "LineString", "coordinates": [[1, 2], [3, 4]] }), "not_a_shape"),
            (json!({ "type": "Point", "coordinates": [1] }), "not_a_shape"),
            (json!({ "type": "Point", "coordinates": [26.5, 99.4] }), "out_of_range"),
            (json!({ "type": "Polygon", "coordinates": [] }), "not_a_shape"),
            (json!({ "type": "MultiPolygon", "coordinates": [] }), "not_a_shape"),
            (
                json!({ "type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [7, 8]]] }),
                "not_closed",
            ),
            (json!({ "type": "Polygon", "coordinates": [[[1, 2], [1, 2]]] }), "not_closed"),
        ] {
            assert_eq!(Geometry::read(geometry.clone()).unwrap_err().0, code, "{geometry}");
        }
        let long: Vec<[f64; 2]> =
            (0..=20_000).map(|n| [f64::from(n % 20_000) / 1e3, 1.0]).collect();
        let long = json!({ "type": "Polygon", "coordinates": [long] });
        assert_eq!(Geometry::read(long).unwrap_err().0, "too_long");
    }
}
