//! Paths of nodes as people and phones write them: `/data/children[2]/name`, or `children[2]/name`.

use super::FillFault;
use super::cell::{CellId, Filling};
use super::compile::{Shape, SpecId};
use std::fmt::Write as _;

/// Where a path leads.
pub(super) enum Spot {
    /// To a node.
    Cell(CellId),
    /// To a repeat as a whole, without saying which instance.
    Repeat { parent: CellId, spec: SpecId },
}

impl Filling {
    /// Returns a node's path, with the number of every repeat instance.
    pub(super) fn path_of(&self, id: CellId) -> String {
        let mut line = Vec::new();
        let mut at = id;
        loop {
            line.push(at);
            if at == 0 {
                break;
            }
            at = self.cell(at).parent;
        }
        let mut path = String::new();
        for id in line.into_iter().rev() {
            let cell = self.cell(id);
            let spec = self.compiled.spec(cell.spec);
            path.push('/');
            path.push_str(&spec.name);
            if spec.shape == Shape::Repeat {
                let _ = write!(path, "[{}]", cell.index + 1);
            }
        }
        path
    }

    /// Finds where a path leads.
    pub(super) fn spot(&self, path: &str) -> Result<Spot, FillFault> {
        let missing = |why: String| FillFault::NoSuchNode { path: path.to_owned(), why };
        let root = &*self.compiled.spec(0).name;
        let mut steps = path.trim_start_matches('/').split('/').filter(|step| !step.is_empty()).peekable();
        let from_root = path.starts_with('/') || !self.compiled.spec(0).by_name.contains_key(root);
        if from_root && steps.peek() == Some(&root) {
            steps.next();
        }
        let mut at = 0;
        while let Some(step) = steps.next() {
            let (name, index) = match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
                Some((name, index)) => (name, Some(index)),
                None => (step, None),
            };
            let cell = self.cell(at);
            let Some(spec) = self.compiled.spec(cell.spec).by_name.get(name).copied() else {
                return Err(missing(format!("{} has no item {name}", self.path_of(at))));
            };
            let live = cell.slots.get(self.compiled.spec(spec).slot as usize).map_or(&[][..], |slot| slot.live());
            let repeats = self.compiled.spec(spec).shape == Shape::Repeat;
            at = match (index, live) {
                (None, _) if repeats && steps.peek().is_none() => return Ok(Spot::Repeat { parent: at, spec }),
                (None, [one]) => *one,
                (None, _) => return Err(missing(format!("say which instance of {name}, as in {name}[1]"))),
                (Some(index), _) => index
                    .parse::<usize>()
                    .ok()
                    .and_then(|index| live.get(index.checked_sub(1)?))
                    .copied()
                    .ok_or_else(|| missing(format!("{name} has {} instances, counted from 1", live.len())))?,
            };
        }
        Ok(Spot::Cell(at))
    }

    /// Finds the node of a path.
    pub(super) fn find(&self, path: &str) -> Result<CellId, FillFault> {
        match self.spot(path)? {
            Spot::Cell(cell) => Ok(cell),
            Spot::Repeat { parent, spec } => match self.instances(parent, spec)[..] {
                [one] => Ok(one),
                _ => Err(FillFault::NoSuchNode {
                    path: path.to_owned(),
                    why: "say which instance of the repeat, as in [1]".to_owned(),
                }),
            },
        }
    }
}
