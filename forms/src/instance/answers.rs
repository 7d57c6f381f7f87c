//! The answers of an instance, nested as the form is.

use super::is_meta;
use crate::dom::Element;
use crate::expression::only_reference;
use crate::xforms::XmlFault;
use doorstep_schema::form::{Form, Item, Kind, Question, Repeat};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What may stand in a group.
enum Part<'a> {
    Question(&'a Question),
    /// The words behind `or_other`.
    Other,
    /// How many instances a repeat has, which is computed anew.
    Count,
    Group(&'a [Item]),
    Repeat(&'a [Item]),
}

/// Returns the answers of a root element.
pub(super) fn of(root: &Element, form: &Form) -> Result<Map<String, Value>, XmlFault> {
    let expected = form.settings.root.as_deref().unwrap_or("data");
    if root.name != expected {
        let message = format!(
            "the root element is «{}», and of this form it is «{expected}»",
            shortened(&root.name)
        );
        return Err(root.at.fault(message));
    }
    group(root, &form.items, true)
}

fn group(element: &Element, items: &[Item], is_root: bool) -> Result<Map<String, Value>, XmlFault> {
    let parts = parts(items);
    let mut answers = Map::new();
    for child in element.children().filter(|child| !(is_root && is_meta(child))) {
        let value = match parts.get(child.name.as_str()) {
            Some(Part::Count) => continue,
            Some(Part::Question(question)) => answer(child, Some(&question.kind))?,
            Some(Part::Other) => answer(child, None)?,
            Some(Part::Group(items)) => Value::Object(group(child, items, false)?),
            Some(Part::Repeat(items)) => {
                let instance = Value::Object(group(child, items, false)?);
                let instances =
                    answers.entry(child.name.clone()).or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(instances) = instances {
                    instances.push(instance);
                }
                continue;
            }
            None if is_empty(child) => continue,
            None => {
                let message =
                    format!("«{}» is no part of this version of the form", shortened(&child.name));
                return Err(child.at.fault(message));
            }
        };
        if answers.insert(child.name.clone(), value).is_some() {
            return Err(child.at.fault(format!("«{}» stands twice", shortened(&child.name))));
        }
    }
    Ok(answers)
}

fn parts(items: &[Item]) -> HashMap<String, Part<'_>> {
    let mut parts = HashMap::new();
    for item in items {
        match item {
            Item::Question(question) => {
                if let Kind::SelectOne { other: true, .. } | Kind::SelectMany { other: true, .. } =
                    question.kind
                {
                    parts.insert(format!("{}_other", question.name), Part::Other);
                }
                parts.insert(question.name.clone(), Part::Question(question));
            }
            Item::Group(group) => {
                parts.insert(group.name.clone(), Part::Group(&group.items));
            }
            Item::Repeat(Repeat { group, count }) => {
                // What an author wrote as an expression is written out as a question of its own.
                if count.as_ref().is_some_and(|count| only_reference(&count.0).is_none()) {
                    parts.entry(format!("{}_count", group.name)).or_insert(Part::Count);
                }
                parts.insert(group.name.clone(), Part::Repeat(&group.items));
            }
        }
    }
    parts
}

fn answer(element: &Element, kind: Option<&Kind>) -> Result<Value, XmlFault> {
    if let Some(within) = element.children().next() {
        let name = shortened(&element.name);
        return Err(within.at.fault(format!("«{name}» is a question; it holds text only")));
    }
    let text = element.text();
    // Only words that a person typed are kept to the last space.
    let words = matches!(kind, None | Some(Kind::Text | Kind::Barcode | Kind::Hidden));
    let text = if words { text.as_str() } else { text.trim() };
    Ok(if text.is_empty() { Value::Null } else { Value::String(text.to_owned()) })
}

fn is_empty(element: &Element) -> bool {
    element.text().trim().is_empty() && element.children().all(is_empty)
}

/// Returns a name as far as a message should tell it.
fn shortened(name: &str) -> String {
    name.chars().take(60).collect()
}
