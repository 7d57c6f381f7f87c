//! What is wrong with an expression, found when it is read or when it is evaluated.

use thiserror::Error;

/// Something wrong with an expression as it is written.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{message} (at byte {at})")]
pub struct Fault {
    /// Where: a byte offset in the source.
    pub at: usize,
    /// What, in plain English: what stands there and what was expected.
    pub message: String,
}

impl Fault {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }
}

/// Something that went wrong while an expression was evaluated.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Trouble {
    /// A reference that nobody put a path in the place of.
    #[error("${{{0}}} is not a question of this form")]
    Unbound(String),
    /// A function that does not exist.
    #[error("there is no function {0}()")]
    Function(String),
    /// A function with too few or too many arguments.
    #[error("{0}() takes another number of arguments")]
    Arguments(String),
    /// Nodes were needed and something else was there.
    #[error("{0} needs a path to questions, such as ${{name}}")]
    NotNodes(String),
    /// A secondary instance that does not exist.
    #[error("there is no list or file called {0:?}")]
    Instance(String),
    /// A pattern that is not a regular expression.
    #[error("{pattern:?} is not a pattern that can be used here: {why}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        why: String,
    },
    /// A value that a function can not work with.
    #[error("{function}() can not use {value:?}: {why}")]
    Value {
        /// The function's name.
        function: String,
        /// The value, as a text.
        value: String,
        /// What would have been right.
        why: &'static str,
    },
    /// A function that exists in the specification and that this engine does not offer.
    #[error("{0}() is not available here")]
    Unavailable(String),
    /// The expression looked at more nodes than any sensible one would.
    #[error("the expression looks at too many answers; make its paths more precise")]
    TooMuch,
}
