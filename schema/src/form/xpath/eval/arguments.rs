//! What a function is called with.

use super::super::ast::{Ast, Call};
use super::super::fault::Trouble;
use super::super::moment::Amount;
use super::super::tree::Node;
use super::super::value::Value;
use super::{Eval, Focus};
use std::borrow::Cow;

/// The arguments of one call, evaluated when they are asked for.
pub(in super::super) struct Arguments<'a, 'e> {
    pub(in super::super) eval: &'e Eval<'a>,
    pub(in super::super) focus: Focus,
    call: &'a Call,
}

impl<'a, 'e> Arguments<'a, 'e> {
    pub(super) const fn new(eval: &'e Eval<'a>, focus: Focus, call: &'a Call) -> Self {
        Self { eval, focus, call }
    }

    pub(in super::super) const fn len(&self) -> usize {
        self.call.arguments.len()
    }

    pub(in super::super) fn has(&self, index: usize) -> bool {
        index < self.len()
    }

    pub(in super::super) fn ast(&self, index: usize) -> Result<&'a Ast, Trouble> {
        self.call.arguments.get(index).ok_or_else(|| Trouble::Arguments(self.call.name.to_string()))
    }

    pub(in super::super) fn value(&self, index: usize) -> Result<Value<'a>, Trouble> {
        self.eval.value(self.ast(index)?, self.focus)
    }

    pub(in super::super) fn text(&self, index: usize) -> Result<Cow<'a, str>, Trouble> {
        Ok(self.value(index)?.into_text(self.eval.tree))
    }

    /// The text of an argument, or of the context node when there is none.
    pub(in super::super) fn text_or_context(&self, index: usize) -> Result<Cow<'a, str>, Trouble> {
        if self.has(index) { self.text(index) } else { Ok(self.eval.tree.text(self.focus.node)) }
    }

    pub(in super::super) fn number(&self, index: usize) -> Result<f64, Trouble> {
        self.eval.number(self.ast(index)?, self.focus)
    }

    pub(in super::super) fn amount(&self, index: usize) -> Result<Amount, Trouble> {
        self.eval.amount(self.ast(index)?, self.focus)
    }

    pub(in super::super) fn truth(&self, index: usize) -> Result<bool, Trouble> {
        self.eval.truth(self.ast(index)?, self.focus)
    }

    pub(in super::super) fn nodes(&self, index: usize) -> Result<Vec<Node>, Trouble> {
        match self.value(index)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Err(Trouble::NotNodes(format!("{}()", self.call.name))),
        }
    }

    /// The nodes of an argument that are relevant: an answer that is not asked for is not counted. The specification
    /// does not say; `JavaRosa` leaves such nodes out, web-forms takes them as empty.
    pub(in super::super) fn relevant(&self, index: usize) -> Result<Vec<Node>, Trouble> {
        let mut nodes = self.nodes(index)?;
        nodes.retain(|&node| self.eval.tree.is_relevant(node));
        Ok(nodes)
    }

    /// The texts of the arguments from one on: of nodes every one's that is relevant, of one node its own, be it empty.
    pub(in super::super) fn texts(&self, from: usize) -> Result<Vec<Cow<'a, str>>, Trouble> {
        let mut texts = Vec::new();
        for index in from..self.len() {
            match self.value(index)? {
                Value::Nodes(nodes) => {
                    let tree = self.eval.tree;
                    let alone = nodes.len() == 1;
                    let relevant =
                        nodes.into_iter().filter(|&node| alone || tree.is_relevant(node));
                    texts.extend(relevant.map(|node| tree.text(node)));
                }
                value => texts.push(value.into_text(self.eval.tree)),
            }
        }
        Ok(texts)
    }

    /// The numbers of the arguments from one on: of nodes every one's that is not empty.
    pub(in super::super) fn amounts(&self, from: usize) -> Result<Vec<f64>, Trouble> {
        let mut numbers = Vec::new();
        for index in from..self.len() {
            match self.value(index)? {
                Value::Nodes(nodes) => numbers.extend(self.answered(nodes)),
                value => numbers.push(value.number(self.eval.tree, self.eval.env)),
            }
        }
        Ok(numbers)
    }

    /// The numbers of the nodes that are not empty.
    pub(in super::super) fn answered(&self, nodes: Vec<Node>) -> impl Iterator<Item = f64> {
        nodes.into_iter().filter_map(|node| {
            let text = self.eval.tree.text(node);
            (!text.is_empty()).then(|| Amount::read(&text, self.eval.env.now).number())
        })
    }

    /// The numbers of the arguments from one on: of nodes every one's.
    pub(in super::super) fn numbers(&self, from: usize) -> Result<Vec<f64>, Trouble> {
        let mut numbers = Vec::new();
        for index in from..self.len() {
            match self.value(index)? {
                Value::Nodes(nodes) => {
                    let read =
                        |node| Amount::read(&self.eval.tree.text(node), self.eval.env.now).number();
                    numbers.extend(nodes.into_iter().map(read));
                }
                value => numbers.push(value.number(self.eval.tree, self.eval.env)),
            }
        }
        Ok(numbers)
    }

    /// The trouble with a value that the function can not use.
    pub(in super::super) fn refuse(&self, value: &str, why: &'static str) -> Trouble {
        Trouble::Value {
            function: self.call.name.to_string(),
            value: value.chars().take(80).collect(),
            why,
        }
    }

    pub(in super::super) fn unavailable(&self) -> Trouble {
        Trouble::Unavailable(self.call.name.to_string())
    }
}
