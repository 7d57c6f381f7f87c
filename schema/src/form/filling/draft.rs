//! A filling as JSON: the draft, which keeps every answer, and the result, which keeps what counts.

use super::cell::{CellId, Filling, Flag, Slot};
use super::compile::{Compiled, Spec, yes_or_no};
use super::value;
use crate::form::Bound;
use serde_json::{Map, Value};

/// Which answers are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// Every one.
    All,
    /// Those that are relevant and not empty.
    Counts,
    /// Of those the ones that the fact itself does not tell.
    Unbound,
}

impl Filling {
    /// Returns every answer, nested as the form is: also those that are not relevant now or no longer offered, and
    /// those of instances that a smaller count took away.
    #[must_use]
    pub fn answers(&self) -> Map<String, Value> {
        self.object(0, Keep::All)
    }

    /// Returns the answers that count: relevant and not empty.
    #[must_use]
    pub fn result(&self) -> Map<String, Value> {
        self.object(0, Keep::Counts)
    }

    /// Returns the answers that count and that the fact does not tell.
    pub(super) fn unbound(&self) -> Map<String, Value> {
        self.object(0, Keep::Unbound)
    }

    fn object(&self, id: CellId, keep: Keep) -> Map<String, Value> {
        let cell = self.cell(id);
        let spec = self.compiled.spec(cell.spec);
        let named = cell.slots.iter().zip(&spec.children);
        value::object(named.filter_map(|(slot, child)| {
            let value = match slot {
                Slot::One(id) => self.one(*id, keep),
                Slot::Many { live, spare } => {
                    let spare: &[CellId] = if keep == Keep::All { spare } else { &[] };
                    let counts =
                        |id: &&CellId| keep == Keep::All || self.cell(**id).is(Flag::Relevant);
                    let instances: Vec<Value> = live
                        .iter()
                        .chain(spare)
                        .filter(counts)
                        .map(|id| Value::Object(self.object(*id, keep)))
                        .collect();
                    (keep == Keep::All || !instances.is_empty()).then_some(Value::Array(instances))
                }
            };
            Some((self.compiled.spec(*child).name.to_string(), value?))
        }))
    }

    /// Returns the value of a question or group; none when there is nothing to keep.
    fn one(&self, id: CellId, keep: Keep) -> Option<Value> {
        let cell = self.cell(id);
        if keep != Keep::All && !cell.is(Flag::Relevant) {
            return None;
        }
        let spec = self.compiled.spec(cell.spec);
        match spec.kind() {
            None => {
                let inner = self.object(id, keep);
                (!inner.is_empty()).then_some(Value::Object(inner))
            }
            kind => {
                let text = if keep == Keep::All { &cell.answer } else { &cell.value };
                // A default that was taken back is told, so that it does not come again with the draft.
                let taken_back =
                    keep == Keep::All && (spec.fixed.is_some() || spec.rules.default.is_some());
                // What a spare instance computed is computed anew when it comes back.
                let stale = cell.is(Flag::Out) && spec.is_calculated() && !spec.once;
                match (text.is_empty() || stale, taken_back) {
                    _ if keep == Keep::Unbound
                        && self.compiled.is_told(spec)
                        && says(spec, text) =>
                    {
                        None
                    }
                    (true, true) => Some(Value::Null),
                    (true, false) => None,
                    (false, _) => Some(value::write(kind, text)),
                }
            }
        }
    }
}

/// Tells whether an answer can be told from none by the fact.
fn says(spec: &Spec, text: &str) -> bool {
    !spec.bound.is_some_and(Bound::is_no_when_unsaid) || yes_or_no(text) == Some(true)
}

impl Compiled {
    /// Tells whether the fact alone tells the answer to a question. A referral is a fact of its own, and a part that
    /// several questions give does not say which of them gave what.
    pub(super) fn is_told(&self, spec: &Spec) -> bool {
        let Some(bound) = spec.bound.filter(|bound| *bound != Bound::Referral) else {
            return false;
        };
        let giving = self.specs.iter().filter(|other| other.bound == Some(bound));
        spec.repeat.is_none() && giving.count() == 1
    }
}
