//! One answer of a repeat by number.
//!
//! Specification: Repeat Functions. An index that no instance has gives nothing, as `[position() = index]` does;
//! `JavaRosa` takes 1 for an index below 1.

use super::super::ast::Call;
use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::number;
use super::super::tree::Node;
use super::super::value::Value;
use super::Function;

pub(super) const FUNCTIONS: &[Function] = &[Function::new("indexed-repeat", 3, 7, indexed_repeat)];

/// Tells whether an index lacks its repeat.
pub(super) fn is_lopsided(call: &Call) -> bool {
    &*call.name == "indexed-repeat" && call.arguments.len().is_multiple_of(2)
}

/// Goes down to where the question stands, and at each repeat named takes the instance asked for. The question and
/// the repeats are told by their names from the root on, so it does not matter in which instance a relative path or a
/// reference finds them.
fn indexed_repeat<'a>(a: &Arguments<'a, '_>) -> Result<Value<'a>, Trouble> {
    let tree = a.eval.tree;
    let Some(&target) = a.nodes(0)?.first() else { return Ok(Vec::new().into()) };
    let target = names(a, target);
    let mut wanted = Vec::new();
    for index in (1..a.len()).step_by(2) {
        let Some(&repeat) = a.nodes(index)?.first() else { return Ok(Vec::new().into()) };
        let repeat = names(a, repeat);
        if !target.starts_with(&repeat) {
            return Err(a.refuse(&repeat.join("/"), "the question must be inside the repeat"));
        }
        wanted.push((repeat.len(), a.number(index + 1)?));
    }
    let mut nodes = vec![tree.document()];
    for (depth, name) in target.iter().enumerate() {
        let mut next = Vec::new();
        for &node in &nodes {
            let start = next.len();
            tree.children(node, Some(name), &mut next);
            a.eval.spend(next.len() - start)?;
            if let Some((_, index)) = wanted.iter().find(|(length, _)| *length == depth + 1) {
                keep(&mut next, start, *index);
            }
        }
        nodes = next;
    }
    Ok(nodes.into())
}

/// Keeps of the nodes from `start` on only the one of an index, from 1.
fn keep(nodes: &mut Vec<Node>, start: usize, index: f64) {
    let place = if index.is_nan() { None } else { usize::try_from(number::whole(index) - 1).ok() };
    let kept = place.and_then(|place| nodes.get(start..)?.get(place)).copied();
    nodes.truncate(start);
    nodes.extend(kept);
}

/// Returns the names of the elements from the root element down to a node.
fn names<'a>(a: &Arguments<'a, '_>, node: Node) -> Vec<&'a str> {
    let tree = a.eval.tree;
    let mut names = Vec::new();
    let mut next = Some(node);
    while let Some(node) = next {
        next = tree.parent(node);
        if next.is_some() {
            names.push(tree.name(node));
        }
    }
    names.reverse();
    names
}
