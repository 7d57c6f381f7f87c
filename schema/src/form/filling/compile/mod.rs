//! A form compiled: every expression parsed and bound once, every item flattened, every dependency known.

mod bound;
mod expressions;
mod faults;
mod graph;
mod items;
mod labels;
mod lists;
mod names;
mod offers;
mod order;
mod plant;
mod reads;
mod spec;

pub(super) use bound::yes_or_no;
pub(super) use faults::path_of;
pub(super) use lists::{cell as list_cell, column as list_column};
pub(super) use names::LAST_SAVED;
pub(super) use spec::{Aspect, Offer, Part, Reader, Shape, Spec, SpecId, Unit, Wording};

use crate::form::xpath::Expr;
use crate::form::{ChoiceList, Form};
use faults::Faults;
use graph::Graph;
use labels::Labels;
use lists::Lists;
use std::sync::Arc;

/// A form compiled, ready to be filled any number of times.
pub struct Compiled {
    form: Arc<Form>,
    pub(super) specs: Vec<Spec>,
    pub(super) lists: Lists,
    pub(super) labels: Labels,
    pub(super) graph: Graph,
    /// By rank: the unit that is evaluated then.
    pub(super) units: Vec<Unit>,
    pub(super) instance_name: Option<Expr>,
    reads_saved: bool,
}

impl Compiled {
    /// Parses and binds every expression of a form, and finds what depends on what.
    ///
    /// # Errors
    /// With everything that is wrong with the form, up to a thousand faults.
    pub fn new(form: impl Into<Arc<Form>>) -> Result<Self, Vec<super::FormFault>> {
        let form = form.into();
        let mut faults = Faults::default();
        let lists = Lists::new(&form, &mut faults);
        let planted = plant::plant(&form, &mut faults);
        let (mut specs, sources) = (planted.specs, planted.sources);
        let grown = items::grow(&form, &specs, &sources, &lists, &mut faults);
        for (spec, item) in specs.iter_mut().zip(grown.items) {
            item.into_spec(spec);
        }
        bound::check(&form, &specs, &lists, &mut faults);
        let graph = if faults.0.is_empty() {
            graph::draw(&specs, &lists, &grown.labels, &grown.triggers, &mut faults)
        } else {
            // Cycles are told of even when something else is wrong, as far as the expressions are sound.
            let mut more = Faults::default();
            let graph = graph::draw(&specs, &lists, &grown.labels, &grown.triggers, &mut more);
            faults.0.append(&mut more.0);
            graph
        };
        if !faults.0.is_empty() {
            faults.0.truncate(super::limits::FAULTS);
            return Err(faults.0);
        }
        let units = order::by_rank(&graph.rank);
        let (labels, instance_name) = (grown.labels, grown.instance_name);
        let reads_saved = grown.reads_saved;
        Ok(Self { form, specs, lists, labels, graph, units, instance_name, reads_saved })
    }

    /// Returns the form that was compiled.
    #[must_use]
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// Tells whether the form reads the answers last saved, so that they are worth keeping.
    #[must_use]
    pub const fn reads_last_saved(&self) -> bool {
        self.reads_saved
    }

    pub(super) fn spec(&self, id: SpecId) -> &Spec {
        &self.specs[id as usize]
    }

    pub(super) fn list(&self, at: u32) -> &ChoiceList {
        &self.form.lists[at as usize]
    }

    pub(super) fn is_active(&self, unit: Unit) -> bool {
        self.graph.active[unit.spec as usize] & unit.aspect.bit() != 0
    }
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Compiled({}, {} items)", self.form.id, self.specs.len())
    }
}
