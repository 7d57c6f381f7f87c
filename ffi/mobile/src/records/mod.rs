//! What the views hold: records with the names and meanings of the core's own.
//!
//! Keys such as a state, a reason or a kind are texts that the app has words for; ids are texts of UUIDs; days are texts
//! as in `2026-09-01`. What a form or a kind of record decides (answers, payloads) is JSON in its wire form.

mod case;
mod class;
mod draft;
mod list;
mod student;
mod sync;

pub use case::*;
pub use class::*;
pub use draft::*;
pub use list::*;
pub use student::*;
pub use sync::*;

/// A point in time; milliseconds since 1970-01-01T00:00:00Z on its way.
pub use doorstep_core::schema::moment::Moment;

uniffi::custom_type!(Moment, i64, {
    remote,
    lower: |moment| moment.ms(),
    try_lift: |ms| Ok(Moment::from_ms(ms)),
});

/// JSON in its wire form.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Json(pub(crate) String);

uniffi::custom_type!(Json, String, {
    lower: |json| json.0,
    try_lift: |text| Ok(Json(text)),
});

impl Json {
    /// Reads it as what `field` is to be.
    pub(crate) fn read(&self, field: &str) -> Result<serde_json::Value, crate::Problem> {
        serde_json::from_str(&self.0).map_err(|_| crate::Problem::at(field))
    }
}

impl<'de> serde::Deserialize<'de> for Json {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        serde_json::Value::deserialize(from).map(|value| Self(value.to_string()))
    }
}

/// A point on the earth (WGS 84).
#[derive(Clone, Copy, PartialEq, Debug, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Place {
    /// Latitude in degrees, -90 to 90.
    pub lat: f64,
    /// Longitude in degrees, -180 to 180.
    pub lon: f64,
    /// Radius in metres within which the device believes itself to be, 0 or more.
    pub accuracy: f64,
}

/// Where the device believes itself to be.
#[derive(Clone, Copy, PartialEq, Debug, serde::Serialize, uniffi::Record)]
pub struct Sighting {
    /// The place; none when it has none.
    pub place: Option<Place>,
    /// Whether the platform says that the place is an invented one.
    pub mock: bool,
}
