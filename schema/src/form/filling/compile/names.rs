//! Turns `${name}` into a path, by the rule of `pyxform`.

use super::spec::{Shape, Spec, SpecId};
use crate::form::xpath::ast::{Axis, Path, Start, Step, Test};
use std::collections::HashMap;

/// The instance id of the last saved answers.
pub(in crate::form::filling) const LAST_SAVED: &str = "__last-saved";

/// Every item by name.
pub(super) struct Names<'a> {
    specs: &'a [Spec],
    by_name: HashMap<&'a str, Vec<SpecId>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(specs: &'a [Spec]) -> Self {
        let mut by_name: HashMap<&str, Vec<SpecId>> = HashMap::new();
        for (id, spec) in specs.iter().enumerate().skip(1) {
            by_name.entry(&spec.name).or_default().push(u32::try_from(id).unwrap_or(u32::MAX));
        }
        Self { specs, by_name }
    }

    /// Finds the one item of a name.
    pub(super) fn find(&self, name: &str) -> Result<SpecId, String> {
        match self.by_name.get(name).map_or(&[][..], Vec::as_slice) {
            [one] => Ok(*one),
            [] => Err(format!("there is no question called {name}: look for a slip in ${{{name}}}")),
            many => Err(format!(
                "${{{name}}} is unclear, {} items are called {name}: rename all but one",
                many.len()
            )),
        }
    }

    /// Makes the path that `${name}` stands for in an expression of `context`.
    ///
    /// When a repeat is around both, the path is relative through their nearest common ancestor, so that it stays in
    /// the instance; otherwise, and when `absolute`, it is absolute.
    pub(super) fn path(&self, context: SpecId, name: &str, last_saved: bool, absolute: bool) -> Result<Path, String> {
        let target = self.find(name)?;
        if last_saved {
            return Ok(self.absolute(target, Start::Instance(LAST_SAVED.into())));
        }
        if absolute || !self.share_repeat(context, target) {
            return Ok(self.absolute(target, Start::Root));
        }
        let common = common_ancestor(self.specs, context, target);
        let up = self.specs[context as usize].depth - self.specs[common as usize].depth;
        let mut steps: Vec<Step> = (0..up).map(|_| step(Axis::Parent, Test::Node)).collect();
        steps.extend(self.names_below(common, target));
        Ok(Path { start: Start::Current, steps, at: 0 })
    }

    fn share_repeat(&self, context: SpecId, target: SpecId) -> bool {
        let mut around = self.specs[target as usize].repeat;
        while let Some(repeat) = around {
            if context != repeat && is_under(self.specs, context, repeat) {
                return true;
            }
            around = self.specs[repeat as usize].repeat;
        }
        false
    }

    fn absolute(&self, target: SpecId, start: Start) -> Path {
        let mut steps = vec![step(Axis::Child, Test::Name(self.specs[0].name.clone()))];
        steps.extend(self.names_below(0, target));
        Path { start, steps, at: 0 }
    }

    fn names_below(&self, above: SpecId, target: SpecId) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = target;
        while at != above && at != 0 {
            let spec = &self.specs[at as usize];
            steps.push(step(Axis::Child, Test::Name(spec.name.clone())));
            at = spec.parent;
        }
        steps.reverse();
        steps
    }
}

const fn step(axis: Axis, test: Test) -> Step {
    Step { axis, test, predicates: Vec::new() }
}

/// Tells whether an item is `above` or lies in it.
pub(in crate::form::filling) fn is_under(specs: &[Spec], mut id: SpecId, above: SpecId) -> bool {
    let depth = specs[above as usize].depth;
    while specs[id as usize].depth > depth {
        id = specs[id as usize].parent;
    }
    id == above
}

/// Returns the deepest group or repeat that is around both items and not the context itself.
fn common_ancestor(specs: &[Spec], context: SpecId, target: SpecId) -> SpecId {
    let (mut a, mut b) = (context, specs[target as usize].parent);
    if matches!(specs[a as usize].shape, Shape::Question(_)) || a == target {
        a = specs[a as usize].parent;
    }
    while a != b {
        let (depth_a, depth_b) = (specs[a as usize].depth, specs[b as usize].depth);
        if depth_a >= depth_b {
            a = specs[a as usize].parent;
        }
        if depth_b >= depth_a {
            b = specs[b as usize].parent;
        }
    }
    a
}
