//! A template with everything that it is set from, so that it can be kept and set again as it was.

use serde::{Deserialize, Serialize};

/// What all templates share, as this version has it.
const SHARED: &str = include_str!("../templates/paper.typ");
/// What the words of the house are in Chinese, as the screens have them.
const WORDS: &str = include_str!("../../web/shared/src/messages/zh-Hans/words.json");

/// A template with what it shares with all others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Template {
    /// The template itself, in Typst.
    pub body: String,
    /// What it imports as `paper.typ`.
    pub shared: String,
    /// What it reads as `words.json`.
    pub words: String,
}

impl Template {
    /// Makes a template that shares what this version ships.
    #[must_use]
    pub fn new(body: impl Into<String>) -> Self {
        Self { body: body.into(), shared: SHARED.to_owned(), words: WORDS.to_owned() }
    }
}
