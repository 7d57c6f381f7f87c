//! The nodes of a filling: one cell for every group, repeat instance and question.

use super::begin::Phone;
use super::compile::{Compiled, SpecId, Unit};
use super::tree::Saved;
use crate::form::Language;
use crate::form::xpath::Env;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The index of a [`Cell`]; 0 is the root element.
pub(super) type CellId = u32;

/// A form being filled.
///
/// It is a function of its answers, the instances of its repeats and what the caller lent; an answer re-evaluates only
/// what depends on it.
pub struct Filling {
    pub(super) compiled: Arc<Compiled>,
    pub(super) cells: Vec<Cell>,
    pub(super) free: Vec<CellId>,
    pub(super) env: Env,
    /// The chance that the filling began with.
    pub(super) chance: u64,
    pub(super) language: Language,
    pub(super) phone: Phone,
    pub(super) saved: Saved,
    /// What is to be evaluated: by rank, then by the place of its repeat instance.
    pub(super) queue: BTreeSet<(u32, u32, CellId)>,
    pub(super) changed: BTreeSet<CellId>,
    /// Cells whose row the keeper of the draft does not have as they are now.
    pub(super) unsaved: BTreeSet<CellId>,
    /// Keys of repeat instances that were taken away for good since the keeper last asked.
    pub(super) gone: Vec<String>,
    /// Cells whose dynamic default is still to be computed.
    pub(super) fresh: std::collections::VecDeque<CellId>,
    /// Whether the filling is being begun: triggers are not heard.
    pub(super) starting: bool,
    /// The cell whose calculation is evaluated, which reads its own value even when it is not relevant.
    pub(super) evaluating: CellId,
    /// What went wrong in an expression, by where.
    pub(super) trouble: BTreeMap<(CellId, Unit), String>,
}

/// One node of a filling.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) spec: SpecId,
    pub(super) parent: CellId,
    /// Its place among the instances of its repeat, from 0.
    pub(super) index: u32,
    /// Of a repeat instance: its number among all that were ever made beside it, from 1; it stays when others go.
    pub(super) birth: u32,
    /// The nearest repeat instance: itself, one around it, or the root.
    pub(super) instance: CellId,
    /// Of a group or repeat instance, by the place of the item in it.
    pub(super) slots: Vec<Slot>,
    /// What was answered, given as default or calculated.
    pub(super) answer: String,
    /// What of the answer holds: without choices that are no longer offered.
    pub(super) value: String,
    pub(super) flags: u8,
}

/// The nodes of one item in one parent.
pub(super) enum Slot {
    /// A group or question.
    One(CellId),
    /// A repeat.
    Many {
        /// Its instances.
        live: Vec<CellId>,
        /// Instances that a smaller count took away, kept for a larger one.
        spare: Vec<CellId>,
    },
}

/// A yes or no that a cell keeps.
#[derive(Clone, Copy)]
#[repr(u8)]
pub(super) enum Flag {
    /// Its own condition holds.
    OwnRelevant = 1,
    /// Its own condition and those of everything around it hold.
    Relevant = 2,
    /// Its own condition makes it read-only.
    OwnReadOnly = 4,
    /// It or something around it is read-only.
    ReadOnly = 8,
    /// An answer is required.
    Required = 16,
    /// The constraint is broken.
    Broken = 32,
    /// It is not in the tree: taken away or kept as spare.
    Out = 64,
    /// A draft says what its answer is, so it gets no computed default.
    Drafted = 128,
}

impl Cell {
    pub(super) const fn is(&self, flag: Flag) -> bool {
        self.flags & flag as u8 != 0
    }

    /// Sets a flag and tells whether that changed it.
    pub(super) const fn set(&mut self, flag: Flag, on: bool) -> bool {
        let before = self.flags;
        if on {
            self.flags |= flag as u8;
        } else {
            self.flags &= !(flag as u8);
        }
        before != self.flags
    }

    /// Returns the nodes under it, in document order, spare ones left out.
    pub(super) fn children(&self) -> impl DoubleEndedIterator<Item = CellId> + '_ {
        self.slots.iter().flat_map(|slot| slot.live().iter().copied())
    }
}

impl Slot {
    pub(super) fn live(&self) -> &[CellId] {
        match self {
            Self::One(cell) => std::slice::from_ref(cell),
            Self::Many { live, .. } => live,
        }
    }
}

impl Filling {
    pub(super) fn cell(&self, id: CellId) -> &Cell {
        &self.cells[id as usize]
    }

    pub(super) fn cell_mut(&mut self, id: CellId) -> &mut Cell {
        &mut self.cells[id as usize]
    }

    /// Returns the form that is filled.
    #[must_use]
    pub const fn compiled(&self) -> &Arc<Compiled> {
        &self.compiled
    }

    /// Returns a cell and everything under it, spare instances included when `spare`.
    pub(super) fn subtree(&self, id: CellId, spare: bool) -> Vec<CellId> {
        let mut all = vec![id];
        let mut at = 0;
        while let Some(cell) = all.get(at).map(|id| self.cell(*id)) {
            for slot in &cell.slots {
                all.extend(slot.live());
                if let (true, Slot::Many { spare, .. }) = (spare, slot) {
                    all.extend(spare);
                }
            }
            at += 1;
        }
        all
    }

    /// Climbs from a cell to the cell around it that is an instance of an item; the root when there is none.
    pub(super) fn climb(&self, mut id: CellId, spec: SpecId) -> CellId {
        while id != 0 && self.cell(id).spec != spec {
            id = self.cell(id).parent;
        }
        id
    }

    /// Finds the instances of an item under a cell.
    pub(super) fn instances(&self, anchor: CellId, spec: SpecId) -> Vec<CellId> {
        let top = self.cell(anchor).spec;
        let mut slots = Vec::new();
        let mut at = spec;
        while at != top && at != 0 {
            slots.push(self.compiled.spec(at).slot);
            at = self.compiled.spec(at).parent;
        }
        let mut found = vec![anchor];
        for slot in slots.iter().rev() {
            let mut next = Vec::with_capacity(found.len());
            for id in found {
                if let Some(slot) = self.cell(id).slots.get(*slot as usize) {
                    next.extend(slot.live());
                }
            }
            found = next;
        }
        found
    }
}

impl std::fmt::Debug for Filling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Answers are about children; they never reach a log.
        write!(f, "Filling({:?}, {} nodes)", self.compiled, self.cells.len() - self.free.len())
    }
}
