//! Evaluates what is to be evaluated, in the order of the dependency graph, and wakes what depends on it.

use super::cell::{CellId, Filling, Flag};
use super::compile::{Aspect, Compiled, Offer, Reader, Shape, SpecId, Unit};
use super::tree::{node, place};
use crate::form::Kind;
use crate::form::xpath::{Context, Expr, Node, Value};
use std::sync::Arc;

/// The cell of no calculation.
pub(super) const NOBODY: CellId = CellId::MAX;

impl Filling {
    /// Asks for a unit to be evaluated; a repeat count is evaluated on the repeat's parent.
    pub(super) fn enqueue(&mut self, id: CellId, unit: Unit) {
        let cell = self.cell(id);
        if !cell.is(Flag::Out)
            && let Some(rank) = self.compiled.graph.rank.get(unit.index())
        {
            let order = self.cell(cell.instance).index;
            self.queue.insert((*rank, order, id));
        }
    }

    /// Wakes what reads the text of a cell; triggers only when the value itself changed.
    fn fire(&mut self, id: CellId, value_changed: bool) {
        let compiled = Arc::clone(&self.compiled);
        for reader in &compiled.graph.readers[self.cell(id).spec as usize] {
            if reader.unit.aspect != Aspect::Trigger || (value_changed && !self.starting) {
                self.wake(&compiled, id, *reader);
            }
        }
    }

    /// Wakes what reads anything of a repeat from outside one instance.
    pub(super) fn fire_structure(&mut self, parent: CellId, repeat: SpecId) {
        let compiled = Arc::clone(&self.compiled);
        for reader in &compiled.graph.structure[repeat as usize] {
            self.wake(&compiled, parent, *reader);
        }
    }

    fn wake(&mut self, compiled: &Compiled, from: CellId, reader: Reader) {
        let spec = compiled.spec(reader.unit.spec);
        let target =
            if reader.unit.aspect == Aspect::Count { spec.parent } else { reader.unit.spec };
        let mut anchor = self.climb(from, reader.anchor);
        while compiled.spec(self.cell(anchor).spec).depth > compiled.spec(target).depth {
            anchor = self.cell(anchor).parent;
        }
        for id in self.instances(anchor, target) {
            self.enqueue(id, reader.unit);
        }
    }

    /// Evaluates until nothing is left to evaluate.
    pub(super) fn settle(&mut self) {
        let compiled = Arc::clone(&self.compiled);
        let mut budget = 1_000_000 + 64 * self.cells.len();
        let mut late = Vec::new();
        loop {
            if let Some((rank, _, id)) = self.queue.pop_first() {
                let unit = compiled.units[rank as usize];
                budget = budget.saturating_sub(1);
                if budget == 0 {
                    self.queue.clear();
                    self.trouble.insert((id, unit), "its value never settles".to_owned());
                } else if self.holds(&compiled, id, unit) {
                    let once = unit.aspect == Aspect::Value && compiled.spec(unit.spec).once;
                    if once && !self.fresh.is_empty() && self.cell(id).answer.is_empty() {
                        // What it keeps is to know the defaults: until those are given it is made for them alone.
                        late.push((id, unit));
                    }
                    self.evaluate(&compiled, id, unit);
                }
            } else if let Some(id) = self.fresh.pop_front() {
                self.dynamic_default(&compiled, id);
            } else if late.is_empty() {
                break;
            }
            if self.fresh.is_empty() {
                for (id, unit) in late.drain(..) {
                    if self.holds(&compiled, id, unit) {
                        self.cell_mut(id).answer.clear();
                        self.refresh(id);
                        self.enqueue(id, unit);
                    }
                }
            }
        }
    }

    /// Tells whether a cell is still what a unit was to be evaluated on: it may have been taken away, and used anew.
    fn holds(&self, compiled: &Compiled, id: CellId, unit: Unit) -> bool {
        let spec =
            if unit.aspect == Aspect::Count { compiled.spec(unit.spec).parent } else { unit.spec };
        self.cell(id).spec == spec && !self.cell(id).is(Flag::Out)
    }

    fn evaluate(&mut self, compiled: &Compiled, id: CellId, unit: Unit) {
        let rules = &compiled.spec(unit.spec).rules;
        match unit.aspect {
            Aspect::Count => {
                if let Some(expr) = &rules.count {
                    let count = self.ask(expr, id, unit, place(id, unit.spec), |value, tree| {
                        value.number(tree, &tree.env)
                    });
                    self.set_count(id, unit.spec, count.unwrap_or(0.0));
                }
            }
            Aspect::Relevant => {
                let holds = self.truth(rules.relevant.as_ref(), id, unit).unwrap_or(true);
                self.cell_mut(id).set(Flag::OwnRelevant, holds);
                self.spread_relevance(id);
            }
            Aspect::ReadOnly => {
                let holds = self.truth(rules.read_only.as_ref(), id, unit).unwrap_or(false);
                self.cell_mut(id).set(Flag::OwnReadOnly, holds);
                self.spread_read_only(id);
            }
            Aspect::Required => {
                let holds = self.truth(rules.required.as_ref(), id, unit).unwrap_or(false);
                if self.cell_mut(id).set(Flag::Required, holds) {
                    self.changed.insert(id);
                }
            }
            Aspect::Constraint => {
                let asked = rules.constraint.as_ref().filter(|_| !self.cell(id).value.is_empty());
                let broken = self.truth(asked, id, unit) == Some(false);
                if self.cell_mut(id).set(Flag::Broken, broken) {
                    self.changed.insert(id);
                }
            }
            Aspect::Value => {
                self.calculate(compiled, id, unit);
                self.refresh(id);
                if !matches!(compiled.spec(unit.spec).offer, Offer::None) {
                    self.changed.insert(id);
                }
            }
            Aspect::Trigger => {
                let text = rules.calculation.as_ref().and_then(|expr| self.text(expr, id, unit));
                self.put(id, text.unwrap_or_default());
            }
            Aspect::Label => {
                self.changed.insert(id);
            }
        }
    }

    /// Makes the calculation of a cell, unless it waits for a trigger or keeps what it has until it is relevant.
    fn calculate(&mut self, compiled: &Compiled, id: CellId, unit: Unit) {
        let spec = compiled.spec(unit.spec);
        let waits = spec.once && !self.cell(id).is(Flag::Relevant);
        if let Some(expr) = spec.rules.calculation.as_ref().filter(|_| !spec.triggered && !waits) {
            self.evaluating = id;
            let text = self.text(expr, id, unit);
            self.evaluating = NOBODY;
            self.note(id, text.unwrap_or_default());
        }
    }

    /// Derives a cell's value from its answer and wakes what depends on it.
    pub(super) fn refresh(&mut self, id: CellId) {
        let value = self.holding(id);
        if self.cell(id).value == value {
            return;
        }
        self.cell_mut(id).value = value;
        self.changed.insert(id);
        let constraint = Unit { spec: self.cell(id).spec, aspect: Aspect::Constraint };
        if self.compiled.is_active(constraint) {
            self.enqueue(id, constraint);
        }
        if self.cell(id).is(Flag::Relevant) {
            self.fire(id, true);
        }
    }

    /// Returns what of an answer holds: a choice that is no longer offered does not.
    ///
    /// The field's tools clear such an answer (`JavaRosa`) or set it aside until it is offered again (ODK Web Forms);
    /// here it is set aside, so that what is seen never depends on the order of the steps.
    fn holding(&mut self, id: CellId) -> String {
        let compiled = Arc::clone(&self.compiled);
        let spec = compiled.spec(self.cell(id).spec);
        let filtered = matches!(spec.offer, Offer::Rows { one: Some(_), .. } | Offer::Answers(_));
        let answer = self.cell(id).answer.clone();
        if !filtered || answer.is_empty() {
            return answer;
        }
        if matches!(spec.kind(), Some(Kind::SelectOne { .. })) {
            return if self.offers(id, &answer) { answer } else { String::new() };
        }
        let kept: Vec<&str> =
            answer.split_whitespace().filter(|choice| self.offers(id, choice)).collect();
        kept.join(" ")
    }

    fn dynamic_default(&mut self, compiled: &Compiled, id: CellId) {
        let cell = self.cell(id);
        let unit = Unit { spec: cell.spec, aspect: Aspect::Value };
        let spec = compiled.spec(cell.spec);
        if let Some(expr) =
            spec.rules.default.as_ref().filter(|_| {
                !cell.is(Flag::Out) && !cell.is(Flag::Drafted) && cell.answer.is_empty()
            })
            && let Some(text) = self.text(expr, id, unit)
        {
            self.put(id, text);
        }
    }

    /// Carries a change of relevance down to everything that inherits it.
    pub(super) fn spread_relevance(&mut self, top: CellId) {
        let mut todo = vec![top];
        while let Some(id) = todo.pop() {
            let cell = self.cell(id);
            let above = id == 0 || self.cell(cell.parent).is(Flag::Relevant);
            let relevant = above && cell.is(Flag::OwnRelevant);
            if !self.cell_mut(id).set(Flag::Relevant, relevant) {
                continue;
            }
            self.changed.insert(id);
            let cell = self.cell(id);
            let spec = cell.spec;
            let parent = cell.parent;
            todo.extend(cell.children());
            self.fire(id, false);
            if self.compiled.spec(spec).shape == Shape::Repeat {
                self.fire_structure(parent, spec);
            }
            if relevant && self.compiled.spec(spec).once {
                self.enqueue(id, Unit { spec, aspect: Aspect::Value });
            }
        }
    }

    /// Carries a change of read-only down to everything that inherits it.
    pub(super) fn spread_read_only(&mut self, top: CellId) {
        let mut todo = vec![top];
        while let Some(id) = todo.pop() {
            let cell = self.cell(id);
            let above = id != 0 && self.cell(cell.parent).is(Flag::ReadOnly);
            let read_only = above || cell.is(Flag::OwnReadOnly);
            if self.cell_mut(id).set(Flag::ReadOnly, read_only) {
                self.changed.insert(id);
                todo.extend(self.cell(id).children());
            }
        }
    }

    fn truth(&mut self, expr: Option<&Expr>, id: CellId, unit: Unit) -> Option<bool> {
        self.ask(expr?, id, unit, node(id), |value, _| value.truth())
    }

    /// Computes the answer of a cell. A number that is none is no answer: the specification does not say, and so it
    /// is in `JavaRosa`, where authors ask for `${total} = ''`.
    fn text(&mut self, expr: &Expr, id: CellId, unit: Unit) -> Option<String> {
        let compiled = Arc::clone(&self.compiled);
        let kind = compiled.spec(unit.spec).kind();
        self.ask(expr, id, unit, node(id), |value, tree| match value {
            Value::Number(number) if number.is_nan() => String::new(),
            value => {
                let text = value.text(tree);
                kind.map_or_else(|| text.to_string(), |kind| super::value::computed(kind, &text))
            }
        })
    }

    /// Evaluates an expression; trouble is kept for the problems of the filling.
    fn ask<T>(
        &mut self,
        expr: &Expr,
        id: CellId,
        unit: Unit,
        at: Node,
        read: impl for<'v> FnOnce(&Value<'v>, &'v Self) -> T,
    ) -> Option<T> {
        let context = Context::new(&*self, &self.env, at);
        match expr.evaluate(&context) {
            Ok(value) => {
                let answer = read(&value, &*self);
                if !self.trouble.is_empty() {
                    self.trouble.remove(&(id, unit));
                }
                Some(answer)
            }
            Err(trouble) => {
                self.trouble.insert((id, unit), trouble.to_string());
                None
            }
        }
    }
}
