//! What is seen of a filling, step by step, in words that both engines have.

use super::person;
use crate::trial::{Act, Step};
use doorstep_schema::form::filling::{Phone, State};
use doorstep_schema::form::xpath::{Clock, Env};
use doorstep_schema::form::{Compiled, Filling, Language};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is seen of one node.
#[expect(clippy::struct_excessive_bools, reason = "each is seen by itself")]
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct View {
    /// Whether it is never shown, so that only its value counts.
    #[serde(default)]
    pub hidden: bool,
    /// Its value as a text; empty when it is not relevant.
    #[serde(default)]
    pub value: String,
    /// Whether it is asked.
    #[serde(default)]
    pub relevant: bool,
    /// Whether an answer is required.
    #[serde(default)]
    pub required: bool,
    /// Whether it may only be read.
    #[serde(default)]
    pub readonly: bool,
    /// Whether nothing is wrong with it.
    #[serde(default)]
    pub valid: bool,
    /// What is asked.
    #[serde(default)]
    pub label: String,
    /// The choices offered, as name and label.
    #[serde(default)]
    pub choices: Vec<(String, String)>,
}

/// What is seen at one time, by path.
pub type Sight = BTreeMap<String, View>;

/// A filling as one engine saw it: at the beginning and after each step.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Record {
    /// Why the engine could not fill the form; empty when it could.
    #[serde(default)]
    pub failure: String,
    /// What was seen, first before any step.
    #[serde(default)]
    pub sights: Vec<Sight>,
    /// Steps that the engine refused, with its reason, by number from 1.
    #[serde(default)]
    pub refused: BTreeMap<usize, String>,
}

/// The clock on which every filling happens.
const NOW: Clock =
    Clock { civil: DateTime::constant(2026, 3, 2, 10, 20, 30, 0), offset_seconds: 28_800 };

fn env() -> Env {
    Env { now: NOW, chance: Cell::new(1) }
}

impl Record {
    /// Fills a form as a random person does; returns the steps as JSON, for another engine, and what was seen.
    #[must_use]
    pub fn make(form: &Arc<Compiled>, seed: u64) -> (Value, Self) {
        let language =
            form.form().languages.get(usize::from(seed % 2 == 1)).cloned().unwrap_or_default();
        let steps = person::history(form, NOW, seed);
        let mut filling = Filling::begin(form, env(), &Phone::default());
        filling.show_in(language.clone());
        let mut record = Self { sights: vec![sight(&filling, &language)], ..Self::default() };
        for (at, step) in steps.iter().enumerate() {
            let taken = match &step.act {
                Act::Answer(value) => filling.answer(&step.path, value),
                Act::Add(_) => filling.add(&step.path),
                Act::Remove(index) => filling.remove(&step.path, *index),
            };
            if let Err(fault) = taken {
                record.refused.insert(at + 1, fault.to_string());
            }
            record.sights.push(sight(&filling, &language));
        }
        let steps: Vec<Value> = steps.iter().map(written).collect();
        (
            json!({ "now": "2026-03-02T10:20:30.000+08:00", "lang": language.0, "steps": steps }),
            record,
        )
    }
}

fn written(step: &Step) -> Value {
    match &step.act {
        Act::Answer(value) => json!({ "path": step.path, "value": value }),
        Act::Add(count) => json!({ "path": step.path, "add": count }),
        Act::Remove(index) => json!({ "path": step.path, "remove": index }),
    }
}

fn sight(filling: &Filling, language: &Language) -> Sight {
    filling
        .walk(language)
        .map(|state| (state.path.clone(), view(state, filling, language)))
        .collect()
}

fn view(state: State, filling: &Filling, language: &Language) -> View {
    let offered = filling.choices(&state.path, language).unwrap_or_default();
    View {
        hidden: false,
        value: if state.relevant { text(&state.value) } else { String::new() },
        relevant: state.relevant,
        required: state.required,
        readonly: state.read_only,
        valid: state.wrong.is_none(),
        label: state.label,
        choices: offered.into_iter().map(|choice| (choice.name, choice.label)).collect(),
    }
}

/// Writes a value as the text that it is in an instance.
fn text(value: &Value) -> String {
    let all = |fields: &[&str], value: &Value| {
        let parts: Vec<String> = fields.iter().map(|field| text(&value[field])).collect();
        parts.join(" ")
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(_) => all(&["lat", "lon", "altitude", "accuracy"], value),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            items.iter().map(text).collect::<Vec<_>>().join("; ")
        }
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(" "),
        Value::Number(number) => {
            number.as_f64().map_or_else(String::new, |number| number.to_string())
        }
        Value::Bool(yes) => yes.to_string(),
    }
}
