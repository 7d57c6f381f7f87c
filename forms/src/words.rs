//! Words of our own put into somebody's form, in the languages that the form has.

use doorstep_schema::form::{Form, Language, Text};

/// Says something in each of a form's languages: Chinese where a language is, else English; both, where texts have no
/// language.
#[must_use]
pub fn worded(form: &Form, chinese: &str, english: &str) -> Text {
    if form.languages.is_empty() {
        return Text::plain(format!("{chinese} {english}"));
    }
    let words = |language: &Language| {
        let name = language.0.to_lowercase();
        let is_chinese = name.contains("zh") || name.contains("chin") || name.contains('中');
        (language.clone(), if is_chinese { chinese } else { english }.to_owned())
    };
    Text(form.languages.iter().map(words).collect())
}
