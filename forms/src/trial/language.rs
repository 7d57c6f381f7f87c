//! The language that a form is looked at in.

use doorstep_schema::form::{Form, Language};

/// A language that the form has no texts in.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the form has no texts in «{asked}»; it has: {known}")]
pub struct NoSuchLanguage {
    /// What was asked for.
    pub asked: String,
    /// The languages there are.
    pub known: String,
}

/// Finds the language asked for: by its whole name, `English (en)`, by the name alone or by the code alone. When
/// nothing is asked it is the form's default language, else its first.
///
/// # Errors
/// When the form has no such language.
pub fn language(form: &Form, asked: Option<&str>) -> Result<Language, NoSuchLanguage> {
    let Some(asked) = asked else { return Ok(form.own_language()) };
    let wanted = asked.to_lowercase();
    let is_meant = |language: &&Language| {
        let whole = language.0.to_lowercase();
        let (name, code) = whole.split_once('(').unwrap_or((&whole, ""));
        whole == wanted || name.trim() == wanted || code.trim_end_matches(')').trim() == wanted
    };
    form.languages.iter().find(is_meant).cloned().ok_or_else(|| {
        let names: Vec<&str> = form.languages.iter().map(|known| &*known.0).collect();
        let known = if names.is_empty() { "no translations".to_owned() } else { names.join(", ") };
        NoSuchLanguage { asked: asked.to_owned(), known }
    })
}

/// Finds the language asked for, else the form's own: for readers who rather see another language than nothing.
#[must_use]
pub fn language_or_own(form: &Form, asked: Option<&str>) -> Language {
    language(form, asked).unwrap_or_else(|_| form.own_language())
}
