//! The one function of the house: a student's state from facts, policy, calendar and the time.

use super::ladder::Walk;
use super::{
    Case, Profile, Promise, Referral, Reminder, StatusView, VisitDue, profile, reminder, resolve,
    status, visits,
};
use crate::calendar::Calendar;
use crate::moment::Moment;
use crate::people::Student;
use crate::policy::Policy;
use crate::wire::v1;
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
pub fn evaluate(student: &Student, facts: &[v1::Fact], rules: &Rules<'_>, now: Moment) -> StudentState {
    let _ = (student, facts, rules, now);
    unimplemented!()
}
