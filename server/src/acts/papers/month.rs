//! A school's month: every student evaluated as of its beginning and its end, and counted.

use super::student::owner_named;
use crate::acts::rules::Held;
use crate::db::read::papers;
use crate::db::{Error, Tx, facts, students};
use doorstep_schema::fact::Act;
use doorstep_schema::id::{ClassId, SchoolId, StudentId};
use doorstep_schema::moment::{Moment, days_between};
use doorstep_schema::people::{Status, Student};
use doorstep_schema::state::{FollowUp, Owner, StudentState, evaluate, resolve};
use doorstep_schema::wire::v1;
use jiff::civil::{Date, Time};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// The students that are evaluated at once.
const BATCH: i64 = 200;

/// A month of a school, up to now when it has not ended.
#[derive(Clone, Debug)]
pub struct Month {
    /// The last day that is counted.
    pub until: Date,
    on_roll: [usize; 2],
    suspected: usize,
    dropped: usize,
    returned: usize,
    due: usize,
    done: usize,
    /// Follow-ups overdue for 1-3, 4-7, 8-30 and more days.
    overdue: [usize; 4],
    /// Open cases, the highest step first.
    cases: Vec<Open>,
}

/// An open case.
#[derive(Clone, Debug)]
struct Open {
    name: String,
    class: ClassId,
    status: Status,
    absent_since: Option<Date>,
    step: Option<u8>,
    /// Whose turn it is, by when, and whether that has passed.
    next: Option<(Owner, Moment, bool)>,
}

/// The days that are counted.
struct Span {
    first: Date,
    until: Date,
    start: Moment,
    end: Moment,
}

impl Month {
    /// Counts the month that begins on a day, as of now or its end.
    ///
    /// # Errors
    /// When the database refuses or a stored row does not read.
    pub async fn count(
        tx: &mut Tx,
        held: &Held,
        school: SchoolId,
        first: Date,
        now: Moment,
    ) -> Result<Self, Error> {
        let clock = held.policy.clock;
        let last = first.last_of_month();
        let until = last.min(clock.day(now));
        let end = clock.end_of(last).min(now);
        let span = Span { first, until, start: clock.at(first, Time::midnight()), end };
        let mut month = Self {
            until,
            on_roll: [0; 2],
            suspected: 0,
            dropped: 0,
            returned: 0,
            due: 0,
            done: 0,
            overdue: [0; 4],
            cases: Vec::new(),
        };
        let mut after = StudentId(Uuid::nil());
        loop {
            let ids = papers::students_of(tx, school, after, BATCH).await?;
            let Some(last) = ids.last() else { break };
            after = *last;
            let roster = students::find(tx, &ids).await?;
            let mut all = facts::of_students(tx, &ids).await?;
            for id in ids {
                let Some(student) = roster.get(&id) else { continue };
                month.add(student, &all.remove(&id).unwrap_or_default(), held, &span);
            }
            // A large school does not keep the thread from everybody else.
            tokio::task::yield_now().await;
        }
        month.cases.sort_by_key(|case| (std::cmp::Reverse(case.step), case.absent_since));
        Ok(month)
    }

    /// Counts a student.
    fn add(&mut self, student: &Student, facts: &[v1::Fact], held: &Held, span: &Span) {
        let as_of = |at: Moment| {
            let known: Vec<v1::Fact> =
                facts.iter().filter(|fact| fact.happened_at <= at).cloned().collect();
            evaluate(student, &known, &held.rules(), at)
        };
        let (before, state) = (as_of(span.start), as_of(span.end));
        self.on_roll[0] +=
            usize::from(is_on_roll(before.status.now) && student.known_since <= span.first);
        self.on_roll[1] += usize::from(is_on_roll(state.status.now));
        self.suspected += usize::from(state.status.now == Status::SuspectedDropout);
        self.dropped += usize::from(state.status.now == Status::DroppedOut);
        let clock = held.policy.clock;
        let counted = resolve(facts).told;
        let within = |at: Moment| (span.first..=span.until).contains(&clock.day(at));
        let back = |act: &Act| matches!(act, Act::ReturnToClass(back) if (span.first..=span.until).contains(&back.day));
        let visited =
            counted.iter().any(|told| matches!(told.act, Act::Visit(_)) && within(told.at));
        let waits = state.visit_due.is_some_and(|due| due.due <= span.until);
        self.returned += usize::from(counted.iter().any(|told| back(&told.act)));
        self.done += usize::from(visited);
        self.due += usize::from(visited || waits);
        self.add_case(student, &state, held, span);
    }

    fn add_case(&mut self, student: &Student, state: &StudentState, held: &Held, span: &Span) {
        let Some(case) = state.open_case() else { return };
        let clock = held.policy.clock;
        let open = || case.follow_ups.iter().filter(|work| work.state.is_open());
        for work in open().filter(|work| work.is_overdue(span.end)) {
            let days = days_between(clock.day(work.due_at), span.until);
            let age = match days {
                ..=3 => 0,
                4..=7 => 1,
                8..=30 => 2,
                _ => 3,
            };
            self.overdue[age] += 1;
        }
        let next: Option<&FollowUp> = open().min_by_key(|work| work.due_at);
        self.cases.push(Open {
            name: student.name.clone(),
            class: student.class,
            status: state.status.now,
            absent_since: case.absent_since,
            step: case.step,
            next: next.map(|work| (work.owner, work.due_at, work.is_overdue(span.end))),
        });
    }

    /// Returns the classes of the open cases.
    #[must_use]
    pub fn classes(&self) -> Vec<ClassId> {
        self.cases.iter().map(|case| case.class).collect()
    }

    /// Returns the owners of what comes next in the open cases.
    #[must_use]
    pub fn owners(&self) -> Vec<Owner> {
        self.cases.iter().filter_map(|case| Some(case.next?.0)).collect()
    }

    /// Writes the month down, with names of owners and classes.
    #[must_use]
    pub fn data(
        &self,
        held: &Held,
        owners: &HashMap<String, String>,
        classes: &HashMap<ClassId, String>,
    ) -> Value {
        let clock = held.policy.clock;
        let cases = self.cases.iter().map(|case| {
            json!({
                "name": case.name,
                "class": classes.get(&case.class),
                "status": case.status.as_str(),
                "absent_since": case.absent_since,
                "step": case.step,
                "owner": case.next.map(|(owner, ..)| owner_named(&owner, owners)),
                "due_at": case.next.map(|(_, due, _)| clock.day(due)),
                "late": case.next.is_some_and(|(.., late)| late),
            })
        });
        let [few, week, month, more] = self.overdue;
        json!({
            "roll": {
                "start": self.on_roll[0], "now": self.on_roll[1], "suspected": self.suspected,
                "dropped": self.dropped, "returned": self.returned,
            },
            "visits": { "due": self.due, "done": self.done },
            "overdue": { "1-3": few, "4-7": week, "8-30": month, "over_30": more },
            "cases": cases.collect::<Value>(),
        })
    }
}

/// Tells whether a student of that status is on the school's roll.
fn is_on_roll(status: Status) -> bool {
    !matches!(
        status,
        Status::NotEnrolled | Status::Transferred | Status::Graduated | Status::Deceased
    )
}
