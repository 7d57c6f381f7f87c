//! Promises 承诺: kept, broken or pending.

use crate::id::FactId;
use crate::moment::Moment;
use crate::people::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

words! {
    /// What became of a promise.
    PromiseState {
        /// Its day has not come, or nobody has said yet.
        Pending = "pending",
        /// It was kept.
        Kept = "kept",
        /// It was broken, or its day and the grace days passed without word.
        Broken = "broken",
    }
}

/// A promise of a guardian.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "GuardianPromise"))]
pub struct Promise {
    /// The visit or contact in which it was made.
    pub id: FactId,
    /// What was promised.
    pub text: String,
    /// The last day on which it can be kept.
    #[cfg_attr(feature = "ts", ts(as = "crate::ts::Day"))]
    pub by: Date,
    /// Whether it is to bring the child back to class.
    pub returns: bool,
    /// When it was made.
    pub made_at: Moment,
    /// What became of it.
    pub state: PromiseState,
    /// When that was settled.
    pub settled_at: Option<Moment>,
}
