//! Referrals that facts send, and what their answers cause.

use super::Walk;
use crate::fact::{ReferralAnswered, ReferralReply, ReferralSent};
use crate::id::ReferralId;
use crate::moment::Moment;
use crate::people::{Concern, Department};
use crate::policy::Due;
use crate::state::{Referral, ReferralState, Told};

impl Walk<'_> {
    /// A person sends a referral.
    pub(super) fn refer(&mut self, fact: &Told, sent: &ReferralSent) {
        self.case_for(fact.at, &Self::key(fact.id));
        if let Some(concern) = sent.concern {
            self.note_concern(concern);
        }
        self.send(fact, sent.department, sent.concern, &sent.reason);
        if sent.serious && sent.department == Department::HumanResources {
            self.tell_about_labour(fact, sent.concern, &sent.reason);
        }
    }

    /// A visit raised concerns that the policy refers by itself.
    pub(super) fn refer_concerns(&mut self, fact: &Told, concerns: &[Concern]) {
        let age = self.student.age_on(self.day(fact.at));
        for rule in &self.rules.policy.referrals {
            if concerns.contains(&rule.concern) && rule.under_age.is_none_or(|limit| age < limit) {
                self.send(fact, rule.department, Some(rule.concern), rule.concern.as_str());
            }
        }
    }

    fn tell_about_labour(&mut self, fact: &Told, concern: Option<Concern>, reason: &str) {
        for department in self.rules.policy.labour_also.clone() {
            self.send(fact, department, concern, reason);
        }
    }

    fn send(
        &mut self,
        fact: &Told,
        department: Department,
        concern: Option<Concern>,
        reason: &str,
    ) {
        // A department that already works on the same concern is not asked twice.
        let same =
            |r: &Referral| r.department == department && r.concern == concern && r.state.is_open();
        if self.referrals.iter().any(same) {
            return;
        }
        self.referrals.push(Referral {
            id: ReferralId::derive(fact.id.0, &format!("referral/{department}")),
            department,
            concern,
            sent_by: fact.id,
            reason: reason.to_owned(),
            sent_at: fact.at,
            due_at: self.due(fact.at, Due::Days(self.rules.policy.referral_days)),
            state: ReferralState::Sent,
            answered_at: None,
            note: String::new(),
        });
    }

    /// A department answers.
    pub(super) fn answer(&mut self, fact: &Told, answered: &ReferralAnswered) {
        let Some(referral) = self.referrals.iter_mut().find(|r| r.id == answered.referral) else {
            return;
        };
        let labour = referral.department == Department::HumanResources;
        referral.state = match answered.reply {
            ReferralReply::Accepted => ReferralState::Accepted,
            ReferralReply::Rejected => ReferralState::Rejected,
            ReferralReply::InProgress => ReferralState::InProgress,
            ReferralReply::Done => ReferralState::Done,
            ReferralReply::Returned => ReferralState::Returned,
        };
        let at: Moment = fact.at.max(referral.sent_at);
        referral.answered_at.get_or_insert(at);
        referral.note.clone_from(&answered.note);
        if labour && answered.reply == ReferralReply::Rejected {
            let concern = referral.concern;
            self.tell_about_labour(fact, concern, &answered.note);
        }
    }
}
