//! What is wrong with a form, and why a step of a filling is refused.

/// Something wrong with a form, as its author can mend it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{path} (row {row}): {message}")]
pub struct FormFault {
    /// The item's path, such as `/data/group/question`; of a choice list its name.
    pub path: String,
    /// The row of the sheet or file, from 1; 0 when unknown.
    pub row: u32,
    /// The column.
    pub rule: Rule,
    /// Byte offset in the expression.
    pub at: Option<usize>,
    /// What is wrong and how it is mended.
    pub message: String,
}

/// The column of a form that a fault is in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    /// The form as a whole.
    Form,
    /// The item's name.
    Name,
    /// When the item is asked.
    Relevant,
    /// What an answer must fulfil.
    Constraint,
    /// What is said when it does not.
    ConstraintMessage,
    /// When an answer is required.
    Required,
    /// What is said when it is missing.
    RequiredMessage,
    /// When the answer may only be read.
    ReadOnly,
    /// What the value is computed from.
    Calculation,
    /// What the answer is before anyone answers.
    Default,
    /// What makes the calculation happen.
    Trigger,
    /// Which choices are offered.
    ChoiceFilter,
    /// How many instances a repeat has.
    RepeatCount,
    /// What is asked.
    Label,
    /// The hint.
    Hint,
    /// The longer explanation.
    Guidance,
    /// Where the choices come from, and the choices themselves.
    List,
    /// The parameters.
    Parameters,
    /// The name of a filled form.
    InstanceName,
    /// The part of the fact that the answer becomes.
    Bound,
}

/// Why a step of a filling is refused; a refused step changes nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FillFault {
    /// There is no such node.
    #[error("there is nothing at {path}: {why}")]
    NoSuchNode {
        /// The path as given.
        path: String,
        /// What is missing.
        why: String,
    },
    /// The node is of another sort than the step needs.
    #[error("{path} is {is}, so it can't be {step}")]
    WrongSort {
        /// The node.
        path: String,
        /// What it is.
        is: &'static str,
        /// What was to be done with it.
        step: &'static str,
    },
    /// The answer may only be read.
    #[error("{path} can't be answered: {why}")]
    ReadOnly {
        /// The question.
        path: String,
        /// What keeps it from being answered.
        why: &'static str,
    },
    /// The value does not fit the question.
    #[error("{path}: {why}")]
    BadValue {
        /// The question.
        path: String,
        /// What would fit.
        why: String,
    },
    /// The filling would become too large.
    #[error("{path}: no more can be added, the form is full")]
    Full {
        /// The repeat.
        path: String,
    },
}

impl FillFault {
    /// Returns the code as it travels.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchNode { .. } => "no_such_node",
            Self::WrongSort { .. } => "wrong_sort",
            Self::ReadOnly { .. } => "read_only",
            Self::BadValue { .. } => "bad_value",
            Self::Full { .. } => "full",
        }
    }
}
