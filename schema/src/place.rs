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
}
