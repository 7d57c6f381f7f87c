//! Forms: their definition, the expressions in them, and a form being filled.
//!
//! A [`Form`] is data, authored as `XLSForm`.

pub mod filling;
mod model;
pub mod publication;
pub mod xpath;

pub use filling::{Compiled, Filling};
pub use model::{
    Bound, Choice, ChoiceList, Choices, Default, Expression, FactKind, Form, Group, Item, Kind,
    Language, Meta, Place, Question, Repeat, Rules, Settings, Text,
};
pub use publication::{Audience, Listing, Publication};
