//! The policy: ladder, due windows, openings, risk weights, targets and retention, as data.
//!
//! Provinces set different figures, so nothing here is a constant of the code. The shipped default
//! is `data/policy-default.json`.

use crate::evidence::EvidencePolicy;
use crate::indicator::{Key, Unit, Wants};
use crate::message::{self, Templates};
use crate::moment::Clock;
use crate::people::{Concern, Department, Group, Student};
use crate::problem::{Violation, Violations};
use crate::reminding::ReminderPolicy;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The kind of owner that a step falls to; the student's own class, school, village … is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerKind {
    /// The class teacher.
    Class,
    /// The school, that is its principal.
    School,
    /// The village committee.
    Village,
    /// The township.
    Township,
    /// The county's education authority.
    County,
    /// A department of the county.
    Department(Department),
}

/// When a step of the ladder opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opens {
    /// When the absence begins: at the first class of the first day absent.
    OnAbsence,
    /// As soon as another step is proved.
    AfterStep(u8),
    /// At the first class of the n-th school day of absence, when the child is not back.
    OnAbsentDay(u16),
    /// When another step's due time has passed without proof.
    WhenFailed(u8),
    /// When another step's due time has passed, proved or not, and the child is not back.
    WhenNotBack(u8),
    /// When another step is proved or its due time has passed, whichever comes first.
    AfterStepOrDue(u8),
}

/// When an opened step is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// So many minutes after the first class of the day on which it opened.
    AfterFirstClass(u16),
    /// At the end of the work day, so many school days after it opened (0 is the same day).
    EndOfSchoolDay(u16),
    /// At the end of the work day, so many calendar days after it opened.
    Days(u16),
}

/// What proves a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// An absence report.
    AbsenceReport,
    /// A visit that met a guardian or another adult.
    VisitMetAdult,
    /// Two visits, whoever was met.
    TwoTries,
    /// A visit with a committee member.
    JointVisit,
    /// A guardian contact that reached the guardian.
    ContactReached,
    /// The principal's dropout report.
    DropoutReport,
    /// A promise that was kept, or the child back in class.
    PromiseKept,
    /// A served order to rectify.
    OrderServed,
    /// A served penalty decision.
    PenaltyServed,
    /// A court case number.
    LitigationFiled,
    /// Any visit.
    AnyVisit,
    /// The owner's word that it is done.
    Word,
}

/// Since when a fact can prove a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// Since the absence began.
    Absence,
    /// Since the step opened.
    #[default]
    Opened,
}

/// One step of the ladder 升级阶梯.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Step {
    /// The number, from 1, ascending.
    pub step: u8,
    /// The key of its name in the message files.
    pub key: String,
    /// When it opens.
    pub opens: Opens,
    /// Who it falls to; each owner gets a follow-up, one proof closes all.
    pub owners: Vec<OwnerKind>,
    /// When it is due.
    pub due: Due,
    /// What proves it; any one is enough.
    pub proof: Vec<Proof>,
    /// Since when a fact can prove it.
    #[serde(default)]
    pub since: Since,
    /// Whether its proof makes the student a suspected dropout.
    #[serde(default)]
    pub suspects: bool,
}

/// What else opens a follow-up, beside the ladder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opening {
    /// Who it falls to.
    pub owner: OwnerKind,
    /// When it is due.
    pub due: Due,
    /// What proves it.
    pub proof: Vec<Proof>,
}

/// A concern that opens a referral by itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReferralRule {
    /// The concern.
    pub concern: Concern,
    /// The department.
    pub department: Department,
    /// Only when the child is younger than this, in years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under_age: Option<i16>,
}

/// How often a group is visited when nothing is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VisitPeriod {
    /// The groups; empty means every student.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Whether it holds for boarders only.
    #[serde(default)]
    pub boarding: bool,
    /// Whether it holds only while a case is open.
    #[serde(default)]
    pub at_risk: bool,
    /// The period in days; `None` means once a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
}

impl VisitPeriod {
    /// Tells whether it is for a student, leaving open whether a case has to be.
    #[must_use]
    pub fn is_for(&self, student: &Student) -> bool {
        let group =
            self.groups.is_empty() || self.groups.iter().any(|g| student.groups.contains(g));
        group && (!self.boarding || student.boarding)
    }
}

/// Weights of the risk: a transparent sum whose parts the screen shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RiskWeights {
    /// For each school day of the present absence.
    pub absence_day: i32,
    /// The most that absence days can add.
    pub absence_max: i32,
    /// For each earlier dropout.
    pub previous_dropout: i32,
    /// For each broken promise.
    pub broken_promise: i32,
    /// For each group.
    pub groups: BTreeMap<Group, i32>,
    /// For grades 7 to 9.
    pub junior_secondary: i32,
    /// For 14 years and older.
    pub age_14: i32,
    /// For a first guardian who works away.
    pub guardian_away: i32,
    /// For each concern.
    pub concerns: BTreeMap<Concern, i32>,
}

/// A target of an indicator, for all students or one group.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Target {
    /// The indicator's key.
    pub indicator: String,
    /// The group; `None` means all students.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// The least value, in the indicator's own unit; 0 where only the greatest counts.
    #[serde(default)]
    pub at_least: f64,
    /// The greatest value, for indicators that want as little as possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
}

impl Target {
    /// Checks the `i`-th target.
    fn check(&self, i: usize, found: &mut Violations) {
        let at = |field: &str| format!("targets[{i}].{field}");
        let key = Key::parse(&self.indicator);
        found.require(key.is_some(), at("indicator"), "unknown", "there is no such indicator");
        let definition = key.map(Key::definition);
        // A percentage ends at 100; days do not.
        let most = match definition.map(|d| d.unit) {
            Some(Unit::Days) => 3_650.0,
            _ => 100.0,
        };
        let fits = |value: f64| (0.0..=most).contains(&value);
        found.require(
            fits(self.at_least),
            at("at_least"),
            "out_of_range",
            format!("this target is a number from 0 to {most}"),
        );
        found.require(
            self.at_most.is_none_or(fits),
            at("at_most"),
            "out_of_range",
            format!("this target is a number from 0 to {most}"),
        );
        let wants_least = definition.is_some_and(|d| d.wants == Some(Wants::Least));
        found.require(
            !wants_least || self.at_most.is_some(),
            at("at_most"),
            "missing",
            "the less of this indicator the better: its target is the greatest value, at_most",
        );
    }
}

/// The policy of a region and school year.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Policy {
    /// The name, for people.
    pub name: String,
    /// The region's clock.
    pub clock: Clock,
    /// When the first class begins.
    pub first_class: Time,
    /// When the work day ends: what is due "on a day" is due then.
    pub day_end: Time,
    /// The ladder.
    pub ladder: Vec<Step>,
    /// Nobody met at the door: try again.
    pub retry_visit: Opening,
    /// A concern was raised by a visit: the school looks after it.
    pub concern_raised: Opening,
    /// A promise was broken: renew the contact.
    pub broken_promise: Opening,
    /// No visit within the period.
    pub not_visited: Opening,
    /// The profile says: no effective guardian.
    pub no_guardian: Opening,
    /// Concerns that open referrals by themselves.
    pub referrals: Vec<ReferralRule>,
    /// Days in which a department answers a referral.
    pub referral_days: u16,
    /// Departments told as well when a labour referral is rejected or serious.
    pub labour_also: Vec<Department>,
    /// Days after which an unsettled promise counts as broken.
    pub promise_grace_days: u16,
    /// School days that a returned child is watched.
    pub watch_days: u16,
    /// How often groups are visited; the shortest that fits holds.
    pub visit_periods: Vec<VisitPeriod>,
    /// The risk's weights.
    pub risk: RiskWeights,
    /// The targets.
    pub targets: Vec<Target>,
    /// Days that records are kept, by kind of data.
    pub retention_days: BTreeMap<String, u32>,
    /// Days that a phone may work without contact to the server.
    pub lease_days: u16,
    /// A venue nearer to a school than this is marked a breach, in metres.
    pub venue_breach_m: u16,
    /// What counts as passed on an evidence photo.
    #[serde(default)]
    pub evidence: EvidencePolicy,
    /// The near times for which reminders are set.
    #[serde(default)]
    pub reminders: ReminderPolicy,
    /// The templates of messages to guardians, by purpose and language tag; none where the shipped ones do.
    #[serde(default, skip_serializing_if = "Templates::is_empty")]
    pub templates: Templates,
}

impl Policy {
    /// Tells whether a venue so many metres from a school is a breach.
    #[must_use]
    pub fn is_breach(&self, metres: u32) -> bool {
        metres < u32::from(self.venue_breach_m)
    }

    /// Returns the shipped default.
    #[must_use]
    pub fn shipped() -> Self {
        match serde_json::from_str(include_str!("../data/policy-default.json")) {
            Ok(policy) => policy,
            // The file is part of the build and a test reads it.
            Err(error) => unreachable!("the shipped policy does not read: {error}"),
        }
    }

    /// Returns the step of that number.
    #[must_use]
    pub fn step(&self, number: u8) -> Option<&Step> {
        self.ladder.iter().find(|s| s.step == number)
    }

    /// Checks the policy; an empty list means that it can be used.
    #[must_use]
    pub fn check(&self) -> Vec<Violation> {
        let mut found = Violations::default();
        let offset = self.clock.offset_minutes;
        found.require(
            (-840..=840).contains(&offset),
            "clock",
            "out_of_range",
            "a clock is at most 14 hours from UTC",
        );
        found.require(
            self.first_class < self.day_end,
            "day_end",
            "out_of_order",
            "the work day ends after the first class",
        );
        found.require(
            !self.ladder.is_empty(),
            "ladder",
            "missing",
            "a ladder has at least one step",
        );
        for (i, step) in self.ladder.iter().enumerate() {
            let at = |field: &str| format!("ladder[{i}].{field}");
            let before = i.checked_sub(1).and_then(|p| self.ladder.get(p));
            found.require(
                step.step > before.map_or(0, |b| b.step),
                at("step"),
                "out_of_order",
                "steps are numbered upwards from 1",
            );
            found.require(
                !step.owners.is_empty(),
                at("owners"),
                "missing",
                "a step has at least one owner",
            );
            found.require(
                !step.proof.is_empty(),
                at("proof"),
                "missing",
                "a step says what proves it",
            );
            let earlier = match step.opens {
                Opens::AfterStep(n)
                | Opens::WhenFailed(n)
                | Opens::WhenNotBack(n)
                | Opens::AfterStepOrDue(n) => Some(n),
                Opens::OnAbsence | Opens::OnAbsentDay(_) => None,
            };
            found.require(
                earlier.is_none_or(|n| self.ladder.iter().take(i).any(|s| s.step == n)),
                at("opens"),
                "unknown",
                format!(
                    "the step opens on step {}, which does not come before it",
                    earlier.unwrap_or_default()
                ),
            );
        }
        found.require(
            (1..=200).contains(&self.watch_days),
            "watch_days",
            "out_of_range",
            "a returned child is watched 1 to 200 school days",
        );
        found.require(
            self.lease_days >= 1,
            "lease_days",
            "out_of_range",
            "a phone may work at least a day without contact",
        );
        found.require(
            self.evidence.alike_bits <= 7,
            "evidence.alike_bits",
            "out_of_range",
            "pictures that are nearly the same differ in at most 7 bits",
        );
        message::check(&self.templates, &mut found);
        self.reminders.check(&mut found);
        for (i, target) in self.targets.iter().enumerate() {
            target.check(i, &mut found);
        }
        found.0
    }

    /// Reads a policy from JSON and checks it.
    ///
    /// # Errors
    /// A list that says where and how to mend it.
    pub fn read(json: &str) -> Result<Self, Vec<Violation>> {
        let policy: Self = serde_json::from_str(json).map_err(|e| {
            vec![Violation::new(
                format!("line {}, column {}", e.line(), e.column()),
                "unreadable",
                e.to_string(),
            )]
        })?;
        let found = policy.check();
        if found.is_empty() { Ok(policy) } else { Err(found) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_policy_is_sound_and_has_the_eight_steps() {
        let policy = Policy::shipped();
        assert_eq!(policy.check(), []);
        assert_eq!(
            policy.ladder.iter().map(|s| s.step).collect::<Vec<_>>(),
            [1, 2, 3, 4, 5, 6, 7, 8]
        );
        let text = serde_json::to_string(&policy).unwrap();
        assert_eq!(Policy::read(&text).unwrap(), policy);
    }

    #[test]
    fn a_wrong_policy_says_where_and_how_to_mend_it() {
        let mut policy = Policy::shipped();
        policy.ladder[2].step = 2;
        policy.ladder[4].opens = Opens::WhenFailed(9);
        policy.watch_days = 0;
        let text = serde_json::to_string(&policy).unwrap();
        let fields: Vec<_> =
            Policy::read(&text).unwrap_err().into_iter().map(|v| v.field).collect();
        assert_eq!(fields, ["ladder[2].step", "ladder[4].opens", "watch_days"]);
        let torn = Policy::read("{\n \"name\": 5").unwrap_err();
        assert_eq!(torn[0].field, "line 2, column 10");
    }
}
