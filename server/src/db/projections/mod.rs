//! Everything that is derived from facts: rows for queues, boards and indicators.

mod derive;
mod owners;
mod rollup;
mod rows;
mod save;
mod table;
mod whole;

pub use derive::derive;
pub use owners::owners;
pub use rollup::{Counts, rollup_of};
pub use rows::{CaseRow, FollowUpRow, PromiseRow, ReferralRow, Rows, StateRow};
pub use save::{Change, compare, load, save};
pub use table::Projected;
pub use whole::{clear, compare_counts, orphans};
