//! The steps of a filling: answer a question, add and remove a repeat instance.

use super::cell::{CellId, Filling, Flag};
use super::compile::{Offer, Shape, SpecId};
use super::path::Spot;
use super::{FillFault, limits, value};
use crate::form::Kind;
use serde::Serialize;
use serde_json::Value;

/// What a step changed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Changed {
    /// The paths of the nodes of which something that is shown changed, in document order; for an instance that was
    /// taken away the node that it was in.
    pub nodes: Vec<String>,
}

impl Filling {
    /// Answers a question; `null` takes the answer back.
    ///
    /// # Errors
    /// When there is no such question, it may only be read, or the value does not fit. Nothing changes then.
    pub fn answer(&mut self, path: &str, value: &Value) -> Result<Changed, FillFault> {
        let id = self.find(path)?;
        self.may_answer(id)?;
        let text = self
            .fitting(id, value)
            .map_err(|why| FillFault::BadValue { path: self.path_of(id), why })?;
        self.put(id, text);
        self.settle();
        Ok(self.take_changed())
    }

    /// Puts an answer that fits into a cell.
    pub(super) fn put(&mut self, id: CellId, text: String) {
        self.note(id, text);
        self.refresh(id);
    }

    fn may_answer(&self, id: CellId) -> Result<(), FillFault> {
        let cell = self.cell(id);
        let spec = self.compiled.spec(cell.spec);
        let refuse = |why| Err(FillFault::ReadOnly { path: self.path_of(id), why });
        match spec.kind() {
            None => Err(FillFault::WrongSort {
                path: self.path_of(id),
                is: if spec.shape == Shape::Repeat { "a repeat" } else { "a group" },
                step: "answered",
            }),
            Some(Kind::Note) => refuse("it is a note, with nothing to answer"),
            Some(Kind::Meta(_)) => refuse("the phone fills it"),
            Some(Kind::Calculate) => refuse("it is computed"),
            Some(Kind::Hidden) => refuse("it is hidden"),
            Some(_) if spec.is_calculated() => refuse("it is computed"),
            Some(_) if cell.is(Flag::ReadOnly) => refuse("it may only be read"),
            Some(_) => Ok(()),
        }
    }

    /// Turns a value into the text that is kept, if it fits the question as it stands now.
    pub(super) fn fitting(&self, id: CellId, value: &Value) -> Result<String, String> {
        let spec = self.compiled.spec(self.cell(id).spec);
        let Some(kind) = spec.kind() else { return Err("it is no question".to_owned()) };
        let text = value::read(kind, &spec.parameters, value)?;
        if text.len() > limits::ANSWER {
            return Err(format!("the answer is longer than {} bytes", limits::ANSWER));
        }
        if !matches!(spec.offer, Offer::None) {
            for choice in value::tokens(kind, &text) {
                if !self.offers(id, choice) {
                    return Err(format!("“{choice}” is not among the choices offered"));
                }
            }
        }
        Ok(text)
    }

    /// Adds an instance at the end of a repeat.
    ///
    /// # Errors
    /// When there is no such repeat, its instances are counted by the form, it is read-only, or the filling is full.
    pub fn add(&mut self, path: &str) -> Result<Changed, FillFault> {
        let (parent, spec) = self.open_repeat(path, "added to")?;
        if self.live(parent, spec) >= limits::INSTANCES || !self.has_room(spec) {
            return Err(FillFault::Full { path: path.to_owned() });
        }
        self.add_instance(parent, spec);
        self.fire_structure(parent, spec);
        self.settle();
        Ok(self.take_changed())
    }

    /// Removes an instance of a repeat, counted from 1, with its answers.
    ///
    /// # Errors
    /// When there is no such instance, the form counts the instances, or the repeat is read-only.
    pub fn remove(&mut self, path: &str, index: usize) -> Result<Changed, FillFault> {
        let (parent, spec) = self.open_repeat(path, "taken from")?;
        let count = self.live(parent, spec);
        if index == 0 || index > count {
            let why = format!("there are {count} instances, counted from 1");
            return Err(FillFault::NoSuchNode { path: format!("{path}[{index}]"), why });
        }
        self.drop_instance(parent, spec, index - 1);
        self.fire_structure(parent, spec);
        self.settle();
        Ok(self.take_changed())
    }

    /// Finds a repeat whose instances the person adds and removes.
    fn open_repeat(&self, path: &str, step: &'static str) -> Result<(CellId, SpecId), FillFault> {
        let wrong = |is| Err(FillFault::WrongSort { path: path.to_owned(), is, step });
        let (parent, spec) = match self.spot(path)? {
            Spot::Repeat { parent, spec } => (parent, spec),
            Spot::Cell(id) => match self.compiled.spec(self.cell(id).spec).shape {
                Shape::Repeat => return wrong("one instance of a repeat"),
                Shape::Group => return wrong("a group"),
                Shape::Question(_) => return wrong("a question"),
            },
        };
        if self.compiled.spec(spec).rules.count.is_some() {
            return wrong("a repeat whose instances the form counts");
        }
        if self.cell(parent).is(Flag::ReadOnly) {
            return Err(FillFault::ReadOnly { path: path.to_owned(), why: "it may only be read" });
        }
        Ok((parent, spec))
    }

    /// Returns what changed since it was last asked.
    pub(super) fn take_changed(&mut self) -> Changed {
        let changed = std::mem::take(&mut self.changed);
        let mut cells: Vec<CellId> =
            changed.iter().copied().filter(|id| !self.cell(*id).is(Flag::Out)).collect();
        cells.sort_by(|a, b| {
            crate::form::xpath::Tree::order(self, super::tree::node(*a), super::tree::node(*b))
        });
        Changed { nodes: cells.into_iter().map(|id| self.path_of(id)).collect() }
    }
}
