//! Random forms and people who fill them, for the comparison with another engine.
//!
//! Everything is a function of a seed. A form is made of the same parts that authors use; what is asked of it is only
//! what both engines claim to do.

mod compare;
mod dice;
mod expressions;
mod known;
mod maker;
mod person;
mod record;
mod rules;

pub use compare::{Difference, Tally, compare};
pub use dice::Dice;
pub use known::{Case, Known, Table, When};
pub use maker::form;
pub use person::history;
pub use record::{Record, Sight, View};

#[cfg(test)]
mod tests;
