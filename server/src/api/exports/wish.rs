//! What a file is to hold, as it is asked for and kept.

use serde::{Deserialize, Serialize};

/// What a file is to hold; beside `what` only the filters that it has count.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    /// `ledger`, `students`, `indicator`, `follow_ups` or `board`.
    pub what: String,
    /// Of `ledger`: which one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ledger: Option<String>,
    /// The region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// A text that children are searched for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Of `students`: a class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Of `indicator`: which one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// Of `indicator`: which part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Of `ledger` and `indicator`: a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Of `follow_ups`: an owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Of `follow_ups`: a state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Of `follow_ups`: a step of the ladder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Of `follow_ups`: a reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of `follow_ups`: how many days late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<String>,
    /// Of `follow_ups`: the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// Of `board`: what its rows are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The columns in their order; those that are shown unasked when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// `csv`, `xlsx` or `geojson`.
    pub format: String,
    /// The language of headings and words: `zh`, otherwise English.
    pub lang: String,
    /// Asks for identity numbers in the clear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unmask: Option<Unmask>,
}

/// Asks for identity numbers in the clear.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmask {
    /// Why.
    pub reason: String,
}
