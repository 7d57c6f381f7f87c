//! What other rules would change: every student of a county evaluated by the rules that hold and by those that are
//! tried, and compared. Nothing is written.

use super::rules::Held;
use crate::db::{Error, Tx, facts, states, students};
use doorstep_schema::id::{FollowUpId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Status;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::{FollowUp, Rules, StudentState, evaluate};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The students that are evaluated at once.
const BATCH: i64 = 200;
/// The most changes that are listed; all are counted.
const MOST: usize = 200;

/// What the tried rules would change.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Trial {
    /// Students that were evaluated.
    pub students: usize,
    /// Students of whom anything below would change.
    pub changed: usize,
    /// Students whose step of the ladder would change.
    pub steps: usize,
    /// Students whose status would change.
    pub statuses: usize,
    /// Follow-ups that would open.
    pub opened: usize,
    /// Open follow-ups that would close or not have come to be.
    pub closed: usize,
    /// Open follow-ups that would be due at another time or fall to another owner.
    pub moved: usize,
    /// Open follow-ups that are overdue now, and that would be.
    pub overdue: [usize; 2],
    /// The first of the students that would change, by id.
    pub changes: Vec<Change>,
}

/// What would change about one student.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Change {
    /// The student.
    pub student: StudentId,
    /// The name.
    pub name: String,
    /// The step now, and then.
    pub step: [Option<u8>; 2],
    /// The status now, and then.
    pub status: [Status; 2],
    /// Follow-ups that would open.
    pub opened: usize,
    /// Follow-ups that would close.
    pub closed: usize,
    /// Follow-ups that would be due at another time or fall to another owner.
    pub moved: usize,
}

/// Tries rules on every student of a county, as of a moment.
///
/// # Errors
/// When the database refuses or a stored row does not read.
pub async fn trial(
    tx: &mut Tx,
    county: RegionCode,
    held: &Held,
    tried: &Rules<'_>,
    now: Moment,
) -> Result<Trial, Error> {
    let mut found = Trial::default();
    let mut after = StudentId(Uuid::nil());
    loop {
        let ids = states::of_county(tx, county, after, BATCH).await?;
        let Some(last) = ids.last() else { return Ok(found) };
        after = *last;
        let roster = students::find(tx, &ids).await?;
        let all = facts::of_students(tx, &ids).await?;
        for id in ids {
            let Some(student) = roster.get(&id) else { continue };
            let facts = all.get(&id).map_or(&[][..], Vec::as_slice);
            let before = evaluate(student, facts, &held.rules(), now);
            let then = evaluate(student, facts, tried, now);
            found.compare(id, &student.name, &before, &then, now);
        }
        // A large county does not keep the thread from everybody else.
        tokio::task::yield_now().await;
    }
}

impl Trial {
    fn compare(
        &mut self,
        student: StudentId,
        name: &str,
        before: &StudentState,
        then: &StudentState,
        now: Moment,
    ) {
        self.students += 1;
        let (open, opens) = (open(before), open(then));
        let moves = |(id, f): (&FollowUpId, &&FollowUp)| {
            opens.get(id).is_some_and(|then| (then.due_at, &then.owner) != (f.due_at, &f.owner))
        };
        let change = Change {
            student,
            name: name.to_owned(),
            step: [step(before), step(then)],
            status: [before.status.now, then.status.now],
            opened: opens.keys().filter(|id| !open.contains_key(id)).count(),
            closed: open.keys().filter(|id| !opens.contains_key(id)).count(),
            moved: open.iter().filter(|entry| moves(*entry)).count(),
        };
        for (count, of) in self.overdue.iter_mut().zip([&open, &opens]) {
            *count += of.values().filter(|f| f.is_overdue(now)).count();
        }
        let (step, status) =
            (change.step[0] != change.step[1], change.status[0] != change.status[1]);
        self.steps += usize::from(step);
        self.statuses += usize::from(status);
        self.opened += change.opened;
        self.closed += change.closed;
        self.moved += change.moved;
        if step || status || change.opened + change.closed + change.moved > 0 {
            self.changed += 1;
            if self.changes.len() < MOST {
                self.changes.push(change);
            }
        }
    }
}

fn step(state: &StudentState) -> Option<u8> {
    state.open_case().and_then(|case| case.step)
}

fn open(state: &StudentState) -> BTreeMap<FollowUpId, &FollowUp> {
    let all = state.cases.iter().flat_map(|case| &case.follow_ups);
    all.filter(|f| f.state.is_open()).map(|f| (f.id, f)).collect()
}
