//! The shape of a parsed expression.

use super::functions::Function;

/// An expression.
#[derive(Clone, PartialEq, Debug)]
pub enum Ast {
    /// A literal text.
    Text(Box<str>),
    /// A number.
    Number(f64),
    /// An operator between two expressions.
    Binary(Op, Box<Self>, Box<Self>),
    /// A negated number.
    Negate(Box<Self>),
    /// A function call; its name as written, its byte offset in the source.
    Call(Call),
    /// Nodes.
    Path(Path),
    /// `${name}`, until [`super::Expr::bind`] puts a path in its place; `last-saved` for `${last-saved#name}`.
    Reference {
        /// The question's name.
        name: Box<str>,
        /// Whether the last saved instance is meant.
        last_saved: bool,
        /// Byte offset in the source.
        at: u32,
    },
}

/// A function call.
#[derive(Clone, PartialEq, Debug)]
pub struct Call {
    /// The function's name as written, prefix included: `jr:choice-name`.
    pub name: Box<str>,
    /// The arguments.
    pub arguments: Vec<Ast>,
    /// Byte offset in the source.
    pub at: u32,
    /// The function, looked up once; none when there is none of the name.
    pub(super) function: Option<&'static Function>,
}

impl Call {
    pub(super) fn new(name: &str, arguments: Vec<Ast>, at: u32) -> Self {
        Self { name: name.into(), arguments, at, function: Function::find(name) }
    }
}

/// A binary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `div`
    Divide,
    /// `mod`
    Modulo,
    /// `|`
    Union,
}

/// A location path: where it starts, then steps.
#[derive(Clone, PartialEq, Debug)]
pub struct Path {
    /// Where it starts.
    pub start: Start,
    /// The steps from there.
    pub steps: Vec<Step>,
    /// Byte offset in the source.
    pub at: u32,
}

/// Where a path starts.
#[derive(Clone, PartialEq, Debug)]
pub enum Start {
    /// `/`: the document of the answers; also inside `instance('…')[…]`, as the specification has it.
    Root,
    /// The context node.
    Context,
    /// `current()`: the node that the whole expression belongs to.
    Current,
    /// `instance('name')`: the document of a secondary instance, so that `/root/item` follows.
    Instance(Box<str>),
    /// The value of another expression, with predicates: `(…)[1]/name`.
    Filter(Box<Ast>, Vec<Ast>),
}

/// One step of a path.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// In which direction.
    pub axis: Axis,
    /// Which nodes.
    pub test: Test,
    /// Further conditions.
    pub predicates: Vec<Ast>,
}

/// The direction of a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Axis {
    /// `child::`, the default.
    Child,
    /// `parent::` or `..`
    Parent,
    /// `self::` or `.`
    SelfNode,
    /// `descendant::`
    Descendant,
    /// `descendant-or-self::` or `//`
    DescendantOrSelf,
    /// `ancestor::`
    Ancestor,
    /// `ancestor-or-self::`
    AncestorOrSelf,
    /// `preceding-sibling::`
    PrecedingSibling,
    /// `following-sibling::`
    FollowingSibling,
    /// `attribute::` or `@`; the trees here have no attributes, so it selects nothing.
    Attribute,
}

/// Which nodes a step selects.
#[derive(Clone, PartialEq, Debug)]
pub enum Test {
    /// Elements of a name; a prefix is part of it.
    Name(Box<str>),
    /// `*`
    Any,
    /// `node()`
    Node,
}
