//! The schemas of bodies, written down from the types that travel.
//!
//! What we answer is closed: a property that is not written here is a mistake, and `conformance` finds it. What
//! we take is open, as are facts, which carry the fields of later versions.

mod accounts;
mod acts;
mod administration;
mod desk;
mod evidence;
mod forms;
mod indicators;
mod ledgers;
mod office;
mod papers;
mod roster;
mod state;
mod student;
mod sync;

use serde_json::{Map, Value, json};

/// A schema with the name that others refer to it by.
type Named = (&'static str, Value);

/// Returns every schema by its name.
pub(super) fn all() -> Map<String, Value> {
    let groups = [
        accounts::all(),
        roster::all(),
        sync::all(),
        state::all(),
        desk::all(),
        acts::all(),
        student::all(),
        indicators::all(),
        ledgers::all(),
        administration::all(),
        office::all(),
        forms::all(),
        evidence::all(),
        papers::all(),
    ];
    groups.into_iter().flatten().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

/// An object that may hold more than is written here: the properties it always has, and those it may have.
fn open(always: &Value, sometimes: &Value) -> Value {
    let required: Vec<&String> = always.as_object().into_iter().flat_map(Map::keys).collect();
    let both = [always, sometimes].into_iter().filter_map(Value::as_object).flatten();
    let properties: Map<String, Value> = both.map(|(k, v)| (k.clone(), v.clone())).collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

/// An object that holds nothing else: the properties it always has, and those it may have.
fn closed(always: &Value, sometimes: &Value) -> Value {
    let mut schema = open(always, sometimes);
    schema["additionalProperties"] = json!(false);
    schema
}

fn to(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn list(of: &Value) -> Value {
    json!({ "type": "array", "items": of })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn number() -> Value {
    json!({ "type": "integer" })
}

fn real() -> Value {
    json!({ "type": "number" })
}

fn flag() -> Value {
    json!({ "type": "boolean" })
}

fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn moment() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

/// The code of a region, from province to village.
fn region() -> Value {
    json!({ "type": "string", "pattern": "^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$" })
}

/// One word of a list.
fn word<T: Copy + Into<Value>>(words: impl IntoIterator<Item = T>) -> Value {
    let words: Vec<Value> = words.into_iter().map(Into::into).collect();
    json!({ "type": "string", "enum": words })
}

/// The schema, or null.
fn maybe(schema: &Value) -> Value {
    match schema.get("type") {
        Some(kind) if schema.get("enum").is_none() => {
            let mut schema = schema.clone();
            schema["type"] = json!([kind, "null"]);
            schema
        }
        _ => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}
