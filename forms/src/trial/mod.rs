//! A form tried out by its author: read and checked, shown as an outline, filled in steps, written in another format.

mod check;
mod export;
mod fill;
mod language;
mod outline;
mod seen;
mod steps;

pub use check::{Checked, Finding, Source, check};
pub use export::{Cannot, Exported, Format, export};
pub use fill::{Outcome, Refused, Setting, fill};
pub use language::{NoSuchLanguage, language, language_or_own};
pub use outline::outline;
pub use seen::{Offer, Seen};
pub use steps::{Act, BadSteps, Step, Steps, day, moment};

#[cfg(test)]
mod tests;
