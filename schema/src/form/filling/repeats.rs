//! The repeats of a filling to which a person adds, as a list beside the walk: an empty one has no node of its own.

use super::cell::{CellId, Filling, Flag};
use super::compile::Shape;
use crate::form::Language;
use serde::Serialize;

/// A repeat whose instances the person adds and removes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OpenRepeat {
    /// Its path, without an instance's number.
    pub path: String,
    /// What it is called, references shown.
    pub label: String,
    /// How many instances it has.
    pub instances: usize,
    /// Whether it is asked: whether any instance is or, when there is none, what is around it.
    pub relevant: bool,
    /// Whether instances may only be read.
    pub read_only: bool,
    /// The path of the node after which it ends in document order: the last within its last instance or, when there is
    /// none, what stands before it.
    pub after: String,
}

impl Filling {
    /// Lists the repeats that a person may add to, in document order.
    #[must_use]
    pub fn repeats(&self, language: &Language) -> Vec<OpenRepeat> {
        let mut found = Vec::new();
        for id in self.in_order() {
            let cell = self.cell(id);
            let spec = self.compiled.spec(cell.spec);
            let mut before = id;
            for (slot, child) in cell.slots.iter().zip(&spec.children) {
                if let Some(last) = slot.live().last() {
                    before = self.last_within(*last);
                }
                let child = self.compiled.spec(*child);
                if child.shape != Shape::Repeat || child.rules.count.is_some() {
                    continue;
                }
                let live = slot.live();
                let asked = |id: &u32| self.cell(*id).is(Flag::Relevant);
                let at = live.first().copied().unwrap_or(id);
                found.push(OpenRepeat {
                    path: format!("{}/{}", self.path_of(id), child.name),
                    label: self.shown_text(at, &child.label, language),
                    instances: live.len(),
                    relevant: if live.is_empty() { asked(&id) } else { live.iter().any(asked) },
                    read_only: cell.is(Flag::ReadOnly),
                    after: self.path_of(before),
                });
            }
        }
        found
    }

    /// Returns the last cell in document order of those within a cell, or itself.
    fn last_within(&self, mut id: CellId) -> CellId {
        while let Some(last) = self.cell(id).children().next_back() {
            id = last;
        }
        id
    }
}
