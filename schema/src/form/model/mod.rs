//! What a form is made of.

mod bound;
mod choices;
mod item;
mod kind;
mod text;

pub use bound::{Bound, FactKind};
pub use choices::{Choice, ChoiceList, Choices};
pub use item::{Default, Expression, Group, Item, Place, Question, Repeat, Rules};
pub use kind::{Kind, Meta};
pub use text::{Language, Text};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One version of a form.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Form {
    /// The form's id: the same for all its versions.
    pub id: String,
    /// The author's name of this version; empty when none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// The form's name for people.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// The languages that texts are given in, in the author's order; a form without translations has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// What holds for the form as a whole.
    #[serde(default)]
    pub settings: Settings,
    /// Questions, groups and repeats, in the order of the form.
    pub items: Vec<Item>,
    /// Choice lists, those read from attached CSV files included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<ChoiceList>,
}

impl Form {
    /// Returns the language that it is shown in first; the nameless one when it has none.
    #[must_use]
    pub fn own_language(&self) -> Language {
        let own = self.settings.default_language.as_ref().or_else(|| self.languages.first());
        own.cloned().unwrap_or_default()
    }

    /// Returns the form's language that is asked for, by its name or by a tag such as `zh-Hans`; its own when it has
    /// none like it.
    #[must_use]
    pub fn spoken(&self, asked: &Language) -> Language {
        let same = self.languages.iter().find(|known| *known == asked);
        let like = || self.languages.iter().find(|known| known.is_like(asked));
        same.or_else(like).cloned().unwrap_or_else(|| self.own_language())
    }

    /// Tells whether a question gives a part of the fact.
    #[must_use]
    pub fn binds(&self, part: Bound) -> bool {
        binds(&self.items, part)
    }

    /// Finds a choice list by name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&ChoiceList> {
        self.lists.iter().find(|list| list.name == name)
    }
}

fn binds(items: &[Item], part: Bound) -> bool {
    items.iter().any(|item| match item {
        Item::Question(question) => question.bound == Some(part),
        Item::Group(group) | Item::Repeat(Repeat { group, .. }) => binds(&group.items, part),
    })
}

/// What holds for the form as a whole.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Settings {
    /// The language that is shown first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_language: Option<Language>,
    /// The name of the root element of an instance; `data` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// Names one filled instance for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_name: Option<Expression>,
    /// Appearance of the form, such as `pages`; a hint.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub style: String,
    /// The fact that a filled form becomes; a form without one is kept as answers of a visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<FactKind>,
    /// Whether a list may hold two choices of one name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub allow_choice_duplicates: bool,
    /// Columns of the settings sheet that the engine has no use for, kept so that an export loses nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub other: BTreeMap<String, String>,
}
