//! The items of a form, flattened: what every node of a filling is an instance of.

use crate::form::xpath::Expr;
use crate::form::{Bound, Kind, Language, Text};
use std::collections::{BTreeMap, HashMap};

/// The index of a [`Spec`]; 0 is the root element.
pub(in crate::form::filling) type SpecId = u32;

/// One item of a form, or its root.
pub(in crate::form::filling) struct Spec {
    pub(in crate::form::filling) name: Box<str>,
    pub(in crate::form::filling) shape: Shape,
    pub(in crate::form::filling) parent: SpecId,
    /// Its place among its parent's children.
    pub(in crate::form::filling) slot: u32,
    pub(in crate::form::filling) depth: u32,
    pub(in crate::form::filling) children: Vec<SpecId>,
    pub(in crate::form::filling) by_name: HashMap<Box<str>, SpecId>,
    /// The nearest repeat around it.
    pub(in crate::form::filling) repeat: Option<SpecId>,
    pub(in crate::form::filling) row: u32,
    pub(in crate::form::filling) appearance: String,
    pub(in crate::form::filling) parameters: BTreeMap<String, String>,
    pub(in crate::form::filling) bound: Option<Bound>,
    pub(in crate::form::filling) fixed: Option<String>,
    pub(in crate::form::filling) label: Wording,
    pub(in crate::form::filling) hint: Wording,
    pub(in crate::form::filling) guidance: Wording,
    pub(in crate::form::filling) constraint_message: Wording,
    pub(in crate::form::filling) required_message: Wording,
    pub(in crate::form::filling) rules: Expressions,
    /// Whether its choices are those of a list of the form.
    pub(in crate::form::filling) offer: Offer,
    /// Whether the calculation is made only when a trigger changes.
    pub(in crate::form::filling) triggered: bool,
    /// Whether the calculation keeps a value that it once made.
    pub(in crate::form::filling) once: bool,
}

/// What a [`Spec`] is.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::form::filling) enum Shape {
    Group,
    Repeat,
    Question(Kind),
}

/// The expressions of an item.
#[derive(Default)]
pub(in crate::form::filling) struct Expressions {
    pub(in crate::form::filling) relevant: Option<Expr>,
    pub(in crate::form::filling) constraint: Option<Expr>,
    pub(in crate::form::filling) required: Option<Expr>,
    pub(in crate::form::filling) read_only: Option<Expr>,
    pub(in crate::form::filling) calculation: Option<Expr>,
    pub(in crate::form::filling) default: Option<Expr>,
    pub(in crate::form::filling) count: Option<Expr>,
}

/// Where a question's choices come from.
pub(in crate::form::filling) enum Offer {
    /// It has none.
    None,
    /// Rows of a list.
    Rows {
        /// The list's place in the form.
        list: u32,
        /// The column of the value: 0 the name, 1 the label, then the further columns.
        value: u32,
        /// The column of the label.
        label: u32,
        /// The choice filter, evaluated on a row.
        one: Option<Expr>,
        /// The nodes of all rows that are offered; none when that is each row in its order.
        all: Option<Expr>,
        /// Whether `other` is offered after the rows.
        other: bool,
    },
    /// The answers to a question in a repeat.
    Answers(Expr),
}

/// A text whose references are parsed.
#[derive(Default)]
pub(in crate::form::filling) struct Wording {
    pub(in crate::form::filling) text: Text,
    /// For the languages whose text holds references.
    pub(in crate::form::filling) parts: BTreeMap<Language, Vec<Part>>,
}

/// A piece of a text.
pub(in crate::form::filling) enum Part {
    Plain(Box<str>),
    Value(Box<Expr>),
}

impl Spec {
    pub(in crate::form::filling) const fn kind(&self) -> Option<&Kind> {
        match &self.shape {
            Shape::Question(kind) => Some(kind),
            _ => None,
        }
    }

    /// Tells whether the person never sees it, so that nothing is required of them.
    pub(in crate::form::filling) const fn is_hidden(&self) -> bool {
        matches!(self.kind(), Some(Kind::Calculate | Kind::Hidden | Kind::Meta(_)))
    }

    /// Tells whether its value is the calculation's and never the person's.
    pub(in crate::form::filling) const fn is_calculated(&self) -> bool {
        self.rules.calculation.is_some() && !self.triggered
    }
}

/// What of an item an expression decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub(in crate::form::filling) enum Aspect {
    Count,
    Relevant,
    Value,
    Trigger,
    ReadOnly,
    Required,
    Constraint,
    Label,
}

impl Aspect {
    pub(in crate::form::filling) const COUNT: usize = 8;

    pub(in crate::form::filling) const fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// One expression's place: an item and what of it is decided.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(in crate::form::filling) struct Unit {
    pub(in crate::form::filling) spec: SpecId,
    pub(in crate::form::filling) aspect: Aspect,
}

impl Unit {
    pub(in crate::form::filling) const fn index(self) -> usize {
        self.spec as usize * Aspect::COUNT + self.aspect as usize
    }
}

/// A unit that reads an item, and within which common ancestor instance it reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(in crate::form::filling) struct Reader {
    pub(in crate::form::filling) unit: Unit,
    /// The item whose one instance holds both the reader and what it reads.
    pub(in crate::form::filling) anchor: SpecId,
}
