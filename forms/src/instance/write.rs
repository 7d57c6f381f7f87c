//! A draft written as the instance that a client would send.

use crate::xforms::Unwritable;
use crate::xforms::write::xml::{self, Element};
use doorstep_schema::form::{Form, Item};
use serde_json::{Map, Value};

/// What an instance says of itself.
#[derive(Clone, Copy, Default, Debug)]
pub struct Head<'a> {
    /// The form's version.
    pub version: &'a str,
    /// The id of the filling, as in `uuid:…`.
    pub id: &'a str,
    /// The id of the filling that it takes the place of.
    pub replaces: Option<&'a str>,
}

/// Writes a draft of a form as an instance; what is no part of the form is left out.
///
/// # Errors
///
/// When an answer holds a character that XML has no place for.
pub fn write(
    form: &Form,
    head: Head<'_>,
    answers: &Map<String, Value>,
) -> Result<String, Unwritable> {
    let mut meta = Element::new("meta").child(Element::new("instanceID").text(head.id));
    if let Some(replaces) = head.replaces {
        meta = meta.child(Element::new("deprecatedID").text(replaces));
    }
    let root = Element::new(form.settings.root.as_deref().unwrap_or("data"))
        .with("id", &form.id)
        .maybe("version", Some(head.version));
    xml::write(&root.children(elements(&form.items, answers)).child(meta))
}

fn elements(items: &[Item], answers: &Map<String, Value>) -> Vec<Element> {
    let mut elements = Vec::new();
    for item in items {
        match item {
            Item::Question(question) => {
                let other = format!("{}_other", question.name);
                for name in [&question.name, &other] {
                    let value = answers.get(name);
                    elements.extend(value.map(|value| filled(name, &text(value))));
                }
            }
            Item::Group(group) => {
                if let Some(Value::Object(inner)) = answers.get(&group.name) {
                    let inner = self::elements(&group.items, inner);
                    elements.push(Element::new(&group.name).children(inner));
                }
            }
            Item::Repeat(repeat) => {
                let group = &repeat.group;
                let instances = answers.get(&group.name).and_then(Value::as_array);
                for instance in instances.into_iter().flatten().filter_map(Value::as_object) {
                    let inner = self::elements(&group.items, instance);
                    elements.push(Element::new(&group.name).children(inner));
                }
            }
        }
    }
    elements
}

fn filled(name: &str, text: &str) -> Element {
    let element = Element::new(name);
    if text.is_empty() { element } else { element.text(text) }
}

/// Writes an answer as clients do: choices apart by spaces, places as four numbers, lines apart by semicolons.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let between = if items.iter().any(Value::is_object) { "; " } else { " " };
            items.iter().map(text).collect::<Vec<_>>().join(between)
        }
        Value::Object(point) => ["lat", "lon", "altitude", "accuracy"]
            .map(|name| point.get(name).map_or_else(|| "0".to_owned(), Value::to_string))
            .join(" "),
        other => other.to_string(),
    }
}
