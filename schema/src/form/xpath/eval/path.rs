//! Location paths: from where they start, step by step, with predicates.

use super::super::ast::{Ast, Axis, Path, Start, Step, Test};
use super::super::fault::Trouble;
use super::super::tree::Node;
use super::super::value::Value;
use super::{Eval, Focus};
use std::slice;

impl<'a> Eval<'a> {
    /// Evaluates a path to nodes in document order, each once.
    pub(super) fn nodes(&self, path: &'a Path, focus: Focus) -> Result<Vec<Node>, Trouble> {
        let single = match &path.start {
            Start::Root => self.tree.document(),
            Start::Context => focus.node,
            Start::Current => self.current,
            Start::Instance(id) => self.instance(id)?,
            Start::Filter(inner, predicates) => {
                let mut nodes = match self.value(inner, focus)? {
                    Value::Nodes(nodes) => nodes,
                    _ if path.steps.is_empty() => return Err(Trouble::NotNodes("`[…]`".into())),
                    _ => return Err(Trouble::NotNodes("`/`".into())),
                };
                for predicate in predicates {
                    self.filter(predicate, &mut nodes, 0)?;
                }
                // What randomize() put in an order keeps it until a step needs order.
                return self.steps(&path.steps, nodes, false);
            }
        };
        let Some((first, rest)) = path.steps.split_first() else { return Ok(vec![single]) };
        let (first, rest) = shorten(first, rest);
        let mut nodes = Vec::new();
        self.step(first, slice::from_ref(&single), &mut nodes)?;
        self.steps(rest, nodes, is_level(first.axis()))
    }

    /// Finds the document of a secondary instance.
    pub(in super::super) fn instance(&self, id: &str) -> Result<Node, Trouble> {
        let root = self.tree.instance(id).ok_or_else(|| Trouble::Instance(id.to_owned()))?;
        Ok(self.tree.parent(root).unwrap_or(root))
    }

    /// Takes further steps; `level` is whether no node is inside another, so that their children come in order.
    fn steps(
        &self,
        steps: &'a [Step],
        mut nodes: Vec<Node>,
        mut level: bool,
    ) -> Result<Vec<Node>, Trouble> {
        let mut next = Vec::new();
        let mut steps = steps;
        while let Some((first, rest)) = steps.split_first() {
            let (step, rest) = shorten(first, rest);
            next.clear();
            self.step(step, &nodes, &mut next)?;
            let in_order = nodes.len() <= 1 || (level && is_level(step.axis()));
            if !in_order {
                self.sort(&mut next);
            }
            level = next.len() <= 1 || ((level || nodes.len() <= 1) && is_level(step.axis()));
            std::mem::swap(&mut nodes, &mut next);
            steps = rest;
        }
        Ok(nodes)
    }

    /// Takes one step from every node.
    fn step(&self, step: Stride<'a>, from: &[Node], out: &mut Vec<Node>) -> Result<(), Trouble> {
        for &node in from {
            let start = out.len();
            match step {
                Stride::Below(test) => self.along(Axis::Descendant, test, node, out)?,
                Stride::Step(step) => {
                    let mut predicates = &*step.predicates;
                    if self.indexed(step, node, out)? {
                        predicates = &predicates[1..];
                    } else {
                        self.along(step.axis, &step.test, node, out)?;
                    }
                    for predicate in predicates {
                        self.filter(predicate, out, start)?;
                    }
                    if is_reverse(step.axis) {
                        out[start..].reverse();
                    }
                }
            }
        }
        Ok(())
    }

    /// Keeps of the nodes from `start` on those that a predicate holds for; a number is a position.
    pub(super) fn filter(
        &self,
        predicate: &'a Ast,
        nodes: &mut Vec<Node>,
        start: usize,
    ) -> Result<(), Trouble> {
        if let Ast::Number(wanted) = predicate {
            keep_position(nodes, start, *wanted);
            return Ok(());
        }
        let size = nodes.len() - start;
        let mut kept = start;
        for index in 0..size {
            let node = nodes[start + index];
            self.spend(0)?;
            let focus = Focus { node, position: index + 1, size };
            let holds = match self.value(predicate, focus)? {
                Value::Number(number) => is_position(number, index + 1),
                value => value.truth(),
            };
            if holds {
                nodes[kept] = node;
                kept += 1;
            }
        }
        nodes.truncate(kept);
        Ok(())
    }
}

#[expect(clippy::float_cmp, reason = "a position is exact")]
fn is_position(number: f64, position: usize) -> bool {
    number == super::super::number::count(position)
}

fn keep_position(nodes: &mut Vec<Node>, start: usize, wanted: f64) {
    let found = (start..nodes.len()).find(|&index| is_position(wanted, index - start + 1));
    let found = found.map(|index| nodes[index]);
    nodes.truncate(start);
    nodes.extend(found);
}

/// One step, or `//name` taken as one.
#[derive(Clone, Copy)]
enum Stride<'a> {
    Step(&'a Step),
    Below(&'a Test),
}

impl Stride<'_> {
    const fn axis(self) -> Axis {
        match self {
            Stride::Step(step) => step.axis,
            Stride::Below(_) => Axis::Descendant,
        }
    }
}

/// Takes `//name` as one step when no predicate counts positions among siblings.
fn shorten<'a>(first: &'a Step, rest: &'a [Step]) -> (Stride<'a>, &'a [Step]) {
    match rest {
        [Step { axis: Axis::Child, test, predicates }, further @ ..]
            if first.axis == Axis::DescendantOrSelf
                && first.test == Test::Node
                && first.predicates.is_empty()
                && predicates.is_empty() =>
        {
            (Stride::Below(test), further)
        }
        _ => (Stride::Step(first), rest),
    }
}

/// Tells whether nodes of which none is inside another lead along this axis to such nodes, in order, each once.
const fn is_level(axis: Axis) -> bool {
    matches!(axis, Axis::Child | Axis::SelfNode | Axis::Attribute)
}

const fn is_reverse(axis: Axis) -> bool {
    matches!(axis, Axis::Ancestor | Axis::AncestorOrSelf | Axis::PrecedingSibling)
}
