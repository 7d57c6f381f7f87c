//! A fresh filling, steps applied to it, and what is seen then.

use super::seen::Seen;
use super::steps::{Act, Step};
use doorstep_schema::form::filling::{FillFault, Phone};
use doorstep_schema::form::xpath::{Clock, Env};
use doorstep_schema::form::{Compiled, Filling, Language};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use std::cell::Cell;
use std::sync::Arc;

/// What a filling is lent: time, chance, and the language shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Setting {
    /// Day and time.
    pub now: Clock,
    /// Chance.
    pub seed: u64,
    /// The language.
    pub language: Language,
}

/// What is seen after all steps.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Outcome {
    /// The form's id.
    pub form: String,
    /// Every node, in document order.
    #[serde(serialize_with = "by_path")]
    pub nodes: Vec<Seen>,
    /// The steps that were refused.
    pub errors: Vec<Refused>,
}

/// A step that was refused; it changed nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Refused {
    /// The step's number, from 1.
    pub step: usize,
    /// The node.
    pub path: String,
    /// Why, as a word.
    pub code: &'static str,
    /// Why, as a sentence.
    pub message: String,
}

fn by_path<S: Serializer>(nodes: &[Seen], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(nodes.len()))?;
    for node in nodes {
        map.serialize_entry(&node.path, node)?;
    }
    map.end()
}

/// Fills a form step by step. A step that is refused is told of, and the rest goes on.
#[must_use]
pub fn fill(form: &Arc<Compiled>, steps: &[Step], setting: &Setting) -> Outcome {
    let env = Env { now: setting.now, chance: Cell::new(setting.seed) };
    let mut filling = Filling::begin(form, env, &Phone::default());
    filling.show_in(setting.language.clone());
    let mut errors = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        if let Err(fault) = take(&mut filling, step) {
            errors.push(Refused {
                step: at + 1,
                path: step.path.clone(),
                code: fault.code(),
                message: fault.to_string(),
            });
        }
    }
    let language = &setting.language;
    let nodes = filling.walk(language).map(|state| Seen::of(state, &filling, language)).collect();
    Outcome { form: form.form().id.clone(), nodes, errors }
}

fn take(filling: &mut Filling, step: &Step) -> Result<(), FillFault> {
    match &step.act {
        Act::Answer(value) => filling.answer(&step.path, value).map(drop),
        Act::Add(count) => (0..*count).try_for_each(|_| filling.add(&step.path).map(drop)),
        Act::Remove(index) => filling.remove(&step.path, *index).map(drop),
    }
}
