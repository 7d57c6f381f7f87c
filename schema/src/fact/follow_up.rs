//! The payloads of work on a follow-up, wire version 1.

use crate::id::{FactId, FollowUpId};
use crate::state::Owner;
use serde::{Deserialize, Serialize};

/// A follow-up was accepted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FollowUpAccepted {
    /// The follow-up.
    pub follow_up: FollowUpId,
}

/// A follow-up was done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FollowUpDone {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The fact that proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<FactId>,
    /// What was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A follow-up was sent back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FollowUpSentBack {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Why it can't be done here.
    pub reason: String,
}

/// A follow-up was handed to another owner.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FollowUpReassigned {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The new owner.
    pub to: Owner,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}
