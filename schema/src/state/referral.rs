//! Referrals 转介 to departments.

use super::StudentState;
use crate::fact::{Act, ReferralSent};
use crate::id::{FactId, ReferralId};
use crate::moment::Moment;
use crate::people::{Concern, Department, words};
use crate::policy::Policy;
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
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
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

/// The departments that a filled form names, beside the act that it became.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The fact of the act.
    pub fact: FactId,
    /// The act.
    pub act: &'a Act,
    /// The departments.
    pub departments: &'a [Department],
    /// The form's name for people.
    pub title: &'a str,
}

impl Named<'_> {
    /// Returns the referrals that are still to be sent: the policy refers some concerns of a visit by itself, and a
    /// department that works on the same concern already is not asked twice. `after` is the student's state with the act.
    #[must_use]
    pub fn still_to_send(&self, policy: &Policy, after: &StudentState) -> Vec<ReferralSent> {
        let concerns: &[Concern] = match self.act {
            Act::Visit(visit) => &visit.concerns,
            _ => &[],
        };
        let send = |department: Department| {
            let mut rules = policy.referrals.iter().filter(|rule| rule.department == department);
            let rule = rules.find(|rule| concerns.contains(&rule.concern));
            let concern = rule.map(|rule| rule.concern);
            let told = |referral: &Referral| {
                referral.department == department
                    && referral.state.is_open()
                    && (referral.sent_by == self.fact || referral.concern == concern)
            };
            if after.referrals.iter().any(told) {
                return None;
            }
            // The least that the department needs: the concern, or the name of the form that says more.
            let title = || self.title.to_owned();
            let reason = concern.map_or_else(title, |concern| concern.as_str().to_owned());
            Some(ReferralSent { department, reason, concern, serious: false })
        };
        self.departments.iter().copied().filter_map(send).collect()
    }
}
