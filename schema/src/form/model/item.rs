//! Questions, groups and repeats.

use super::{Bound, Choices, Kind, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An `XPath` expression as the author wrote it, `${name}` references included.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Expression(pub String);

/// Where an item was authored, so that a fault can be found again: the row of the survey sheet, from 1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Place(pub u32);

/// One line of a form.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum Item {
    /// A question, a note or a calculation.
    Question(Question),
    /// Items that belong together.
    Group(Group),
    /// Items that are filled any number of times.
    Repeat(Repeat),
}

/// What an item obeys.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Rules {
    /// When the item is asked at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// What an answer must fulfil; `.` is the answer. Not applied to an empty answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Expression>,
    /// What is said when it does not.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub constraint_message: Text,
    /// When an answer is required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Expression>,
    /// What is said when it is missing.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub required_message: Text,
    /// When the answer may only be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_only: Option<Expression>,
    /// What the value is computed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<Expression>,
    /// What the answer is before anyone answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Default>,
    /// The calculation is made only when one of these answers changes; names as in `${name}`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trigger: Vec<String>,
}

/// What an answer is before anyone answers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Default {
    /// A value.
    Fixed(String),
    /// Computed once, when the form or the repeat instance is begun.
    Dynamic(Expression),
}

/// A question, a note or a calculation.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Question {
    /// Its name, unique among its siblings.
    pub name: String,
    /// What is asked for.
    pub kind: Kind,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// A hint for the person who asks.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub hint: Text,
    /// A longer explanation.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub guidance: Text,
    /// What it obeys.
    #[serde(default)]
    pub rules: Rules,
    /// Which choices are offered: evaluated on each choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice_filter: Option<Expression>,
    /// How it may be shown; a hint.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appearance: String,
    /// Parameters such as `start`, `end`, `step`, `randomize`, `seed`, `max-pixels`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// The part of the fact that the answer becomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// Where it was authored.
    #[serde(default)]
    pub place: Place,
}

impl Question {
    /// Returns where a select or rank takes its choices from.
    #[must_use]
    pub const fn choices(&self) -> Option<&Choices> {
        match &self.kind {
            Kind::SelectOne { choices, .. }
            | Kind::SelectMany { choices, .. }
            | Kind::Rank { choices } => Some(choices),
            _ => None,
        }
    }
}

/// Items that belong together.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Group {
    /// Its name, unique among its siblings.
    pub name: String,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// What it obeys; relevance and read-only hold for everything in it.
    #[serde(default)]
    pub rules: Rules,
    /// How it may be shown: `field-list` puts it on one screen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appearance: String,
    /// What is in it.
    pub items: Vec<Item>,
    /// Where it was authored.
    #[serde(default)]
    pub place: Place,
}

/// Items that are filled any number of times.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Repeat {
    /// What it is called, obeys and holds.
    #[serde(flatten)]
    pub group: Group,
    /// How many instances there are; the person adds and removes them when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Expression>,
}
