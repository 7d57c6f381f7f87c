//! Values, and how one kind becomes another.

use super::moment::Amount;
use super::number;
use super::tree::{Clock, Env, Node, Tree};
use std::borrow::Cow;

/// The value of an expression.
#[derive(Clone, PartialEq, Debug)]
pub enum Value<'a> {
    /// Nodes, each once, in document order (or as `randomize()` put them).
    Nodes(Vec<Node>),
    /// A text.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A truth.
    Bool(bool),
}

impl<'a> Value<'a> {
    pub(super) const EMPTY: Self = Self::Text(Cow::Borrowed(""));

    /// Returns the value as a text: of nodes the first one's. `XPath` 1.0, 4.2.
    #[must_use]
    pub fn text(&self, tree: &'a dyn Tree) -> Cow<'a, str> {
        self.clone().into_text(tree)
    }

    /// Makes the value a text without copying it.
    #[must_use]
    pub fn into_text(self, tree: &'a dyn Tree) -> Cow<'a, str> {
        match self {
            Self::Nodes(nodes) => nodes.first().map_or(Cow::Borrowed(""), |&node| tree.text(node)),
            Self::Text(text) => text,
            Self::Number(number) => number::to_text(number),
            Self::Bool(true) => "true".into(),
            Self::Bool(false) => "false".into(),
        }
    }

    /// Returns the value as a number; dates and moments are days since 1970-01-01. `XPath` 1.0, 4.4, as extended.
    #[must_use]
    pub fn number(&self, tree: &dyn Tree, env: &Env) -> f64 {
        self.amount(tree, env.now).number()
    }

    pub(super) fn amount(&self, tree: &dyn Tree, clock: Clock) -> Amount {
        match self {
            Self::Nodes(nodes) => nodes
                .first()
                .map_or(Amount::Number(f64::NAN), |&node| Amount::read(&tree.text(node), clock)),
            Self::Text(text) => Amount::read(text, clock),
            Self::Number(number) => Amount::Number(*number),
            Self::Bool(truth) => Amount::Number(f64::from(u8::from(*truth))),
        }
    }

    /// Returns the value as a truth: some node, some text (`false` too), a number other than 0 and NaN. `XPath` 1.0, 4.3.
    #[must_use]
    pub fn truth(&self) -> bool {
        match self {
            Self::Nodes(nodes) => !nodes.is_empty(),
            Self::Text(text) => !text.is_empty(),
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Bool(truth) => *truth,
        }
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<Vec<Node>> for Value<'_> {
    fn from(nodes: Vec<Node>) -> Self {
        Self::Nodes(nodes)
    }
}
