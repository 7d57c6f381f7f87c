//! Gathers the faults of a form, up to a limit.

use super::spec::{Spec, SpecId};
use crate::form::filling::{FormFault, Rule, limits};

/// The faults found so far.
#[derive(Default)]
pub(super) struct Faults(pub(super) Vec<FormFault>);

impl Faults {
    /// Adds a fault of an item.
    pub(super) fn add(&mut self, specs: &[Spec], id: SpecId, rule: Rule, at: Option<usize>, message: String) {
        let row = specs.get(id as usize).map_or(0, |spec| spec.row);
        self.push(FormFault { path: path_of(specs, id), row, rule, at, message });
    }

    /// Adds a fault of the form as a whole.
    pub(super) fn of_form(&mut self, rule: Rule, message: String) {
        self.push(FormFault { path: String::new(), row: 0, rule, at: None, message });
    }

    /// Adds a fault of a choice list.
    pub(super) fn of_list(&mut self, list: &str, row: u32, message: String) {
        self.push(FormFault { path: list.to_owned(), row, rule: Rule::List, at: None, message });
    }

    fn push(&mut self, fault: FormFault) {
        if self.0.len() < limits::FAULTS {
            self.0.push(fault);
        }
    }
}

/// Returns an item's path, `/data/group/question`.
pub(in crate::form::filling) fn path_of(specs: &[Spec], id: SpecId) -> String {
    let mut names = Vec::new();
    let mut at = id;
    while let Some(spec) = specs.get(at as usize) {
        names.push(&*spec.name);
        if at == 0 {
            break;
        }
        at = spec.parent;
    }
    names.iter().rev().fold(String::new(), |mut path, name| {
        path.push('/');
        path.push_str(name);
        path
    })
}
