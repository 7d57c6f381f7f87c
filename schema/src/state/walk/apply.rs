//! What each kind of fact does to the cases.

use super::Walk;
use super::proof::{Proved, proofs};
use crate::fact::{Act, Met, ProfileField, Visit};
use crate::moment::Moment;
use crate::people::{Concern, Status};
use crate::state::{Reason, Told};
use serde_json::Value;

impl Walk<'_> {
    pub(super) fn apply(&mut self, fact: &Told) {
        let proofs = proofs(&fact.act);
        if !proofs.is_empty() {
            self.proved.push(Proved { at: fact.at, id: fact.id, proofs });
        }
        match &fact.act {
            Act::AbsenceReport(report) if !report.excused => {
                if let (Some(first), Some(last)) =
                    (report.days.iter().min(), report.days.iter().max())
                {
                    self.absent(fact, *first, report.told_at);
                    self.open_due_steps(fact.at);
                    // Told only after the child was back: the absence is known, and over.
                    let back = self.returns.iter().find(|(_, day)| day > last).copied();
                    if let Some((_, day)) = back {
                        self.came_back(fact.at, day, fact.id);
                    }
                }
            }
            Act::ReturnToClass(back) => {
                self.returns.push((fact.at, back.day));
                self.settle_returns(fact.at);
                self.prove_ladder();
                self.came_back(fact.at, back.day, fact.id);
            }
            Act::Visit(visit) => self.visit(fact, visit),
            Act::GuardianContact(contact) => {
                self.last_contact_at = self.last_contact_at.max(Some(fact.at));
                self.prove_ladder();
                self.prove_openings(fact);
                if let Some(promise) = &contact.promise {
                    self.promise(promise, fact.id, fact.at);
                }
            }
            Act::PromiseSettled(settled) => {
                self.settle(settled.promise, settled.kept, fact.at);
                self.prove_ladder();
            }
            Act::DropoutReport(_) => {
                let day = self.school_day(self.day(fact.at), 1);
                self.absent(fact, self.absent_since().unwrap_or(day), fact.at);
                self.open_due_steps(fact.at);
                self.prove_ladder();
            }
            Act::NoticeServed(_) => self.prove_ladder(),
            Act::ProfileEdit(edit)
                if ProfileField::parse(&edit.field) == Some(ProfileField::EffectiveGuardian) =>
            {
                self.guardianship(fact, &edit.value);
            }
            Act::StatusApproval(answer) => {
                let approved = self
                    .changes
                    .iter()
                    .find(|c| c.request == answer.request && c.approved_at == Some(fact.at));
                if let Some(to) = approved.map(|c| c.to) {
                    self.approved(to, fact.at);
                }
            }
            Act::ReferralSent(sent) => self.refer(fact, sent),
            Act::ReferralAnswered(answered) => self.answer(fact, answered),
            _ => self.work(fact),
        }
    }

    fn visit(&mut self, fact: &Told, visit: &Visit) {
        self.visits.push(fact.at);
        if visit.reached_by_phone || visit.met == Met::Guardian {
            self.last_contact_at = self.last_contact_at.max(Some(fact.at));
        }
        if visit.attends == Some(false) {
            let day = self.school_day(self.day(fact.at), 1);
            self.absent(fact, self.absent_since().unwrap_or(day), fact.at);
            self.open_due_steps(fact.at);
        }
        self.prove_ladder();
        self.prove_openings(fact);
        let policy = self.rules.policy;
        let key = Self::key(fact.id);
        // During an absence the ladder itself asks for the next try.
        if visit.met == Met::Nobody && !visit.reached_by_phone && self.absent_since().is_none() {
            self.open(Reason::RetryVisit, &policy.retry_visit, fact.at, &key);
        }
        if !visit.concerns.is_empty() {
            self.open(Reason::ConcernRaised, &policy.concern_raised, fact.at, &key);
            for concern in &visit.concerns {
                self.note_concern(*concern);
            }
            self.refer_concerns(fact, &visit.concerns);
        }
        if let Some(promise) = &visit.promise {
            self.promise(promise, fact.id, fact.at);
        }
    }

    fn guardianship(&mut self, fact: &Told, value: &Value) {
        match value {
            Value::Bool(false) => {
                let policy = self.rules.policy;
                self.open(Reason::NoGuardian, &policy.no_guardian, fact.at, &Self::key(fact.id));
                self.note_concern(Concern::NoEffectiveGuardian);
            }
            Value::Bool(true) => self.cancel(fact.at, |f| f.reason == Reason::NoGuardian),
            _ => {}
        }
    }

    fn approved(&mut self, to: Status, at: Moment) {
        self.status = to;
        if !to.expected_in_class() {
            self.excused_by_status(at);
        }
    }
}
