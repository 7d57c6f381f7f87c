//! The cells of one row of the survey sheet.

use super::{says, unwritable};
use crate::expression::{is_dynamic, references};
use crate::xlsform::read::Key;
use crate::xlsform::write::Unwritable;
use doorstep_schema::form::{
    Bound, Choices, Default, Expression, Form, Kind, Question, Rules, Text,
};
use std::collections::BTreeMap;

/// A row of the survey sheet.
#[derive(Default)]
pub(super) struct Line<'a> {
    pub(super) cells: BTreeMap<Key, String>,
    pub(super) texts: BTreeMap<Key, &'a Text>,
}

impl<'a> Line<'a> {
    /// Begins a row of a type.
    pub(super) fn of(kind: &str) -> Self {
        Self::default().with(Key::Type, kind)
    }

    /// Fills a cell.
    pub(super) fn with(mut self, key: Key, text: &str) -> Self {
        if !text.is_empty() {
            self.cells.insert(key, text.to_owned());
        }
        self
    }

    /// Fills the cells of a text.
    pub(super) fn text(mut self, key: Key, text: &'a Text) -> Self {
        if says(text) {
            self.texts.insert(key, text);
        }
        self
    }

    fn condition(self, key: Key, expression: Option<&Expression>) -> Self {
        let text = match expression.map(|expression| expression.0.as_str()) {
            Some("true()") => "yes",
            Some("false()") => "no",
            other => other.unwrap_or_default(),
        };
        self.with(key, text)
    }

    /// Fills the cells of what a row obeys.
    pub(super) fn rules(self, rules: &'a Rules, hyphenated: bool) -> Self {
        let triggers: Vec<_> = rules.trigger.iter().map(|name| format!("${{{name}}}")).collect();
        self.condition(Key::Relevant, rules.relevant.as_ref())
            .condition(Key::Constraint, rules.constraint.as_ref())
            .text(Key::ConstraintMessage, &rules.constraint_message)
            .condition(Key::Required, rules.required.as_ref())
            .text(Key::RequiredMessage, &rules.required_message)
            .condition(Key::ReadOnly, rules.read_only.as_ref())
            .condition(Key::Calculation, rules.calculation.as_ref())
            .with(Key::Default, &default(rules.default.as_ref(), hyphenated))
            .with(Key::Trigger, &triggers.join(", "))
    }
}

/// Writes a default so that it is read as fixed or computed again: what would be taken for the other becomes `string(…)`.
fn default(default: Option<&Default>, hyphenated: bool) -> String {
    match default {
        None => String::new(),
        Some(Default::Fixed(value)) if !is_dynamic(value, hyphenated) => value.clone(),
        Some(Default::Fixed(value)) if value.contains('\'') => format!("string(\"{value}\")"),
        Some(Default::Fixed(value)) => format!("string('{value}')"),
        Some(Default::Dynamic(expression)) if is_dynamic(&expression.0, hyphenated) => {
            expression.0.clone()
        }
        Some(Default::Dynamic(expression)) => format!("string({})", expression.0),
    }
}

/// Makes the row of a question.
pub(super) fn question<'a>(form: &Form, question: &'a Question) -> Result<Line<'a>, Unwritable> {
    let mut parameters = question.parameters.clone();
    if let Some(Choices::Columns { value, label, .. }) = question.choices() {
        parameters.insert("value".to_owned(), value.clone());
        parameters.insert("label".to_owned(), label.clone());
    }
    let split = |text: &String| {
        text.is_empty() || text.contains(|c: char| c.is_whitespace() || "=,;".contains(c))
    };
    if parameters.iter().any(|(key, value)| split(key) || split(value)) {
        return Err(unwritable(question, "a parameter has a space or one of = , ; in it"));
    }
    let parameters: Vec<_> =
        parameters.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let appearance = if question.kind == Kind::Signature {
        format!("signature {}", question.appearance).trim().to_owned()
    } else {
        question.appearance.clone()
    };
    let hyphenated = matches!(
        question.kind,
        Kind::Date | Kind::DateTime | Kind::Point | Kind::Trace | Kind::Shape
    );
    let filter =
        question.choice_filter.as_ref().map(|filter| filter.0.as_str()).unwrap_or_default();
    Ok(Line::of(&kind(form, question)?)
        .with(Key::Name, &question.name)
        .text(Key::Label, &question.label)
        .text(Key::Hint, &question.hint)
        .text(Key::Guidance, &question.guidance)
        .rules(&question.rules, hyphenated)
        .with(Key::ChoiceFilter, filter)
        .with(Key::Appearance, &appearance)
        .with(Key::Parameters, &parameters.join(" "))
        .with(Key::Bound, question.bound.map(Bound::as_str).unwrap_or_default()))
}

fn kind(form: &Form, question: &Question) -> Result<String, Unwritable> {
    let word = match &question.kind {
        Kind::Text => "text",
        Kind::Integer => "integer",
        Kind::Decimal => "decimal",
        Kind::Range => "range",
        Kind::Date => "date",
        Kind::Time => "time",
        Kind::DateTime => "dateTime",
        Kind::SelectOne { choices, other } => {
            return select(form, question, "select_one", choices, *other);
        }
        Kind::SelectMany { choices, other } => {
            return select(form, question, "select_multiple", choices, *other);
        }
        Kind::Rank { choices } => return select(form, question, "rank", choices, false),
        Kind::Point => "geopoint",
        Kind::Trace => "geotrace",
        Kind::Shape => "geoshape",
        Kind::Photo | Kind::Signature => "image",
        Kind::File => "file",
        Kind::Audio => "audio",
        Kind::Video => "video",
        Kind::Barcode => "barcode",
        Kind::Note => "note",
        Kind::Acknowledge => "acknowledge",
        Kind::Calculate => "calculate",
        Kind::Hidden => "hidden",
        Kind::Meta(meta) => meta.as_str(),
    };
    Ok(word.to_owned())
}

fn select(
    form: &Form,
    question: &Question,
    word: &str,
    choices: &Choices,
    other: bool,
) -> Result<String, Unwritable> {
    let refuse = |why: &str| Err(unwritable(question, why));
    let suffix = if other { " or_other" } else { "" };
    let file = |list: &str| form.list(list).and_then(|list| list.file.as_deref());
    match choices {
        Choices::List(list) | Choices::Columns { list, .. } => match file(list) {
            Some(_) if word == "rank" || other => {
                refuse("only a select without «or_other» can take its choices from a file")
            }
            Some(file) if file != format!("{list}.csv") => {
                refuse("its list and the list's file have different names")
            }
            Some(file) => Ok(format!("{word}_from_file {file}")),
            None if matches!(choices, Choices::Columns { .. }) => {
                refuse("only a list from a file can have its values and labels in other columns")
            }
            None => Ok(format!("{word} {list}{suffix}")),
        },
        Choices::Repeat(answers)
            if references(&answers.0).is_empty() || answers.0.contains(' ') =>
        {
            refuse("its choices are the answers of a question, which must be written «${name}»")
        }
        Choices::Repeat(answers) => Ok(format!("{word} {}", answers.0)),
    }
}
