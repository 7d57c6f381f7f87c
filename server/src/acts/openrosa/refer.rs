//! The referrals that a filled form asks for and that its fact alone does not tell.

use doorstep_schema::fact::{Act, ReferralSent};
use doorstep_schema::id::FactId;
use doorstep_schema::people::{Concern, Department};
use doorstep_schema::policy::Policy;
use doorstep_schema::state::{Referral, StudentState};

/// What was lifted, as referrals read it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The fact.
    pub fact: FactId,
    /// What was done.
    pub act: &'a Act,
    /// The departments that the form names.
    pub departments: &'a [Department],
    /// The form's name for people.
    pub title: &'a str,
}

/// Returns the id of the fact that refers to a department.
#[must_use]
pub fn id(fact: FactId, department: Department) -> FactId {
    FactId::derive(fact.0, &format!("referral/{department}"))
}

/// Returns the referrals that are still to be sent, as a phone sends them: the policy refers some concerns of a visit
/// by itself, and a department that works on the same concern already is not asked twice. `after` is the student's
/// state with the fact.
#[must_use]
pub fn further(asked: &Asked<'_>, policy: &Policy, after: &StudentState) -> Vec<(FactId, Act)> {
    let concerns: &[Concern] = match asked.act {
        Act::Visit(visit) => &visit.concerns,
        _ => &[],
    };
    let mut planned = Vec::new();
    for department in asked.departments.iter().copied() {
        let mut rules = policy.referrals.iter().filter(|rule| rule.department == department);
        let concern = rules.find(|rule| concerns.contains(&rule.concern)).map(|rule| rule.concern);
        let told = |referral: &Referral| {
            referral.department == department
                && referral.state.is_open()
                && (referral.sent_by == asked.fact || referral.concern == concern)
        };
        if after.referrals.iter().any(told) {
            continue;
        }
        // The least that the department needs: the concern, or the name of the form that says more.
        let reason = concern.map_or_else(|| asked.title.to_owned(), |c| c.as_str().to_owned());
        let sent = ReferralSent { department, reason, concern, serious: false };
        planned.push((id(asked.fact, department), Act::ReferralSent(sent)));
    }
    planned
}
