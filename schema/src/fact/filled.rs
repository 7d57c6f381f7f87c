//! What a fact remembers of the form that it was made with.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Which form a fact was made with, and the answers that are no part of the fact itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Filled {
    /// The form's id.
    pub form: String,
    /// The edition.
    pub form_version: u32,
    /// The answers, nested as the form is.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub answers: Map<String, Value>,
}
