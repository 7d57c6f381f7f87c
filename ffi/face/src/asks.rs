//! How the fields of a request are declared and read.

use doorstep_core::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A request that is read field by field.
pub(crate) trait Fields: Sized {
    /// Takes its fields out of those that were sent.
    fn take(from: &mut Map<String, Value>) -> Result<Self, Problem>;
}

/// Declares the fields of requests; one that is not known is a mistake and is told.
macro_rules! asks {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        #[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
        pub(crate) struct $name { $($(#[$of])* pub(crate) $field: $type),* }

        impl $crate::asks::Fields for $name {
            fn take(
                from: &mut serde_json::Map<String, serde_json::Value>,
            ) -> Result<Self, doorstep_core::Problem> {
                Ok(Self { $($field: $crate::asks::field(from, stringify!($field))?),* })
            }
        }
    )+};
}
pub(crate) use asks;

/// A request without fields.
#[derive(Debug)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "Record<string, never>"))]
pub(crate) struct Nothing {}

impl Fields for Nothing {
    fn take(_: &mut Map<String, Value>) -> Result<Self, Problem> {
        Ok(Self {})
    }
}

/// Takes one field; one that is absent is null, which only a field that may be absent can be.
pub(crate) fn field<T: DeserializeOwned>(
    from: &mut Map<String, Value>,
    name: &str,
) -> Result<T, Problem> {
    let sent = from.remove(name);
    let missing = sent.is_none();
    serde_json::from_value(sent.unwrap_or_default()).map_err(|error| {
        let reason = if missing { format!("missing field `{name}`") } else { error.to_string() };
        Problem::misfit(if missing { "" } else { name }, &reason)
    })
}

/// Reads the fields of a request.
pub(crate) fn fields<T: Fields>(mut from: Map<String, Value>) -> Result<T, Problem> {
    let asked = T::take(&mut from)?;
    match from.keys().next() {
        None => Ok(asked),
        Some(name) => Err(Problem::misfit(name, "unknown field")),
    }
}

/// Writes an answer.
pub(crate) fn answer<T: Serialize>(answer: &T) -> Result<String, Problem> {
    serde_json::to_string(answer).map_err(|_| Problem::new(doorstep_core::Code::Fault))
}
