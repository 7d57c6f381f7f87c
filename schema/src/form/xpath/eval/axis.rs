//! Directions: which nodes a step leads to from one node.

use super::super::ast::{Axis, Test};
use super::super::fault::Trouble;
use super::super::tree::Node;
use super::Eval;

impl Eval<'_> {
    /// Adds the nodes of a step without its predicates to `out`, the nearest first.
    pub(super) fn along(
        &self,
        axis: Axis,
        test: &Test,
        from: Node,
        out: &mut Vec<Node>,
    ) -> Result<(), Trouble> {
        let before = out.len();
        match axis {
            Axis::Child => self.tree.children(from, named(test), out),
            Axis::SelfNode => self.keep(test, from, out),
            Axis::Parent => {
                if let Some(parent) = self.tree.parent(from) {
                    self.keep(test, parent, out);
                }
            }
            Axis::Descendant => self.descend(test, from, out)?,
            Axis::DescendantOrSelf => {
                self.keep(test, from, out);
                self.descend(test, from, out)?;
            }
            Axis::Ancestor => self.ascend(test, self.tree.parent(from), out),
            Axis::AncestorOrSelf => self.ascend(test, Some(from), out),
            Axis::FollowingSibling => out.extend(self.siblings(test, from).1),
            Axis::PrecedingSibling => out.extend(self.siblings(test, from).0.into_iter().rev()),
            Axis::Attribute => {}
        }
        self.spend(out.len() - before)
    }

    fn keep(&self, test: &Test, node: Node, out: &mut Vec<Node>) {
        let fits = match test {
            Test::Node => true,
            Test::Any => self.tree.parent(node).is_some(),
            Test::Name(name) => self.tree.name(node) == &**name,
        };
        if fits {
            out.push(node);
        }
    }

    /// Adds all that is below, in document order, without recursion.
    fn descend(&self, test: &Test, from: Node, out: &mut Vec<Node>) -> Result<(), Trouble> {
        let mut waiting = Vec::new();
        self.tree.children(from, None, &mut waiting);
        waiting.reverse();
        while let Some(node) = waiting.pop() {
            self.spend(0)?;
            self.keep(test, node, out);
            let before = waiting.len();
            self.tree.children(node, None, &mut waiting);
            waiting[before..].reverse();
        }
        Ok(())
    }

    fn ascend(&self, test: &Test, from: Option<Node>, out: &mut Vec<Node>) {
        let mut next = from;
        while let Some(node) = next {
            self.keep(test, node, out);
            next = self.tree.parent(node);
        }
    }

    /// Returns the siblings before and after a node, in document order.
    fn siblings(&self, test: &Test, node: Node) -> (Vec<Node>, Vec<Node>) {
        let mut before = Vec::new();
        if let Some(parent) = self.tree.parent(node) {
            self.tree.children(parent, named(test), &mut before);
        }
        let split = before.partition_point(|&sibling| self.tree.order(sibling, node).is_lt());
        let mut after = before.split_off(split);
        after.retain(|&sibling| sibling != node);
        (before, after)
    }

    /// Puts nodes in document order, each once.
    pub(super) fn sort(&self, nodes: &mut Vec<Node>) {
        nodes.sort_by(|&a, &b| self.tree.order(a, b));
        nodes.dedup();
    }
}

/// Returns the one name that a test asks for.
pub(super) fn named(test: &Test) -> Option<&str> {
    match test {
        Test::Name(name) => Some(name),
        Test::Any | Test::Node => None,
    }
}
