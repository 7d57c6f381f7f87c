//! What is wrong with an input: small, stable, and pointing at the place.

use serde::{Deserialize, Serialize};

/// One thing wrong at one place of an input.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Violation {
    /// The place, as a path: `ladder[2].due` or `payload.place.lat`.
    pub field: String,
    /// A stable code for programs: `out_of_range`, `missing`, `unknown`, …
    pub code: String,
    /// What is wrong and how to mend it, for people.
    pub message: String,
}

impl Violation {
    /// Makes a violation.
    #[must_use]
    pub fn new(field: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.to_owned(), message: message.into() }
    }
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

/// Collects violations while an input is checked.
#[derive(Default, Debug)]
pub struct Violations(pub Vec<Violation>);

impl Violations {
    /// Notes a violation unless `holds`.
    pub fn require(
        &mut self,
        holds: bool,
        field: impl Into<String>,
        code: &str,
        message: impl Into<String>,
    ) {
        if !holds {
            self.0.push(Violation::new(field, code, message));
        }
    }
}
