//! Begins a filling: makes its nodes and what they begin with.

use super::cell::{Cell, CellId, Filling, Flag, Slot};
use super::compile::{Aspect, Compiled, Offer, Shape, SpecId, Unit};
use super::run::NOBODY;
use super::tree::Saved;
use super::value;
use crate::form::xpath::{Clock, Env};
use crate::form::{Kind, Language, Meta};
use serde_json::{Map, Value};
use std::sync::Arc;

/// What the phone knows: who fills, on which device, and what was last saved.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Phone {
    /// The device.
    pub device_id: String,
    /// The worker's sign-in name.
    pub username: String,
    /// The worker's telephone number.
    pub phone_number: String,
    /// The worker's mail address.
    pub email: String,
    /// The answers last saved of this form, for `${last-saved#name}`; empty when there are none.
    pub last_saved: Map<String, Value>,
}

/// Every aspect that a new node has evaluated.
const NEW: [Aspect; 6] = [
    Aspect::Relevant,
    Aspect::Value,
    Aspect::ReadOnly,
    Aspect::Required,
    Aspect::Constraint,
    Aspect::Label,
];

impl Filling {
    /// Begins a filling: nodes, defaults, what the phone knows, and everything that follows from them.
    #[must_use]
    pub fn begin(compiled: &Arc<Compiled>, env: Env, phone: &Phone) -> Self {
        let mut filling = Self::bare(compiled, env, phone);
        filling.settle();
        filling.starting = false;
        filling.changed.clear();
        filling
    }

    /// Makes the nodes, with everything still to be evaluated.
    pub(super) fn bare(compiled: &Arc<Compiled>, env: Env, phone: &Phone) -> Self {
        let mut filling = Self {
            compiled: Arc::clone(compiled),
            cells: Vec::new(),
            free: Vec::new(),
            chance: env.chance.get(),
            env,
            language: compiled.form().own_language(),
            phone: phone.clone(),
            saved: Saved::new(&compiled.spec(0).name, &phone.last_saved),
            queue: std::collections::BTreeSet::new(),
            changed: std::collections::BTreeSet::new(),
            unsaved: std::collections::BTreeSet::new(),
            gone: Vec::new(),
            fresh: std::collections::VecDeque::new(),
            starting: true,
            evaluating: NOBODY,
            trouble: std::collections::BTreeMap::new(),
        };
        filling.grow(0, 0, 0);
        filling
    }

    /// Makes a node and everything in it.
    pub(super) fn grow(&mut self, parent: CellId, spec: SpecId, index: u32) -> CellId {
        let compiled = Arc::clone(&self.compiled);
        let id = self.fresh_cell();
        let within = compiled.spec(spec);
        let instance =
            if within.shape == Shape::Repeat || id == 0 { id } else { self.cell(parent).instance };
        let mut cell = Cell { spec, parent, index, instance, ..Cell::default() };
        let above = |flag, root| if id == 0 { root } else { self.cell(parent).is(flag) };
        let (relevant, read_only) = (above(Flag::Relevant, true), above(Flag::ReadOnly, false));
        cell.set(Flag::OwnRelevant, true);
        cell.set(Flag::Relevant, relevant);
        cell.set(Flag::ReadOnly, read_only);
        if let Some(kind) = within.kind() {
            cell.answer = self.first_answer(&compiled, spec, kind);
            cell.value.clone_from(&cell.answer);
            if within.rules.default.is_some() {
                self.fresh.push_back(id);
            }
        }
        self.cells[id as usize] = cell;
        for child in &within.children {
            let slot = match compiled.spec(*child).shape {
                Shape::Repeat => {
                    let starts = self.starts_with_one(id, *child) && self.has_room(*child);
                    let live = if starts { vec![self.grow(id, *child, 0)] } else { Vec::new() };
                    for first in &live {
                        self.cell_mut(*first).birth = 1;
                    }
                    Slot::Many { live, spare: Vec::new() }
                }
                _ => Slot::One(self.grow(id, *child, 0)),
            };
            self.cell_mut(id).slots.push(slot);
        }
        self.changed.insert(id);
        self.unsaved.insert(id);
        self.ask_all(id);
        id
    }

    /// Tells whether a repeat begins with one instance: when the form does not count them, and what is around it is the
    /// first of its kind. What is added later begins without: so `pyxform` writes it into the template.
    pub(super) fn starts_with_one(&self, parent: CellId, repeat: SpecId) -> bool {
        let mut at = parent;
        while at != 0 && self.cell(at).index == 0 {
            at = self.cell(at).parent;
        }
        at == 0 && self.compiled.spec(repeat).rules.count.is_none()
    }

    fn fresh_cell(&mut self) -> CellId {
        self.free.pop().unwrap_or_else(|| {
            self.cells.push(Cell::default());
            u32::try_from(self.cells.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Asks for everything of one cell to be evaluated.
    pub(super) fn ask_all(&mut self, id: CellId) {
        let compiled = Arc::clone(&self.compiled);
        let spec = self.cell(id).spec;
        for aspect in NEW {
            let unit = Unit { spec, aspect };
            if compiled.is_active(unit) {
                self.enqueue(id, unit);
            }
        }
        for child in &compiled.spec(spec).children {
            let unit = Unit { spec: *child, aspect: Aspect::Count };
            if compiled.is_active(unit) {
                self.enqueue(id, unit);
            }
        }
    }

    pub(super) fn first_answer(&self, compiled: &Compiled, spec: SpecId, kind: &Kind) -> String {
        if let Kind::Meta(meta) = kind {
            return self.meta(*meta);
        }
        let spec = compiled.spec(spec);
        let given = spec.fixed.clone().unwrap_or_default();
        let text = value::read(kind, &spec.parameters, &Value::String(given)).unwrap_or_default();
        let Offer::Rows { list, value: column, other, .. } = &spec.offer else { return text };
        let in_list = |name: &str| {
            let rows = compiled.lists.rows(compiled.list(*list), *list, *column, name);
            !rows.is_empty() || (*other && name == super::choices::OTHER)
        };
        value::tokens(kind, &text).filter(|name| in_list(name)).collect::<Vec<_>>().join(" ")
    }

    fn meta(&self, meta: Meta) -> String {
        match meta {
            Meta::Start => stamp(&self.env.now),
            Meta::Today => self.env.now.civil.date().to_string(),
            Meta::End => String::new(),
            Meta::DeviceId => self.phone.device_id.clone(),
            Meta::Username => self.phone.username.clone(),
            Meta::PhoneNumber => self.phone.phone_number.clone(),
            Meta::Email => self.phone.email.clone(),
        }
    }

    /// Sets the clock that `now()` and `today()` show from here on; what was computed from them stays.
    pub const fn set_clock(&mut self, now: Clock) {
        self.env.now = now;
    }

    /// Shows texts and choice labels in a language, and computes anew what holds a label.
    pub fn show_in(&mut self, language: Language) {
        self.language = language;
        for id in self.subtree(0, false) {
            self.ask_all(id);
        }
        self.settle();
        self.changed.clear();
    }

    /// Notes when the filling was finished, in its `end` questions.
    pub fn close(&mut self, now: Clock) -> super::Changed {
        self.set_clock(now);
        for id in self.subtree(0, false) {
            if self.compiled.spec(self.cell(id).spec).kind() == Some(&Kind::Meta(Meta::End)) {
                self.put(id, stamp(&now));
            }
        }
        self.settle();
        self.take_changed()
    }
}

/// Writes a moment as the form's values have it: `2026-11-23T08:15:30.000+08:00`.
fn stamp(now: &Clock) -> String {
    let civil = now.civil;
    let minutes = now.offset_seconds / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!(
        "{}T{:02}:{:02}:{:02}.{:03}{sign}{:02}:{:02}",
        civil.date(),
        civil.hour(),
        civil.minute(),
        civil.second(),
        civil.millisecond(),
        minutes.abs() / 60,
        minutes.abs() % 60
    )
}
