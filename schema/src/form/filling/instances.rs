//! The instances of repeats: made, taken away, kept as spare and brought back.

use super::cell::{CellId, Filling, Flag, Slot};
use super::compile::SpecId;
use super::limits;

impl Filling {
    /// Tells whether one more instance of a repeat fits into the filling.
    pub(super) fn has_room(&self, repeat: SpecId) -> bool {
        let specs = &self.compiled.specs;
        let depth = specs[repeat as usize].depth;
        let within =
            specs[repeat as usize + 1..].iter().take_while(|spec| spec.depth > depth).count();
        self.cells.len() - self.free.len() + within < limits::NODES
    }

    /// Brings a repeat to a number of instances: spare ones first, then new ones.
    pub(super) fn set_count(&mut self, parent: CellId, repeat: SpecId, count: f64) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast of a float saturates"
        )]
        let wanted = (count.max(0.0) as usize).min(limits::INSTANCES);
        let before = self.live(parent, repeat);
        while self.live(parent, repeat) < wanted && self.has_room(repeat) {
            self.add_instance(parent, repeat);
        }
        while self.live(parent, repeat) > wanted {
            self.shelve(parent, repeat);
        }
        if before != self.live(parent, repeat) {
            self.fire_structure(parent, repeat);
        }
    }

    /// Finds an instance of a repeat, counted from 0; of a group or question its one node.
    pub(super) fn nth(&self, parent: CellId, spec: SpecId, index: usize) -> Option<CellId> {
        let slot = self.compiled.spec(spec).slot as usize;
        self.cell(parent).slots.get(slot)?.live().get(index).copied()
    }

    /// Counts the instances of a repeat.
    pub(super) fn live(&self, parent: CellId, repeat: SpecId) -> usize {
        let slot = self.compiled.spec(repeat).slot as usize;
        self.cell(parent).slots.get(slot).map_or(0, |slot| slot.live().len())
    }

    fn many(
        &mut self,
        parent: CellId,
        repeat: SpecId,
    ) -> Option<(&mut Vec<CellId>, &mut Vec<CellId>)> {
        let slot = self.compiled.spec(repeat).slot as usize;
        match self.cell_mut(parent).slots.get_mut(slot) {
            Some(Slot::Many { live, spare }) => Some((live, spare)),
            _ => None,
        }
    }

    /// Adds an instance at the end: the first spare one, else a new one.
    pub(super) fn add_instance(&mut self, parent: CellId, repeat: SpecId) -> CellId {
        let index = u32::try_from(self.live(parent, repeat)).unwrap_or(u32::MAX);
        let spare = self
            .many(parent, repeat)
            .and_then(|(_, spare)| (!spare.is_empty()).then(|| spare.remove(0)));
        let id = if let Some(id) = spare {
            self.bring_back(id, index);
            id
        } else {
            let birth = self.next_birth(parent, repeat);
            let id = self.grow(parent, repeat, index);
            self.cell_mut(id).birth = birth;
            id
        };
        if let Some((live, _)) = self.many(parent, repeat) {
            live.push(id);
        }
        id
    }

    /// Puts a spare instance in its place again.
    fn bring_back(&mut self, top: CellId, index: u32) {
        self.cell_mut(top).index = index;
        for id in self.subtree(top, false) {
            self.cell_mut(id).set(Flag::Out, false);
            self.changed.insert(id);
        }
        for id in self.subtree(top, false) {
            self.ask_all(id);
        }
        self.spread_relevance(top);
        self.spread_read_only(top);
    }

    /// Takes the last instance away and keeps it as spare, unless nobody ever answered anything in it.
    fn shelve(&mut self, parent: CellId, repeat: SpecId) {
        let last = self
            .many(parent, repeat)
            .and_then(|(live, spare)| Some((*live.last()?, spare.is_empty())));
        let Some((last, is_outermost)) = last else { return };
        if is_outermost && self.is_pristine(last) {
            let index = self.cell(last).index as usize;
            self.drop_instance(parent, repeat, index);
            return;
        }
        if let Some((live, spare)) = self.many(parent, repeat) {
            live.pop();
            spare.insert(0, last);
        }
        self.take_out(last);
        self.changed.insert(parent);
    }

    /// Tells whether an instance is as it was made, so that a new one serves as well.
    fn is_pristine(&self, top: CellId) -> bool {
        self.subtree(top, true).into_iter().all(|id| {
            let cell = self.cell(id);
            let spec = self.compiled.spec(cell.spec);
            let computed = spec.is_calculated() && !spec.once;
            let slots = cell.slots.iter().zip(&spec.children).all(|(slot, child)| match slot {
                Slot::One(_) => true,
                Slot::Many { live, spare } => {
                    let counted = self.compiled.spec(*child).rules.count.is_some();
                    let first = usize::from(self.starts_with_one(id, *child));
                    spare.is_empty() && (counted || live.len() == first)
                }
            });
            let first = spec.kind().is_none_or(|kind| {
                computed
                    || (spec.rules.default.is_none()
                        && cell.answer == self.first_answer(&self.compiled, cell.spec, kind))
            });
            slots && first
        })
    }

    fn take_out(&mut self, top: CellId) {
        for id in self.subtree(top, true) {
            self.cell_mut(id).set(Flag::Out, true);
            self.changed.remove(&id);
        }
        self.trouble.retain(|(id, _), _| !self.cells[*id as usize].is(Flag::Out));
    }

    /// Takes an instance away for good.
    pub(super) fn drop_instance(&mut self, parent: CellId, repeat: SpecId, index: usize) {
        let Some(gone) = self.nth(parent, repeat, index) else { return };
        let key = self.key_of(gone);
        self.gone.push(key);
        let Some((live, _)) = self.many(parent, repeat) else { return };
        live.remove(index);
        let after = live[index..].to_vec();
        for id in after {
            self.cell_mut(id).index -= 1;
            self.changed.insert(id);
        }
        self.take_out(gone);
        self.changed.insert(parent);
        let free = self.subtree(gone, true);
        for id in &free {
            self.unsaved.remove(id);
        }
        self.free.extend(free);
    }
}
