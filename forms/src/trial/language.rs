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
    let Some(asked) = asked else {
        let first = form.settings.default_language.as_ref().or_else(|| form.languages.first());
        return Ok(first.cloned().unwrap_or_default());
    };
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
