//! Work that opens beside the ladder: nobody at home, concerns, broken promises, missing visits, no guardian.

use super::Walk;
use crate::id::{FactId, FollowUpId};
use crate::moment::Moment;
use crate::people::Concern;
use crate::policy::Opening;
use crate::state::{FollowUp, FollowUpState, Owner, Promise, PromiseState, Reason};

impl Walk<'_> {
    /// Opens a follow-up of a reason, or notes a further cause of the one that is open.
    pub(super) fn open(&mut self, reason: Reason, opening: &Opening, at: Moment, key: &str) {
        let case = self.case_for(at, key);
        let same = |f: &&FollowUp| f.reason == reason && f.state.is_open();
        if let Some(open) = self.cases[case].follow_ups.iter().find(same).map(|f| f.id) {
            let id = FollowUpId::derive(self.student.id.0, &format!("{reason}/{key}"));
            self.alias(id, open);
            return;
        }
        let id = self.unused_id(&format!("{reason}/{key}"));
        let follow_up = FollowUp {
            id,
            case: self.cases[case].id,
            student: self.student.id,
            reason,
            step: None,
            owner: Owner::of(opening.owner, &self.standing),
            opened_at: at,
            due_at: self.due(at, opening.due),
            state: FollowUpState::Open,
            required: opening.proof.clone(),
            accepted_by: None,
            closed_at: None,
            proof: None,
            sent_back: None,
        };
        self.add_follow_up(follow_up);
    }

    /// The same cause can open work again, after it was cancelled; that is new work.
    fn unused_id(&self, name: &str) -> FollowUpId {
        let id = |name: &str| FollowUpId::derive(self.student.id.0, name);
        let used =
            |id: FollowUpId| self.cases.iter().flat_map(|c| &c.follow_ups).any(|f| f.id == id);
        let again = (2..).map(|n| id(&format!("{name}/{n}")));
        std::iter::once(id(name)).chain(again).find(|id| !used(*id)).unwrap_or_else(|| id(name))
    }

    /// Adds a promise.
    pub(super) fn promise(&mut self, made: &crate::fact::PromiseMade, id: FactId, at: Moment) {
        self.promises.push(Promise {
            id,
            text: made.text.clone(),
            by: made.by,
            returns: made.returns,
            made_at: at,
            state: PromiseState::Pending,
            settled_at: None,
        });
    }

    /// Settles a promise; the last word counts.
    pub(super) fn settle(&mut self, promise: FactId, kept: bool, at: Moment) {
        let state = if kept { PromiseState::Kept } else { PromiseState::Broken };
        let Some(found) = self.promises.iter_mut().find(|p| p.id == promise) else { return };
        if found.state == state {
            return;
        }
        found.state = state;
        found.settled_at = Some(at);
        if kept {
            let broken = self.promises.iter().any(|p| p.state == PromiseState::Broken);
            self.cancel(at, |f| f.reason == Reason::BrokenPromise && !broken);
        } else {
            let policy = self.rules.policy;
            self.open(Reason::BrokenPromise, &policy.broken_promise, at, &Self::key(promise));
            self.note_concern(Concern::BrokenPromise);
        }
    }

    /// Settles the promises to bring the child back that a return keeps.
    pub(super) fn settle_returns(&mut self, at: Moment) {
        let pending =
            self.promises.iter_mut().filter(|p| p.returns && p.state == PromiseState::Pending);
        for promise in pending {
            promise.state = PromiseState::Kept;
            promise.settled_at = Some(at);
        }
    }

    /// Returns when the next unsettled promise lapses.
    pub(super) fn next_lapse(&self) -> Option<(Moment, FactId)> {
        let policy = self.rules.policy;
        let lapse = |p: &Promise| {
            policy
                .clock
                .end_of(crate::moment::plus_days(p.by, i64::from(policy.promise_grace_days)))
        };
        let pending = self.promises.iter().filter(|p| p.state == PromiseState::Pending);
        pending.map(|p| (lapse(p), p.id)).min()
    }
}
