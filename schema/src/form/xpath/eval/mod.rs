//! Evaluates expressions.

mod arguments;
mod axis;
mod compare;
mod index;
mod operator;
mod path;

pub(super) use arguments::Arguments;

use super::ast::{Ast, Call};
use super::fault::Trouble;
use super::moment::Amount;
use super::pattern::Patterns;
use super::tree::{Env, Node, Tree};
use super::value::Value;
use std::borrow::Cow;
use std::cell::Cell;

/// How many nodes one evaluation looks at before it is given up.
const FUEL: u32 = 20_000_000;

/// What an expression is evaluated in.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The answers and lists.
    pub tree: &'a dyn Tree,
    /// Time and chance.
    pub env: &'a Env,
    /// The context node: `.`
    pub node: Node,
    /// The node that the whole expression belongs to: `current()`.
    pub current: Node,
    /// The context position: `position()`.
    pub position: usize,
    /// The context size: `last()`.
    pub size: usize,
}

impl<'a> Context<'a> {
    /// Makes the context of an expression that belongs to a node.
    #[must_use]
    pub const fn new(tree: &'a dyn Tree, env: &'a Env, node: Node) -> Self {
        Self { tree, env, node, current: node, position: 1, size: 1 }
    }

    pub(super) const fn focus(&self) -> Focus {
        Focus { node: self.node, position: self.position, size: self.size }
    }
}

/// The part of the context that a predicate changes.
#[derive(Clone, Copy)]
pub(super) struct Focus {
    pub(super) node: Node,
    pub(super) position: usize,
    pub(super) size: usize,
}

/// One evaluation.
pub(super) struct Eval<'a> {
    pub(super) tree: &'a dyn Tree,
    pub(super) env: &'a Env,
    pub(super) current: Node,
    pub(super) patterns: &'a Patterns,
    fuel: Cell<u32>,
}

impl<'a> Eval<'a> {
    pub(super) const fn new(cx: &Context<'a>, patterns: &'a Patterns) -> Self {
        Self { tree: cx.tree, env: cx.env, current: cx.current, patterns, fuel: Cell::new(FUEL) }
    }

    /// Evaluates a part.
    pub(super) fn value(&self, ast: &'a Ast, focus: Focus) -> Result<Value<'a>, Trouble> {
        match ast {
            Ast::Text(text) => Ok(Value::Text(Cow::Borrowed(text))),
            Ast::Number(number) => Ok(Value::Number(*number)),
            Ast::Path(path) => self.nodes(path, focus).map(Value::Nodes),
            Ast::Call(call) => self.call(call, focus),
            Ast::Binary(..) => self.operation(ast, focus),
            Ast::Negate(_) => self.negation(ast, focus),
            Ast::Reference { name, .. } => Err(Trouble::Unbound(name.to_string())),
        }
    }

    fn call(&self, call: &'a Call, focus: Focus) -> Result<Value<'a>, Trouble> {
        let function = call.function.ok_or_else(|| Trouble::Function(call.name.to_string()))?;
        if !function.takes(call.arguments.len()) {
            return Err(Trouble::Arguments(call.name.to_string()));
        }
        (function.run)(&Arguments::new(self, focus, call))
    }

    pub(super) fn number(&self, ast: &'a Ast, focus: Focus) -> Result<f64, Trouble> {
        self.amount(ast, focus).map(Amount::number)
    }

    pub(super) fn amount(&self, ast: &'a Ast, focus: Focus) -> Result<Amount, Trouble> {
        Ok(self.value(ast, focus)?.amount(self.tree, self.env.now))
    }

    pub(super) fn truth(&self, ast: &'a Ast, focus: Focus) -> Result<bool, Trouble> {
        Ok(self.value(ast, focus)?.truth())
    }

    /// Pays for looking at nodes.
    pub(super) fn spend(&self, nodes: usize) -> Result<(), Trouble> {
        let cost = u32::try_from(nodes).unwrap_or(u32::MAX).saturating_add(1);
        let left = self.fuel.get().checked_sub(cost).ok_or(Trouble::TooMuch)?;
        self.fuel.set(left);
        Ok(())
    }
}
