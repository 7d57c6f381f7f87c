//! Wire version 1. Fields are added here and never change their meaning.

mod fact;
mod sync;

pub use fact::{Fact, NotAFact};
pub use sync::*;
