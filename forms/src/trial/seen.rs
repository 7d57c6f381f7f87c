//! What is seen of one node of a filling.

use doorstep_schema::form::filling::{Offered, State};
use doorstep_schema::form::{Filling, Language};
use serde::Serialize;
use serde_json::Value;

/// What is seen of one node.
#[expect(clippy::struct_excessive_bools, reason = "each is seen by itself")]
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Seen {
    /// Its path; the key under which it stands.
    #[serde(skip)]
    pub path: String,
    /// Its value; null when there is none.
    pub value: Value,
    /// Whether it is asked.
    pub relevant: bool,
    /// Whether an answer is required.
    pub required: bool,
    /// Whether it may only be read.
    pub readonly: bool,
    /// Whether nothing is wrong with it.
    pub valid: bool,
    /// What is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What is asked.
    pub label: String,
    /// The choices offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<Offer>>,
}

/// A choice that is offered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Offer {
    /// What is stored.
    pub name: String,
    /// What is shown.
    pub label: String,
}

impl Seen {
    /// Looks at a node.
    pub(super) fn of(state: State, filling: &Filling, language: &Language) -> Self {
        let offer = |Offered { name, label, .. }| Offer { name, label };
        let choices = filling.choices(&state.path, language).ok();
        Self {
            choices: choices.map(|offered| offered.into_iter().map(offer).collect()),
            path: state.path,
            value: state.value,
            relevant: state.relevant,
            required: state.required,
            readonly: state.read_only,
            valid: state.wrong.is_none(),
            message: state.wrong,
            label: state.label,
        }
    }
}
