//! Where something happened.

use serde::{Deserialize, Serialize};

/// A point on the earth (WGS 84) with the accuracy that the phone claimed.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Place {
    /// Latitude in degrees, -90 to 90.
    pub lat: f64,
    /// Longitude in degrees, -180 to 180.
    pub lon: f64,
    /// Radius in metres within which the phone believes itself to be, 0 or more.
    pub accuracy: f64,
}

/// The mean radius of the earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

impl Place {
    /// Tells whether latitude, longitude and accuracy are in their ranges.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.lat.abs() <= 90.0
            && self.lon.abs() <= 180.0
            && self.accuracy.is_finite()
            && self.accuracy >= 0.0
    }

    /// Returns the place as seals cover it: degrees to 7 decimals (a centimetre), accuracy to a centimetre.
    #[must_use]
    pub fn sealed(&self) -> Self {
        let to = |value: f64, parts: f64| (value * parts).round() / parts;
        Self { lat: to(self.lat, 1e7), lon: to(self.lon, 1e7), accuracy: to(self.accuracy, 1e2) }
    }

    /// Returns the great-circle distance in metres (haversine formula).
    #[must_use]
    pub fn distance_m(&self, other: &Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((b - a) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let h = half_lat.mul_add(half_lat, a.cos() * b.cos() * half_lon * half_lon);
        2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
    }
}

/// A flat plane around a place, for a sketch map: good to a metre within some tens of kilometres.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Plane {
    lat: f64,
    lon: f64,
}

/// A point of a plane.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Point {
    /// Metres to the east of the middle.
    pub x: f64,
    /// Metres to the north of the middle.
    pub y: f64,
}

impl Plane {
    /// Lays a plane around the middle of places; none when there is no place.
    #[must_use]
    pub fn around<'a>(places: impl IntoIterator<Item = &'a Place>) -> Option<Self> {
        let mut bounds: Option<[f64; 4]> = None;
        for place in places {
            let [south, west, north, east] =
                bounds.unwrap_or([place.lat, place.lon, place.lat, place.lon]);
            bounds = Some([
                south.min(place.lat),
                west.min(place.lon),
                north.max(place.lat),
                east.max(place.lon),
            ]);
        }
        bounds.map(|[south, west, north, east]| Self {
            lat: f64::midpoint(south, north),
            lon: f64::midpoint(west, east),
        })
    }

    /// Returns the place in the middle.
    #[must_use]
    pub const fn middle(&self) -> Place {
        Place { lat: self.lat, lon: self.lon, accuracy: 0.0 }
    }

    /// Projects a place, to a decimetre (equirectangular).
    #[must_use]
    pub fn project(&self, place: &Place) -> Point {
        let metres = |degrees: f64| degrees.to_radians() * EARTH_RADIUS_M;
        let decimetre = |metres: f64| (metres * 10.0).round() / 10.0 + 0.0;
        Point {
            x: decimetre(metres(place.lon - self.lon) * self.lat.to_radians().cos()),
            y: decimetre(metres(place.lat - self.lat)),
        }
    }
}

/// Finds the nearest of several places: which, and how many whole metres away.
#[must_use]
pub fn nearest<'a>(
    place: &Place,
    others: impl IntoIterator<Item = &'a Place>,
) -> Option<(usize, u32)> {
    let metres = others.into_iter().map(|other| place.distance_m(other)).enumerate();
    let (which, metres) = metres.min_by(|a, b| a.1.total_cmp(&b.1))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 20,100,000")]
    let metres = metres.round() as u32;
    Some((which, metres))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_about_111_km() {
        let at = |lat, lon| Place { lat, lon, accuracy: 5.0 };
        assert!((at(26.0, 99.4).distance_m(&at(27.0, 99.4)) - 111_195.0).abs() < 1.0);
        assert!(at(26.0, 99.4).distance_m(&at(26.0, 99.4)) < 1e-6);
        assert!(!at(91.0, 0.0).is_valid());
        assert!(!at(f64::NAN, 0.0).is_valid());
    }

    #[test]
    fn a_plane_keeps_distances_and_directions() {
        let at = |lat, lon| Place { lat, lon, accuracy: 5.0 };
        let places = [at(26.40, 99.40), at(26.45, 99.46), at(26.42, 99.50)];
        let plane = Plane::around(&places).unwrap();
        for a in &places {
            for b in &places {
                let (p, q) = (plane.project(a), plane.project(b));
                let flat = (p.x - q.x).hypot(p.y - q.y);
                assert!((flat - a.distance_m(b)).abs() < 10.0, "{flat} {}", a.distance_m(b));
            }
        }
        assert!(plane.project(&places[1]).y > plane.project(&places[0]).y);
        assert!(plane.project(&places[2]).x > plane.project(&places[1]).x);
        assert_eq!(Plane::around(&[]), None);
    }

    #[test]
    fn the_nearest_is_found_with_its_distance() {
        let at = |lat| Place { lat, lon: 99.4, accuracy: 5.0 };
        assert_eq!(nearest(&at(26.4), &[at(26.5), at(26.401)]), Some((1, 111)));
        assert_eq!(nearest(&at(26.4), &[]), None);
    }
}
