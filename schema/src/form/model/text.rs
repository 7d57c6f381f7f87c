//! Texts in several languages.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language as the author named it: `English (en)`, `中文 (zh)`; empty for texts without a language.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Language(pub String);

impl Language {
    /// Tells whether it is the language of a tag, or of a name that another author gave it: `中文 (zh)` is that of
    /// `zh-Hans`.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let code = |language: &Self| {
            let name = language.0.trim_end().strip_suffix(')');
            let inside = name.and_then(|name| name.rsplit_once('(')).map(|(_, code)| code);
            let tag = inside.unwrap_or(&language.0).trim();
            tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
        };
        !code(self).is_empty() && code(self) == code(other)
    }
}

/// One text in any number of languages; it may hold `${name}` references, which show the answer.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub BTreeMap<Language, String>);

impl Text {
    /// Makes a text without a language.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Language::default(), text.into())]))
    }

    /// Tells whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the text in a language, or one like it, else in whichever comes first; none when it says nothing.
    #[must_use]
    pub fn best(&self, language: &Language) -> Option<&str> {
        let like = || self.0.iter().find(|(known, _)| known.is_like(language));
        let first = || self.0.values().next().map(String::as_str);
        let text = self.get(language).or_else(|| like().map(|(_, text)| text.as_str()));
        text.or_else(first).filter(|text| !text.is_empty())
    }

    /// Returns the text in a language, else the one without a language, else none.
    #[must_use]
    pub fn get(&self, language: &Language) -> Option<&str> {
        self.0.get(language).or_else(|| self.0.get(&Language::default())).map(String::as_str)
    }
}
