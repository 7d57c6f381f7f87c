//! Follow-ups as their owners work on them.

use super::Walk;
use super::proof::proofs;
use crate::fact::Act;
use crate::id::FollowUpId;
use crate::policy::Proof;
use crate::state::{FollowUp, FollowUpState, Told};

impl Walk<'_> {
    /// Adds a follow-up and lets the acts that were waiting for it count.
    pub(super) fn add_follow_up(&mut self, follow_up: FollowUp) {
        if let Some(case) = self.open_case() {
            case.follow_ups.push(follow_up);
        }
        self.retry_parked();
    }

    /// Notes another id for a follow-up.
    pub(super) fn alias(&mut self, alias: FollowUpId, id: FollowUpId) {
        if alias != id {
            self.aliases.insert(alias, id);
            self.retry_parked();
        }
    }

    /// Lets acts count whose follow-up is known by now; the others wait on.
    pub(super) fn retry_parked(&mut self) {
        for fact in std::mem::take(&mut self.parked) {
            self.work(&fact);
        }
    }

    /// Applies an act about a follow-up; one that is not known yet waits for it.
    pub(super) fn work(&mut self, fact: &Told) {
        let Some(id) = fact.act.works_on() else { return };
        let proof_fits = self.proof_fits(fact);
        let county = self.standing.county;
        let Some(follow_up) = self.follow_up(id) else {
            self.parked.push(fact.clone());
            return;
        };
        let at = fact.at.max(follow_up.opened_at);
        match &fact.act {
            Act::FollowUpReassigned(reassigned) if follow_up.state.is_open() => {
                follow_up.owner = reassigned.to;
                follow_up.sent_back = None;
                follow_up.accepted_by = None;
                follow_up.state = FollowUpState::Open;
            }
            Act::FollowUpAccepted(_) if follow_up.state == FollowUpState::Open => {
                follow_up.state = FollowUpState::Accepted;
                follow_up.accepted_by = Some(fact.author);
            }
            Act::FollowUpAccepted(_) if follow_up.state == FollowUpState::SentBack => {
                // Whoever it went up to has taken it.
                follow_up.state = FollowUpState::Accepted;
                follow_up.accepted_by = Some(fact.author);
                follow_up.sent_back = None;
            }
            Act::FollowUpSentBack(sent)
                if matches!(follow_up.state, FollowUpState::Open | FollowUpState::Accepted) =>
            {
                follow_up.state = FollowUpState::SentBack;
                follow_up.sent_back = Some(sent.reason.clone());
                follow_up.owner = follow_up.owner.above(county);
                follow_up.accepted_by = None;
            }
            Act::FollowUpDone(done) if follow_up.state.is_open() => {
                if proof_fits.unwrap_or_else(|| follow_up.required.contains(&Proof::Word)) {
                    follow_up.state = FollowUpState::Done;
                    follow_up.closed_at = Some(at);
                    follow_up.proof = done.proof.or(Some(fact.id));
                    follow_up.sent_back = None;
                } else if follow_up.state == FollowUpState::Open {
                    // Said to be done, but not proved: it is in hand and stays in the queue.
                    follow_up.state = FollowUpState::Accepted;
                    follow_up.accepted_by = Some(fact.author);
                }
            }
            _ => {}
        }
    }

    /// For a completion that names its proof: whether that fact proves what is required.
    fn proof_fits(&mut self, fact: &Told) -> Option<bool> {
        let Act::FollowUpDone(done) = &fact.act else { return None };
        let named = done.proof?;
        let given: Vec<Proof> = self
            .proved
            .iter()
            .find(|p| p.id == named)
            .map(|p| p.proofs.clone())
            .unwrap_or_default();
        let follow_up = self.follow_up(done.follow_up)?;
        let required = &follow_up.required;
        Some(required.contains(&Proof::Word) || required.iter().any(|r| given.contains(r)))
    }

    /// Closes work outside the ladder that the fact proves.
    pub(super) fn prove_openings(&mut self, fact: &Told) {
        let given = proofs(&fact.act);
        if given.is_empty() {
            return;
        }
        let Some(case) = self.open_case() else { return };
        for follow_up in
            case.follow_ups.iter_mut().filter(|f| f.step.is_none() && f.state.is_open())
        {
            // What opened the work, or came before it, does not prove it.
            if fact.at > follow_up.opened_at && follow_up.required.iter().any(|r| given.contains(r))
            {
                follow_up.state = FollowUpState::Done;
                follow_up.closed_at = Some(fact.at);
                follow_up.proof = Some(fact.id);
                follow_up.sent_back = None;
            }
        }
    }
}
