//! How the fields of a request are declared and read.

use doorstep_core::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Declares the fields of requests; one that is not known is a mistake and is told.
macro_rules! asks {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
        pub(crate) struct $name { $($(#[$of])* pub(crate) $field: $type),* }
    )+};
}
pub(crate) use asks;

/// A request without fields.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "Record<string, never>"))]
pub(crate) struct Nothing {}

/// Reads the fields of a request.
pub(crate) fn fields<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, Problem> {
    serde_path_to_error::deserialize(Value::Object(fields)).map_err(|error| {
        let place = error.path().to_string();
        Problem::misfit(if place == "." { "" } else { &place }, &error.inner().to_string())
    })
}

/// Writes an answer.
pub(crate) fn answer<T: Serialize>(answer: &T) -> Result<String, Problem> {
    serde_json::to_string(answer).map_err(|_| Problem::new(doorstep_core::Code::Fault))
}
