//! Goes on with a draft, also on another version of the form; no answer is lost on the way.

use super::begin::Phone;
use super::cell::{CellId, Filling, Flag};
use super::compile::{Compiled, Offer, Shape, SpecId};
use super::{limits, value};
use crate::form::xpath::Env;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

/// An answer of a draft that has no place in the form.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LeftOver {
    /// Its path in the draft.
    pub path: String,
    /// The answer.
    pub value: Value,
}

/// A place in a draft: names, and of repeat instances their number from 0.
type Line = Vec<(String, Option<usize>)>;

/// The contents of a draft: how long its lists of objects are, and its answers.
#[derive(Default)]
struct Contents {
    lengths: Vec<(Line, usize)>,
    answers: Vec<(Line, Value)>,
}

impl Filling {
    /// Goes on with a draft of the same version; answers without a place come back as left over.
    #[must_use]
    pub fn restore(
        compiled: &Arc<Compiled>,
        answers: &Map<String, Value>,
        env: Env,
        phone: &Phone,
    ) -> (Self, Vec<LeftOver>) {
        Self::migrate(answers, compiled, &BTreeMap::new(), env, phone)
    }

    /// Goes on with a draft of another version.
    ///
    /// An answer is kept where its path still exists and it fits; it follows a rename, given as paths without
    /// instance numbers; else it moves to the one question of its name, if that is unanswered; else it is left over.
    #[must_use]
    pub fn migrate(
        answers: &Map<String, Value>,
        compiled: &Arc<Compiled>,
        renames: &BTreeMap<String, String>,
        env: Env,
        phone: &Phone,
    ) -> (Self, Vec<LeftOver>) {
        let mut filling = Self::bare(compiled, env, phone);
        let contents = Contents::of(answers);
        let renames: BTreeMap<&str, &str> =
            renames.iter().map(|(from, to)| (filling.inner(from), filling.inner(to))).collect();
        for (line, length) in contents.lengths {
            filling.resize(&renamed(&line, &renames), length);
        }
        let mut homeless = Vec::new();
        for (line, value) in contents.answers {
            let target = filling.target(&renamed(&line, &renames));
            if !target.is_some_and(|(spec, indexes)| filling.place(spec, &indexes, &value)) {
                homeless.push((line, value));
            }
        }
        let unique = unique_questions(compiled);
        let mut left_over = Vec::new();
        for (line, value) in homeless {
            let indexes: Vec<usize> = line.iter().filter_map(|(_, index)| *index).collect();
            let moved = line.last().and_then(|(name, _)| unique.get(name.as_str()));
            let unanswered = |spec: &SpecId| {
                filling.spot_of(*spec, &indexes).is_none_or(|id| filling.is_untouched(id))
            };
            let moved = moved.copied().filter(unanswered);
            if !moved.is_some_and(|spec| filling.place(spec, &indexes, &value)) && !value.is_null()
            {
                left_over.push(LeftOver { path: filling.written(&line), value });
            }
        }
        filling.settle();
        filling.starting = false;
        filling.changed.clear();
        (filling, left_over)
    }

    /// Returns a path without the root's name and slashes around.
    fn inner<'a>(&self, path: &'a str) -> &'a str {
        let path = path.trim_matches('/');
        let inner =
            path.strip_prefix(&*self.compiled.spec(0).name).and_then(|rest| rest.strip_prefix('/'));
        inner.unwrap_or(path)
    }

    fn written(&self, line: &Line) -> String {
        let mut path = format!("/{}", self.compiled.spec(0).name);
        for (name, index) in line {
            let _ = match index {
                Some(index) => write!(path, "/{name}[{}]", index + 1),
                None => write!(path, "/{name}"),
            };
        }
        path
    }

    /// Finds the item that a line leads to, and the instance numbers on the way.
    fn target(&self, line: &Line) -> Option<(SpecId, Vec<usize>)> {
        let mut spec = 0;
        for (name, _) in line {
            spec = *self.compiled.spec(spec).by_name.get(name.as_str())?;
        }
        Some((spec, line.iter().filter_map(|(_, index)| *index).collect()))
    }

    /// Brings a repeat to the number of instances that the draft has.
    fn resize(&mut self, line: &Line, length: usize) {
        let Some((spec, indexes)) = self.target(line) else { return };
        if self.compiled.spec(spec).shape != Shape::Repeat {
            return;
        }
        let Some(parent) = self.reach(self.compiled.spec(spec).parent, &indexes) else { return };
        self.extend(parent, spec, length);
        while self.live(parent, spec) > length {
            self.drop_instance(parent, spec, length);
        }
    }

    fn extend(&mut self, parent: CellId, spec: SpecId, length: usize) {
        let length = length.min(limits::INSTANCES);
        while self.live(parent, spec) < length && self.has_room(spec) {
            self.add_instance(parent, spec);
        }
    }

    /// Finds the node of an item, making instances on the way.
    fn reach(&mut self, spec: SpecId, indexes: &[usize]) -> Option<CellId> {
        let mut line = Vec::new();
        let mut at = spec;
        while at != 0 {
            line.push(at);
            at = self.compiled.spec(at).parent;
        }
        let mut indexes = indexes.iter().copied();
        let mut cell = 0;
        for spec in line.into_iter().rev() {
            let index = if self.compiled.spec(spec).shape == Shape::Repeat {
                indexes.next().unwrap_or(0)
            } else {
                0
            };
            if self.compiled.spec(spec).shape == Shape::Repeat {
                self.extend(cell, spec, index + 1);
            }
            cell = self.nth(cell, spec, index)?;
        }
        Some(cell)
    }

    /// Finds the node of an item if it is there.
    fn spot_of(&self, spec: SpecId, indexes: &[usize]) -> Option<CellId> {
        let above = self.compiled.spec(spec).parent;
        let parent = if above == 0 { 0 } else { self.spot_of(above, indexes)? };
        let mut depth = 0;
        let mut around = self.compiled.spec(spec).repeat;
        while let Some(repeat) = around {
            depth += 1;
            around = self.compiled.spec(repeat).repeat;
        }
        let repeats = self.compiled.spec(spec).shape == Shape::Repeat;
        let index = if repeats { indexes.get(depth).copied().unwrap_or(0) } else { 0 };
        self.nth(parent, spec, index)
    }

    fn is_untouched(&self, id: CellId) -> bool {
        let spec = self.compiled.spec(self.cell(id).spec);
        self.cell(id).answer.is_empty() || spec.fixed.as_ref() == Some(&self.cell(id).answer)
    }

    /// Puts an answer into a question if it fits; what is computed anyway is taken as put.
    fn place(&mut self, spec: SpecId, indexes: &[usize], value: &Value) -> bool {
        let compiled = Arc::clone(&self.compiled);
        let within = compiled.spec(spec);
        let Some(kind) = within.kind() else { return false };
        if within.is_calculated() && !within.once {
            return true;
        }
        let Ok(text) = value::read(kind, &within.parameters, value) else { return false };
        if text.len() > limits::ANSWER
            || !value::tokens(kind, &text).all(|name| is_choice(&compiled, spec, name))
        {
            return false;
        }
        let Some(id) = self.reach(spec, indexes) else { return false };
        self.cell_mut(id).set(Flag::Drafted, true);
        self.put(id, text);
        true
    }
}

/// Tells whether a name is among the choices of a question, offered now or not.
fn is_choice(compiled: &Compiled, spec: SpecId, name: &str) -> bool {
    match &compiled.spec(spec).offer {
        Offer::Rows { list, value, other, .. } => {
            !compiled.lists.rows(compiled.list(*list), *list, *value, name).is_empty()
                || (*other && name == super::choices::OTHER)
        }
        Offer::None | Offer::Answers(_) => true,
    }
}

/// Returns the questions whose name no other item has.
fn unique_questions(compiled: &Compiled) -> HashMap<&str, SpecId> {
    let mut by_name: HashMap<&str, Option<SpecId>> = HashMap::new();
    for (id, spec) in compiled.specs.iter().enumerate().skip(1) {
        let id = SpecId::try_from(id).ok().filter(|_| spec.kind().is_some());
        by_name.entry(&spec.name).and_modify(|found| *found = None).or_insert(id);
    }
    by_name.into_iter().filter_map(|(name, id)| Some((name, id?))).collect()
}

/// Follows the rename of the longest part of a line that has one.
fn renamed(line: &Line, renames: &BTreeMap<&str, &str>) -> Line {
    for taken in (1..=line.len()).rev() {
        let names: Vec<&str> = line[..taken].iter().map(|(name, _)| name.as_str()).collect();
        if let Some(to) = renames.get(names.join("/").as_str()) {
            // Instance numbers stay in their order; which of the new names repeat is the form's to say.
            let mut indexes: Vec<usize> =
                line[..taken].iter().filter_map(|(_, index)| *index).collect();
            let mut new: Line = to.split('/').map(|name| (name.to_owned(), None)).collect();
            for step in new.iter_mut().rev() {
                step.1 = indexes.pop();
            }
            new.extend_from_slice(&line[taken..]);
            return new;
        }
    }
    line.clone()
}

impl Contents {
    fn of(answers: &Map<String, Value>) -> Self {
        let mut contents = Self::default();
        let mut todo: Vec<(Line, &Value)> =
            answers.iter().rev().map(|(name, value)| (vec![(name.clone(), None)], value)).collect();
        while let Some((line, value)) = todo.pop() {
            match value {
                Value::Object(fields) if !value::is_point(value) => {
                    todo.extend(fields.iter().rev().map(|(name, value)| {
                        let mut line = line.clone();
                        line.push((name.clone(), None));
                        (line, value)
                    }));
                }
                Value::Array(items)
                    if items.iter().all(|item| item.is_object() && !value::is_point(item)) =>
                {
                    contents.lengths.push((line.clone(), items.len()));
                    todo.extend(items.iter().enumerate().rev().map(|(index, item)| {
                        let mut line = line.clone();
                        if let Some(last) = line.last_mut() {
                            last.1 = Some(index);
                        }
                        (line, item)
                    }));
                }
                answer => contents.answers.push((line, answer.clone())),
            }
        }
        contents
    }
}
