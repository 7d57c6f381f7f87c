//! A form in lines for the terminal, indented as it nests.

use doorstep_schema::form::{
    Choices, Expression, Form, Item, Kind, Language, Question, Repeat, Rules, Text,
};
use std::fmt::Write as _;

/// So many choices of a list are shown.
const CHOICES: usize = 4;
/// So many characters of a text are shown.
const WIDTH: usize = 60;

/// Draws the outline of a form: its name, then a line for each item with type, name, label and rules.
#[must_use]
pub fn outline(form: &Form, language: &Language) -> String {
    let mut text = form.id.clone();
    if !form.version.is_empty() {
        let _ = write!(text, ", version {}", form.version);
    }
    if let Some(title) = shown(&form.title, language) {
        let _ = write!(text, ": {title}");
    }
    text.push('\n');
    let languages: Vec<&str> = form.languages.iter().map(|language| &*language.0).collect();
    if !languages.is_empty() {
        let _ = writeln!(text, "languages: {}", languages.join(", "));
    }
    items(&mut text, form, &form.items, 1, language);
    text
}

fn items(text: &mut String, form: &Form, all: &[Item], depth: usize, language: &Language) {
    let indent = "  ".repeat(depth);
    for item in all {
        match item {
            Item::Question(question) => {
                let kind = kind(question);
                line(
                    text,
                    &indent,
                    &kind,
                    &question.name,
                    &question.label,
                    &question.rules,
                    language,
                );
                if let Some(choices) =
                    question.choices().and_then(|from| choices(form, from, language))
                {
                    let _ = writeln!(text, "{indent}    {choices}");
                }
            }
            Item::Group(group) => {
                line(text, &indent, "group", &group.name, &group.label, &group.rules, language);
                items(text, form, &group.items, depth + 1, language);
            }
            Item::Repeat(Repeat { group, count }) => {
                let kind = count
                    .as_ref()
                    .map_or_else(|| "repeat".to_owned(), |count| format!("repeat × {}", count.0));
                line(text, &indent, &kind, &group.name, &group.label, &group.rules, language);
                items(text, form, &group.items, depth + 1, language);
            }
        }
    }
}

fn line(
    text: &mut String,
    indent: &str,
    kind: &str,
    name: &str,
    label: &Text,
    rules: &Rules,
    language: &Language,
) {
    let _ = write!(text, "{indent}{kind} {name}");
    if let Some(label) = shown(label, language) {
        let _ = write!(text, "  «{label}»");
    }
    let marks = marks(rules);
    if !marks.is_empty() {
        let _ = write!(text, "  [{}]", marks.join("; "));
    }
    text.push('\n');
}

fn marks(rules: &Rules) -> Vec<String> {
    let is_plain = |expression: &Expression| matches!(expression.0.trim(), "true()" | "yes" | "1");
    let marked = |word: &str, expression: &Option<Expression>| {
        expression.as_ref().map(|expression| match word {
            "required" | "read-only" if is_plain(expression) => word.to_owned(),
            _ => format!("{word}: {}", cut(&expression.0)),
        })
    };
    [
        marked("required", &rules.required),
        marked("relevant", &rules.relevant),
        marked("constraint", &rules.constraint),
        marked("read-only", &rules.read_only),
        marked("calculation", &rules.calculation),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn choices(form: &Form, from: &Choices, language: &Language) -> Option<String> {
    let name = match from {
        Choices::List(list) | Choices::Columns { list, .. } => list,
        Choices::Repeat(_) => return None,
    };
    let list = form.list(name)?;
    let mut words: Vec<String> = list
        .choices
        .iter()
        .take(CHOICES)
        .map(|choice| match shown(&choice.label, language) {
            Some(label) if label != choice.name => format!("{} «{label}»", choice.name),
            _ => choice.name.clone(),
        })
        .collect();
    if list.choices.len() > CHOICES {
        words.push(format!("and {} more", list.choices.len() - CHOICES));
    }
    Some(words.join(", "))
}

/// Names a kind as an author does.
fn kind(question: &Question) -> String {
    let list = |from: &Choices| match from {
        Choices::List(list) | Choices::Columns { list, .. } => list.clone(),
        Choices::Repeat(expression) => expression.0.clone(),
    };
    match &question.kind {
        Kind::SelectOne { choices, .. } => format!("select_one {}", list(choices)),
        Kind::SelectMany { choices, .. } => format!("select_multiple {}", list(choices)),
        Kind::Rank { choices } => format!("rank {}", list(choices)),
        Kind::DateTime => "dateTime".to_owned(),
        Kind::Point => "geopoint".to_owned(),
        Kind::Trace => "geotrace".to_owned(),
        Kind::Shape => "geoshape".to_owned(),
        Kind::Photo => "image".to_owned(),
        Kind::Meta(meta) => meta.as_str().to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// Returns the first line of a text, when there is one in the language.
fn shown(text: &Text, language: &Language) -> Option<String> {
    let text = text.get(language)?.trim();
    (!text.is_empty()).then(|| cut(text.lines().next().unwrap_or_default()))
}

fn cut(text: &str) -> String {
    let mut short: String = text.chars().take(WIDTH).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
