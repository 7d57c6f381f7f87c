//! What the stories are written with: the cast, the days, the dice, and the steps so far.

use super::{Deed, Handling, Step};
use crate::dice::{Dice, Purpose};
use crate::regions::COUNTY;
use crate::roster::Roster;
use crate::roster::stage::SLIPPING;
use doorstep_schema::fact::{Act, Met, PromiseMade, Visit};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::{Clock, Moment, plus_days};
use doorstep_schema::people::{Department, Role, Status};
use doorstep_schema::place::Place;
use doorstep_schema::region::Level;
use doorstep_schema::state::Reason;
use jiff::civil::{Date, time};
use std::collections::BTreeMap;

/// Who answers for a student.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crew {
    pub(super) teacher: usize,
    pub(super) principal: usize,
    pub(super) committee: usize,
    pub(super) township: usize,
}

/// Writes the steps of stories.
pub(super) struct Pen<'a> {
    pub(super) roster: &'a Roster,
    pub(super) dice: Dice,
    /// The school days of the history.
    pub(super) days: Vec<Date>,
    ids: Dice,
    now: Moment,
    steps: Vec<Step>,
    crew: Vec<Crew>,
    /// Students with an absence story; each has one at a time, and long ones only one.
    taken: Vec<Option<Date>>,
}

impl<'a> Pen<'a> {
    pub(super) fn new(roster: &'a Roster, seed: u64, now: Moment) -> Self {
        let by_scope: BTreeMap<(Role, &str), usize> = roster
            .workers
            .iter()
            .enumerate()
            .rev()
            .map(|(n, w)| ((w.role, w.scope.as_str()), n))
            .collect();
        let find =
            |role, scope: String| by_scope.get(&(role, scope.as_str())).copied().unwrap_or(0);
        let crew = roster.students.iter().map(|student| {
            let class = roster.class_of(student);
            let school = &roster.schools[class.school];
            let township = student.village.at(Level::Township).unwrap_or(student.village);
            Crew {
                teacher: find(Role::Teacher, class.scope(school)),
                principal: find(Role::Principal, format!("school:{}", school.code)),
                committee: find(Role::Committee, format!("region:{}", student.village)),
                township: find(Role::Township, format!("region:{township}")),
            }
        });
        Self {
            roster,
            dice: Dice::new(seed, Purpose::Script, 0),
            days: roster.year.school_days(),
            ids: Dice::new(seed, Purpose::Facts, 0),
            now,
            steps: Vec::new(),
            crew: crew.collect(),
            taken: vec![None; roster.students.len()],
        }
    }

    pub(super) fn finish(self) -> Vec<Step> {
        self.steps
    }

    pub(super) fn crew(&self, student: usize) -> Crew {
        self.crew[student]
    }

    pub(super) fn department(&self, department: Department) -> Option<usize> {
        self.roster.worker_of(Role::Department, &format!("department:{COUNTY}/{department}"))
    }

    /// Tells whether the student's village lets work lie.
    pub(super) fn slips(&self, student: usize) -> bool {
        SLIPPING.contains(&self.roster.students[student].village.as_str())
    }

    /// Takes a student for an absence from one day to another, if they are free then.
    pub(super) fn take(&mut self, student: usize, from: Date, until: Date) -> bool {
        let of = &self.roster.students[student];
        let free =
            of.status == Status::Enrolled && self.taken[student].is_none_or(|busy| busy < from);
        if free {
            self.taken[student] = Some(until);
        }
        free
    }

    /// Tells whether the student has had no absence that ends after a day.
    pub(super) fn is_present(&self, student: usize, day: Date) -> bool {
        self.roster.students[student].status == Status::Enrolled
            && self.taken[student].is_none_or(|busy| busy < day)
    }

    /// A moment of a day between two times, on China's clock.
    pub(super) fn moment(&mut self, day: Date, from: (i8, i8), to: (i8, i8)) -> Moment {
        let at = |(h, m)| Clock::CHINA.at(day, time(h, m, 0, 0));
        let (low, high) = (at(from).ms(), at(to).ms());
        Moment::from_ms(self.dice.between(low, high))
    }

    /// The school day that is `ahead` school days after the one at `place`.
    pub(super) fn school_day(&self, place: usize, ahead: usize) -> Date {
        let last = self.days.last().copied().unwrap_or(self.roster.year.today);
        let beyond = (place + ahead + 1).saturating_sub(self.days.len());
        self.days.get(place + ahead).copied().unwrap_or_else(|| {
            let n = u16::try_from(beyond + 1).unwrap_or(u16::MAX);
            let day = self.roster.year.calendar.nth_school_day(last, n);
            day.unwrap_or_else(|| plus_days(last, i64::try_from(beyond).unwrap_or(0)))
        })
    }

    /// Writes an act; one that lies after the history's end did not happen yet.
    pub(super) fn act(
        &mut self,
        at: Moment,
        by: usize,
        student: usize,
        act: Act,
    ) -> Option<FactId> {
        self.step(at, by, Some(student), Deed::Record(Box::new(act)))
    }

    /// Writes work on a follow-up; it needs to know what others did.
    pub(super) fn work(
        &mut self,
        at: Moment,
        by: usize,
        student: usize,
        (reason, step): (Reason, Option<u8>),
        handling: Handling,
    ) {
        self.step(at, by, Some(student), Deed::Work(reason, step, handling));
        self.informed();
    }

    pub(super) fn step(
        &mut self,
        at: Moment,
        by: usize,
        about: Option<usize>,
        deed: Deed,
    ) -> Option<FactId> {
        let entropy = self.ids.bytes();
        let step =
            Step { at, by, about, with: None, deed, entropy, urgent: false, informed: false };
        let id = step.fact();
        // Kept even when it lies ahead, so that a later `urgent` never marks another step.
        self.steps.push(step);
        if at > self.now {
            self.steps.pop();
            return None;
        }
        Some(id)
    }

    /// The latest step is sent the same evening.
    pub(super) fn urgent(&mut self, written: Option<FactId>) {
        self.mark(written, |step| step.urgent = true);
    }

    /// The latest step was made with a companion.
    pub(super) fn with(&mut self, written: Option<FactId>, companion: usize) {
        self.mark(written, |step| step.with = Some(companion));
    }

    /// Whoever made the latest step had synced that morning.
    pub(super) fn informed(&mut self) {
        if let Some(step) = self.steps.last_mut() {
            step.informed = true;
        }
    }

    fn mark(&mut self, written: Option<FactId>, set: impl FnOnce(&mut Step)) {
        if let Some(step) = self.steps.last_mut().filter(|s| Some(s.fact()) == written) {
            set(step);
        }
    }

    /// A visit at the student's home.
    pub(super) fn visit(&mut self, student: usize, met: Met) -> Visit {
        let home = &self.roster.students[student];
        let (lat, lon) = (home.lat, home.lon);
        let jitter = |dice: &mut Dice| dice.swing() * 0.0004;
        let accuracy = f64::from(u32::try_from(self.dice.between(4, 40)).unwrap_or(10));
        let lat = lat + jitter(&mut self.dice);
        let lon = lon + jitter(&mut self.dice);
        Visit { place: Some(Place { lat, lon, accuracy }), ..Visit::met(met) }
    }

    /// A promise to bring the child back by a day.
    pub(super) fn promise_back(&mut self, by: Date) -> PromiseMade {
        let text = self.dice.pick(&[
            "家长答应送孩子返校",
            "奶奶答应周一前送孩子回校",
            "父亲答应打电话劝孩子回校",
            "母亲答应请亲戚把孩子送到学校",
        ]);
        PromiseMade { text: text.to_owned(), by, returns: true }
    }
}
