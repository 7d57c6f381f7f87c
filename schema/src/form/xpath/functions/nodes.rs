//! Nodes: counting them, where they stand, what they are called.
//!
//! Specification: Node-set Functions; `XPath` 1.0, 4.1.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::number;
use super::super::tree::Node;
use super::super::value::Value;
use super::{Context, Function};

type Answer<'a> = Result<Value<'a>, Trouble>;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("count", 1, 1, |a| Ok(number::count(a.relevant(0)?.len()).into())),
    Function::new("count-non-empty", 1, 1, count_non_empty),
    Function::new("position", 0, 1, position).hangs(Context::WithoutArguments),
    Function::new("last", 0, 0, |a| Ok(number::count(a.focus.size).into())).hangs(Context::Always),
    // With a literal id it is the start of a path and never comes here.
    Function::new("instance", 1, 1, |a| Ok(vec![a.eval.instance(&a.text(0)?)?].into())),
    Function::new("name", 0, 1, |a| name(a, |name| name)).hangs(Context::WithoutArguments),
    Function::new("local-name", 0, 1, |a| name(a, local)).hangs(Context::WithoutArguments),
    Function::new("current", 0, 0, |a| Ok(vec![a.eval.current].into())),
];

fn count_non_empty<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let filled = a.nodes(0)?.into_iter().filter(|&node| !a.eval.tree.text(node).is_empty());
    Ok(number::count(filled.count()).into())
}

/// With an argument: where the node stands among its siblings of the same name.
fn position<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    if !a.has(0) {
        return Ok(number::count(a.focus.position).into());
    }
    Ok(a.nodes(0)?.first().map_or(f64::NAN, |&node| number::count(among_siblings(a, node))).into())
}

fn among_siblings(a: &Arguments<'_, '_>, node: Node) -> usize {
    let tree = a.eval.tree;
    let mut siblings = Vec::new();
    if let Some(parent) = tree.parent(node) {
        tree.children(parent, Some(tree.name(node)), &mut siblings);
    }
    siblings.iter().position(|&sibling| sibling == node).map_or(1, |index| index + 1)
}

fn name<'a>(a: &Arguments<'a, '_>, part: fn(&str) -> &str) -> Answer<'a> {
    let node = if a.has(0) { a.nodes(0)?.first().copied() } else { Some(a.focus.node) };
    Ok(node.map_or("", |node| part(a.eval.tree.name(node))).to_owned().into())
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
