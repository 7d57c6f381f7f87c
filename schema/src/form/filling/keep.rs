//! A draft as rows: one for each answer and each repeat instance, so that a step writes what it changed and no more.
//!
//! The key of a row is a path whose instance numbers are births: the first instance ever made is 1, and the others keep
//! their numbers when one is taken away.

use super::begin::Phone;
use super::cell::{CellId, Filling, Flag, Slot};
use super::compile::{Compiled, Shape, SpecId};
use super::limits;
use super::restore::LeftOver;
use crate::form::Language;
use crate::form::xpath::{Clock, Env};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

/// A change of the rows that keep a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    /// A row is put: a question's answer as the engine writes it, or a repeat instance, which has no text.
    Put {
        /// Its key.
        key: String,
        /// The answer; none for an instance.
        text: Option<String>,
    },
    /// An answer's row goes.
    Drop {
        /// Its key.
        key: String,
    },
    /// The row of a repeat instance goes, and every row whose key begins with its key and a slash.
    DropAll {
        /// The instance's key.
        key: String,
    },
}

impl Filling {
    /// Goes on by a clock and with a chance: what was computed from `now()` or `today()` is computed anew, but for
    /// what was computed once. The state stays a function of answers and clock.
    pub fn go_on(&mut self, now: Clock, chance: u64) {
        self.env.chance.set(chance);
        if self.env.now == now {
            return;
        }
        self.env.now = now;
        let compiled = Arc::clone(&self.compiled);
        for unit in &compiled.graph.clocked {
            let count = unit.aspect == super::compile::Aspect::Count;
            let target = if count { compiled.spec(unit.spec).parent } else { unit.spec };
            for id in self.instances(0, target) {
                self.enqueue(id, *unit);
            }
        }
        self.settle();
    }

    /// Returns how the rows of the draft change since it was last asked; for a filling that was just begun or moved
    /// to another version, all its rows.
    pub fn take_rows(&mut self) -> Vec<Row> {
        let gone = std::mem::take(&mut self.gone);
        let mut rows: Vec<Row> = gone.into_iter().map(|key| Row::DropAll { key }).collect();
        for id in std::mem::take(&mut self.unsaved) {
            let spec = self.compiled.spec(self.cell(id).spec);
            match &spec.shape {
                Shape::Repeat => rows.push(Row::Put { key: self.key_of(id), text: None }),
                Shape::Group => {}
                // What is computed is computed again.
                Shape::Question(_) if spec.is_calculated() && !spec.once => {}
                Shape::Question(_) => {
                    let (key, text) = (self.key_of(id), self.cell(id).answer.clone());
                    // A default that was taken back is told, so that it does not come again with the draft.
                    let told = spec.fixed.is_some() || spec.rules.default.is_some();
                    rows.push(if text.is_empty() && !told {
                        Row::Drop { key }
                    } else {
                        Row::Put { key, text: Some(text) }
                    });
                }
            }
        }
        rows
    }

    /// Goes on with a draft of the same version from its rows, in the language in which it was shown: exactly as it
    /// was. Rows of a form that is not the same after all come back as left over.
    #[must_use]
    pub fn resume(
        compiled: &Arc<Compiled>,
        rows: impl IntoIterator<Item = (String, Option<String>)>,
        env: Env,
        phone: &Phone,
        language: Language,
    ) -> (Self, Vec<LeftOver>) {
        let mut filling = Self::bare(compiled, env, phone);
        filling.language = language;
        let mut kept = Rows::of(rows);
        filling.lay(0, &mut String::new(), &mut kept);
        filling.settle();
        filling.starting = false;
        filling.changed.clear();
        filling.unsaved.clear();
        filling.gone.clear();
        let left: BTreeMap<String, String> = kept.answers.into_iter().collect();
        let left = left.into_iter().map(|(path, text)| LeftOver { path, value: text.into() });
        (filling, left.collect())
    }

    /// Lays rows onto a cell and everything in it.
    fn lay(&mut self, id: CellId, key: &mut String, kept: &mut Rows) {
        let compiled = Arc::clone(&self.compiled);
        let spec = compiled.spec(self.cell(id).spec);
        if spec.kind().is_some() {
            if let Some(text) = kept.answers.remove(key.as_str()) {
                self.cell_mut(id).set(Flag::Drafted, true);
                self.put(id, text);
            }
            return;
        }
        for child in &spec.children {
            let from = key.len();
            if from > 0 {
                key.push('/');
            }
            key.push_str(&compiled.spec(*child).name);
            if compiled.spec(*child).shape == Shape::Repeat {
                self.lay_repeat(id, *child, key, kept);
            } else if let Some(only) = self.nth(id, *child, 0) {
                self.lay(only, key, kept);
            }
            key.truncate(from);
        }
    }

    fn lay_repeat(&mut self, parent: CellId, repeat: SpecId, key: &mut String, kept: &mut Rows) {
        let mut births = kept.births.remove(key.as_str()).unwrap_or_default();
        births.sort_unstable();
        births.truncate(limits::INSTANCES);
        while self.live(parent, repeat) < births.len() && self.has_room(repeat) {
            self.add_instance(parent, repeat);
        }
        while self.live(parent, repeat) > births.len() {
            self.drop_instance(parent, repeat, births.len());
        }
        for (at, birth) in births.into_iter().enumerate() {
            let Some(id) = self.nth(parent, repeat, at) else { break };
            self.cell_mut(id).birth = birth;
            let from = key.len();
            let _ = write!(key, "[{birth}]");
            self.lay(id, key, kept);
            key.truncate(from);
        }
    }

    /// Notes the answer of a cell.
    pub(super) fn note(&mut self, id: CellId, text: String) {
        if self.cell(id).answer != text {
            self.cell_mut(id).answer = text;
            self.unsaved.insert(id);
        }
    }

    /// Returns the number that the next instance of a repeat gets.
    pub(super) fn next_birth(&self, parent: CellId, repeat: SpecId) -> u32 {
        let slot = self.cell(parent).slots.get(self.compiled.spec(repeat).slot as usize);
        let last = slot.and_then(|slot| match slot {
            Slot::Many { live, spare } => spare.last().or_else(|| live.last()),
            Slot::One(_) => None,
        });
        last.map_or(0, |id| self.cell(*id).birth).saturating_add(1)
    }

    /// Returns the key of a cell's row.
    pub(super) fn key_of(&self, id: CellId) -> String {
        let mut line = Vec::new();
        let mut at = id;
        while at != 0 {
            line.push(at);
            at = self.cell(at).parent;
        }
        let mut key = String::new();
        for id in line.into_iter().rev() {
            let cell = self.cell(id);
            let spec = self.compiled.spec(cell.spec);
            if !key.is_empty() {
                key.push('/');
            }
            key.push_str(&spec.name);
            if spec.shape == Shape::Repeat {
                let _ = write!(key, "[{}]", cell.birth);
            }
        }
        key
    }
}

/// The rows of a draft, ready to be laid.
struct Rows {
    answers: HashMap<String, String>,
    /// By the key of a repeat: the births of its instances.
    births: HashMap<String, Vec<u32>>,
}

impl Rows {
    fn of(rows: impl IntoIterator<Item = (String, Option<String>)>) -> Self {
        let mut kept = Self { answers: HashMap::new(), births: HashMap::new() };
        for (key, text) in rows {
            if let Some(text) = text {
                kept.answers.insert(key, text);
            } else if let Some((repeat, birth)) =
                key.strip_suffix(']').and_then(|key| key.rsplit_once('['))
                && let Ok(birth) = birth.parse()
            {
                kept.births.entry(repeat.to_owned()).or_default().push(birth);
            }
        }
        kept
    }
}
