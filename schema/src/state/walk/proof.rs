//! What a fact proves.

use crate::fact::{Act, Met, Notice};
use crate::id::FactId;
use crate::moment::Moment;
use crate::policy::Proof;

/// A fact that can prove work.
#[derive(Clone, Debug)]
pub(super) struct Proved {
    pub(super) at: Moment,
    pub(super) id: FactId,
    pub(super) proofs: Vec<Proof>,
}

/// Returns what an act proves by itself.
#[must_use]
pub fn proofs(act: &Act) -> Vec<Proof> {
    match act {
        Act::AbsenceReport(report) if !report.excused => vec![Proof::AbsenceReport],
        Act::Visit(visit) => {
            let mut found = vec![Proof::AnyVisit];
            if matches!(visit.met, Met::Guardian | Met::OtherAdult) {
                found.push(Proof::VisitMetAdult);
            }
            if visit.with_committee {
                found.push(Proof::JointVisit);
            }
            if visit.reached_by_phone || visit.met == Met::Guardian {
                found.push(Proof::ContactReached);
            }
            if visit.attends == Some(false) {
                found.push(Proof::AbsenceReport);
            }
            found
        }
        Act::GuardianContact(contact) if contact.reached => vec![Proof::ContactReached],
        Act::DropoutReport(_) => vec![Proof::DropoutReport, Proof::AbsenceReport],
        Act::ReturnToClass(_) => vec![Proof::PromiseKept],
        Act::PromiseSettled(settled) if settled.kept => vec![Proof::PromiseKept],
        Act::NoticeServed(served) => vec![match served.notice {
            Notice::OrderToRectify => Proof::OrderServed,
            Notice::Penalty => Proof::PenaltyServed,
            Notice::Litigation => Proof::LitigationFiled,
        }],
        _ => Vec::new(),
    }
}

/// Finds the first fact since a time that proves one of the required things.
pub(super) fn first(
    told: &[Proved],
    required: &[Proof],
    since: impl Fn(Moment) -> bool,
) -> Option<(Moment, FactId)> {
    let mut visits = 0;
    for fact in told.iter().filter(|f| since(f.at)) {
        visits += u8::from(fact.proofs.contains(&Proof::AnyVisit));
        let direct = required.iter().any(|r| fact.proofs.contains(r));
        let second_try = visits == 2
            && fact.proofs.contains(&Proof::AnyVisit)
            && required.contains(&Proof::TwoTries);
        if direct || second_try {
            return Some((fact.at, fact.id));
        }
    }
    None
}
