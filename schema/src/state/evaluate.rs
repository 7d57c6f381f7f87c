//! The one function of the house: a student's state from facts, policy, calendar and the time.

use super::walk::Walk;
use super::{
    Case, Profile, Promise, PromiseState, Referral, Reminder, Risk, StatusView, VisitDue, profile,
    reminder, resolve, status, visits,
};
use crate::calendar::Calendar;
use crate::moment::{Moment, plus_days};
use crate::people::Student;
use crate::policy::Policy;
use crate::wire::v1;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// The rules that hold: a policy and a calendar.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// The school calendar.
    pub calendar: &'a Calendar,
}

/// Everything that follows from a student's facts at one moment.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StudentState {
    /// The status and its history.
    pub status: StatusView,
    /// The cases, oldest first; only the last can be open.
    pub cases: Vec<Case>,
    /// The promises, oldest first.
    pub promises: Vec<Promise>,
    /// The referrals, oldest first.
    pub referrals: Vec<Referral>,
    /// The reminders, oldest first.
    pub reminders: Vec<Reminder>,
    /// The edited profile fields.
    pub profile: Profile,
    /// The periodic visit that is due next.
    pub visit_due: Option<VisitDue>,
    /// When the last visit was.
    pub last_visit_at: Option<Moment>,
    /// When a guardian was last contacted.
    pub last_contact_at: Option<Moment>,
    /// When the clock alone changes something next; before that, the state stays the same without new facts.
    pub next_change_at: Option<Moment>,
}

impl StudentState {
    /// Returns the open case.
    #[must_use]
    pub fn open_case(&self) -> Option<&Case> {
        self.cases.last().filter(|c| c.is_open())
    }
}

/// Evaluates a student: the same for any order, repetition and batching of the facts.
#[must_use]
pub fn evaluate(
    student: &Student,
    facts: &[v1::Fact],
    rules: &Rules<'_>,
    now: Moment,
) -> StudentState {
    let resolved = resolve(facts);
    let told = &resolved.told;
    let changes = status::status(told, student.status, &[]).changes;
    let mut walk = Walk::new(student, &changes, *rules, now);
    walk.run(told);
    let returns: Vec<Moment> = walk.returns.iter().map(|(at, _)| *at).collect();
    let reminders = reminder::reminders(told, &returns, now);
    let open_since = walk.cases.last().filter(|c| c.is_open()).map(|c| c.opened_at);
    let visit_due =
        visits::visit_due(student, &walk.visits, open_since, rules.policy, rules.calendar, now);
    let ahead = told.iter().map(|t| t.at).filter(|at| *at > now).min();
    let next_change_at = [
        walk.next_mark,
        ahead,
        reminders.iter().filter_map(|r| r.next_change(now)).min(),
        walk.absent_since().map(|_| next_midnight(rules, now)),
        next_term(rules, now),
        open_since.and_then(|_| fourteenth_birthday(student, rules)),
    ];
    let risk = risk(&walk, rules, now);
    let mut cases = walk.cases;
    if let Some(case) = cases.last_mut().filter(|c| c.is_open()) {
        case.risk = risk;
    }
    StudentState {
        status: status::status(told, student.status, &walk.marks),
        cases,
        promises: walk.promises,
        referrals: walk.referrals,
        reminders,
        profile: profile::profile(told),
        visit_due,
        last_visit_at: walk.visits.last().copied(),
        last_contact_at: walk.last_contact_at,
        next_change_at: next_change_at.into_iter().flatten().filter(|at| *at > now).min(),
    }
}

fn next_midnight(rules: &Rules<'_>, now: Moment) -> Moment {
    let clock = rules.policy.clock;
    clock.at(plus_days(clock.day(now), 1), Time::midnight())
}

/// The periodic visits change when a term begins or the day after it ends.
fn next_term(rules: &Rules<'_>, now: Moment) -> Option<Moment> {
    let clock = rules.policy.clock;
    let edges = rules.calendar.terms.iter().flat_map(|t| [t.first, plus_days(t.last, 1)]);
    edges.map(|day: Date| clock.at(day, Time::midnight())).filter(|at| *at > now).min()
}

/// From 14 the risk of an open case weighs more.
fn fourteenth_birthday(student: &Student, rules: &Rules<'_>) -> Option<Moment> {
    let birth = student.birth_date;
    let year = birth.year().checked_add(14)?;
    // A child born on 29 February is 14 on the 1st of March.
    let day =
        Date::new(year, birth.month(), birth.day()).or_else(|_| Date::new(year, 3, 1)).ok()?;
    Some(rules.policy.clock.at(day, Time::midnight()))
}

fn risk(walk: &Walk<'_>, rules: &Rules<'_>, now: Moment) -> Risk {
    let weights = &rules.policy.risk;
    let today = rules.policy.clock.day(now);
    let mut risk = Risk::default();
    if let Some(since) = walk.absent_since() {
        let days =
            i32::try_from(rules.calendar.school_days_between(since, today)).unwrap_or(i32::MAX);
        risk.add("absence_days", days.saturating_mul(weights.absence_day).min(weights.absence_max));
    }
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let earlier = i32::try_from(walk.previous_dropouts).unwrap_or(i32::MAX);
    risk.add("previous_dropout", weights.previous_dropout.saturating_mul(earlier));
    let broken = walk.promises.iter().filter(|p| p.state == PromiseState::Broken).count();
    risk.add("broken_promises", weights.broken_promise.saturating_mul(count(broken)));
    for group in &walk.student.groups {
        risk.add(format!("group.{group}"), weights.groups.get(group).copied().unwrap_or(0));
    }
    if (7..=9).contains(&walk.student.grade) {
        risk.add("junior_secondary", weights.junior_secondary);
    }
    if walk.student.age_on(today) >= 14 {
        risk.add("age_14", weights.age_14);
    }
    if walk.student.guardians.first().is_some_and(|g| !g.away.is_empty()) {
        risk.add("guardian_away", weights.guardian_away);
    }
    for concern in walk.cases.last().map(|c| c.concerns.clone()).unwrap_or_default() {
        risk.add(
            format!("concern.{concern}"),
            weights.concerns.get(&concern).copied().unwrap_or(0),
        );
    }
    risk
}

#[cfg(test)]
mod tests;
