//! A case 一生一案 and its follow-ups 跟进.

use super::{Owner, Risk};
use crate::id::{CaseId, FactId, FollowUpId, StudentId, WorkerId};
use crate::moment::Moment;
use crate::people::{Concern, words};
use crate::policy::Proof;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    /// The state of a follow-up.
    FollowUpState {
        /// Nobody has taken it up yet.
        Open = "open",
        /// Its owner has taken it up.
        Accepted = "accepted",
        /// It is proved or, where that is enough, said to be done.
        Done = "done",
        /// Its owner sent it back; it lies with the next one up until handed on.
        SentBack = "sent_back",
        /// It is no longer needed: the child is back, or its ground is gone.
        Cancelled = "cancelled",
    }
}

impl FollowUpState {
    /// Tells whether work is still to be done: open, accepted or sent back.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Accepted | Self::SentBack)
    }
}

words! {
    /// Why a follow-up exists.
    Reason {
        /// A step of the ladder.
        Ladder = "ladder",
        /// Nobody was met at the door.
        RetryVisit = "retry_visit",
        /// A visit raised concerns.
        ConcernRaised = "concern_raised",
        /// A promise was broken.
        BrokenPromise = "broken_promise",
        /// No visit within the period.
        NotVisited = "not_visited",
        /// No effective guardian.
        NoGuardian = "no_guardian",
        /// The returned child is watched.
        Watch = "watch",
    }
}

/// One piece of work in a case, with one owner.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FollowUp {
    /// The id, the same wherever it is derived.
    pub id: FollowUpId,
    /// The case.
    pub case: CaseId,
    /// The student.
    pub student: StudentId,
    /// Why it exists.
    pub reason: Reason,
    /// The step of the ladder, for [`Reason::Ladder`].
    pub step: Option<u8>,
    /// The owner now.
    pub owner: Owner,
    /// When it opened.
    pub opened_at: Moment,
    /// When it is due; it stays doable afterwards.
    pub due_at: Moment,
    /// Its state.
    pub state: FollowUpState,
    /// What proves it; any one is enough.
    pub required: Vec<Proof>,
    /// Who accepted it.
    pub accepted_by: Option<WorkerId>,
    /// When it was done or cancelled.
    pub closed_at: Option<Moment>,
    /// The fact that proved it.
    pub proof: Option<FactId>,
    /// Why it was sent back, while it is.
    pub sent_back: Option<String>,
}

impl FollowUp {
    /// Tells whether it is, or was when it closed, later than due.
    #[must_use]
    pub fn is_late(&self, now: Moment) -> bool {
        self.closed_at.unwrap_or(now) > self.due_at
    }

    /// Tells whether it is still to be done and its due time has passed.
    #[must_use]
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.state.is_open() && now > self.due_at
    }
}

/// Everything about one student's concern from first report to closing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Case {
    /// The id, the same wherever it is derived.
    pub id: CaseId,
    /// The student.
    pub student: StudentId,
    /// When it opened.
    pub opened_at: Moment,
    /// What opened it: a fact's id, or the term or period without a visit.
    pub opened_by: String,
    /// When it closed.
    pub closed_at: Option<Moment>,
    /// The highest step of the ladder that has opened in the present absence.
    pub step: Option<u8>,
    /// The first day of the present absence.
    #[cfg_attr(feature = "ts", ts(as = "Option<crate::ts::Day>"))]
    pub absent_since: Option<Date>,
    /// The day until which the returned child is watched.
    #[cfg_attr(feature = "ts", ts(as = "Option<crate::ts::Day>"))]
    pub watched_until: Option<Date>,
    /// Why the child is watched.
    pub concerns: BTreeSet<Concern>,
    /// The work, oldest first.
    pub follow_ups: Vec<FollowUp>,
    /// The risk with its parts.
    pub risk: Risk,
}

impl Case {
    /// Tells whether the case is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}
