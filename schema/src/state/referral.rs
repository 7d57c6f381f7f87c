//! Referrals 转介 to departments.

use crate::id::{FactId, ReferralId};
use crate::moment::Moment;
use crate::people::{Concern, Department, words};
use serde::{Deserialize, Serialize};

words! {
    /// The state of a referral.
    ReferralState {
        /// The department has not answered.
        Sent = "sent",
        /// The department takes it.
        Accepted = "accepted",
        /// The department refuses it.
        Rejected = "rejected",
        /// The department is working.
        InProgress = "in_progress",
        /// It is done.
        Done = "done",
        /// It was handed back.
        Returned = "returned",
    }
}

impl ReferralState {
    /// Tells whether the department still has work to do.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted | Self::InProgress)
    }
}

/// A case, or part of it, in the hands of a department.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Referral {
    /// The id, the same wherever it is derived.
    pub id: ReferralId,
    /// The department.
    pub department: Department,
    /// The concern, when it is one.
    pub concern: Option<Concern>,
    /// The fact that sent it: a referral or a visit whose answers did.
    pub sent_by: FactId,
    /// Why, with the minimum that the department needs.
    pub reason: String,
    /// When it was sent.
    pub sent_at: Moment,
    /// When an answer is due.
    pub due_at: Moment,
    /// Its state.
    pub state: ReferralState,
    /// When the department first answered.
    pub answered_at: Option<Moment>,
    /// The last answer's reason or result.
    pub note: String,
}
