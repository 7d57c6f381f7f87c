//! One student: roster, edited fields, state, and the timeline of facts with where each stands.

use super::around;
use crate::acts::signed_in;
use crate::drafts::{self, Draft};
use crate::photos::{self, Photo};
use crate::store::{FactRow, Refusal, Session, Store, SyncState};
use crate::{Code, Problem};
use doorstep_schema::id::{FactId, FollowUpId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Class, Guardian, School, Student};
use doorstep_schema::state::{
    Rung, StudentState, evaluate, guardians, ladder, photos_refused_since, resolve,
};
use doorstep_schema::wire::v1;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where a fact stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Receipt {
    /// On this phone only.
    OnThisPhone,
    /// Sent and not answered yet.
    Sent,
    /// Durable on the server.
    Accepted,
    /// Refused; see attention.
    Refused {
        /// The server's code.
        code: String,
        /// The field.
        field: String,
        /// What is wrong.
        message: String,
    },
    /// Refused, and replaced by a mended fact.
    Replaced,
    /// Refused, and set aside.
    SetAside,
}

/// A fact of the timeline.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TimelineEntry {
    /// The fact as it was entered.
    pub fact: v1::Fact,
    /// The author's name, empty when it is not known.
    pub author: String,
    /// Whether it was entered on this phone.
    pub own: bool,
    /// Where it stands.
    pub receipt: Receipt,
    /// The fact that withdrew it.
    pub retracted_by: Option<FactId>,
    /// The fact that amended it last.
    pub amended_by: Option<FactId>,
    /// Whether this build can read it.
    pub readable: bool,
    /// Whether the signed-in worker may withdraw it, and amend it unless it is a photo.
    pub may_correct: bool,
    /// The photos that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub photos: Vec<Photo>,
}

/// The student's screen.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StudentScreen {
    /// The student as the roster has them.
    pub student: Student,
    /// The age in full years.
    pub age: i16,
    /// The guardians with what was corrected since.
    pub guardians: Vec<Guardian>,
    /// The school, when the phone has it.
    pub school: Option<School>,
    /// The class, when the phone has it.
    pub class: Option<Class>,
    /// The village's name, empty when it is not known.
    pub village_name: String,
    /// Everything that follows from the facts; edited fields and their conflicts are in `profile`.
    pub state: StudentState,
    /// The ladder in the present absence: each step that has opened, by its owners, and the next one ahead.
    pub ladder: Vec<Rung>,
    /// The follow-ups that are open after their due time.
    pub overdue: Vec<FollowUpId>,
    /// The names of workers who edited, asked, accepted or recorded something, as far as they are known.
    pub names: BTreeMap<WorkerId, String>,
    /// The names of the regions and schools behind the owners of follow-ups, by the owner's text form.
    pub owners: BTreeMap<String, String>,
    /// Whether a guardian refuses photos of the child.
    pub photos_refused: bool,
    /// The kinds of acts that the signed-in worker may record about the student.
    pub may: Vec<String>,
    /// The facts, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// The drafts about the student.
    pub drafts: Vec<Draft>,
    /// Whether the student has left the scope and unsent work keeps the data here.
    pub leaving: bool,
}

/// Returns one student's screen.
///
/// # Errors
/// `unknown_student`, `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn student(store: &Store, id: StudentId, now: Moment) -> Result<StudentScreen, Problem> {
    let session = signed_in(store)?;
    let key = store.find_student_key(id)?.ok_or_else(|| Problem::new(Code::UnknownStudent))?;
    let student = store.student(key)?.ok_or_else(|| Problem::new(Code::UnknownStudent))?;
    let rows = store.facts_of(key)?;
    let counting = counting(&rows);
    let rules = store.rules()?;
    let state = evaluate(&student, &counting, &rules.rules(), now);
    let timeline = timeline(store, &session, rows)?;
    let leaving = store.is_leaving(key)?;
    let ladder = ladder(&student, &state, &rules.policy, now);
    let may = if leaving { Vec::new() } else { around::may(&session, &student, &state) };
    Ok(StudentScreen {
        age: student.age_on(rules.policy.clock.day(now)),
        guardians: guardians(&student, &state.profile),
        overdue: around::overdue(&state, now),
        names: around::names(store, &state, &timeline)?,
        owners: around::owners(store, &state, &ladder)?,
        ladder,
        photos_refused: photos_refused_since(&state.profile).is_some(),
        may,
        school: store.school(student.school)?,
        class: store.class(student.class)?,
        village_name: store.region(student.village)?.map(|r| r.name).unwrap_or_default(),
        drafts: drafts::list(store)?.into_iter().filter(|d| d.student == Some(id)).collect(),
        leaving,
        student,
        state,
        timeline,
    })
}

/// The facts that count: not refused, replaced or set aside.
fn counting(rows: &[FactRow]) -> Vec<v1::Fact> {
    let counts = |row: &&FactRow| {
        matches!(row.state, SyncState::Waiting | SyncState::Sent | SyncState::Accepted)
    };
    rows.iter().filter(counts).map(|row| row.fact.clone()).collect()
}

/// Shows facts with where each stands; of one student's facts all are given.
pub(super) fn timeline(
    store: &Store,
    session: &Session,
    rows: Vec<FactRow>,
) -> Result<Vec<TimelineEntry>, Problem> {
    let resolved = resolve(&counting(&rows));
    let mut photos = photos::of_student(store, &rows)?;
    let mut timeline = Vec::with_capacity(rows.len());
    for row in rows {
        let told = resolved.told.iter().find(|t| t.id == row.fact.id);
        timeline.push(TimelineEntry {
            author: store.worker(row.fact.author)?.map(|w| w.name).unwrap_or_default(),
            own: row.own,
            may_correct: may_correct(session, &row)
                && !resolved.retracted.contains_key(&row.fact.id)
                && !resolved.unreadable.contains(&row.fact.id),
            receipt: receipt(row.state, store.refusal(row.key)?),
            retracted_by: resolved.retracted.get(&row.fact.id).copied(),
            amended_by: told.and_then(|t| t.amended_by),
            photos: photos.remove(&row.fact.id).unwrap_or_default(),
            readable: !resolved.unreadable.contains(&row.fact.id),
            fact: row.fact,
        });
    }
    Ok(timeline)
}

/// Tells whether the worker may correct a fact: their own, and one that the server did not refuse.
fn may_correct(session: &Session, row: &FactRow) -> bool {
    let counts = matches!(row.state, SyncState::Waiting | SyncState::Sent | SyncState::Accepted);
    counts
        && row.fact.author == session.subject
        && !matches!(row.fact.kind.as_str(), "amendment" | "retraction" | "draft_discarded")
}

/// Says where a fact stands.
pub(super) fn receipt(state: SyncState, refusal: Option<Refusal>) -> Receipt {
    match state {
        SyncState::Waiting => Receipt::OnThisPhone,
        SyncState::Sent => Receipt::Sent,
        SyncState::Accepted => Receipt::Accepted,
        SyncState::Refused => {
            let Refusal { code, field, message } = refusal.unwrap_or_default();
            Receipt::Refused { code, field, message }
        }
        SyncState::Replaced => Receipt::Replaced,
        SyncState::SetAside => Receipt::SetAside,
    }
}
