//! `GET /v1/students/{id}`: one student: roster, state as the rules in force have it, and the timeline of facts.

use super::extract::{Format, PathId};
use crate::acts::push::Whereabouts;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::read::{names, students as read};
use crate::db::{Tx, students};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{ACTS_ABOUT_A_STUDENT, Action, Resource};
use doorstep_schema::id::{DeviceId, FactId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Standing, Student, Worker};
use doorstep_schema::state::{Referral, ReferralState, StudentState, Told, evaluate, resolve};
use doorstep_schema::waiting::{Stands, Waiting, waiting};
use doorstep_schema::wire::v1;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap};

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// The roster's record, the identity number masked.
    student: Student,
    /// What people call the places.
    names: Names,
    /// The state at `as_of`.
    state: StudentState,
    /// Every fact, oldest first.
    timeline: Vec<Entry>,
    /// What the student waits for beside the follow-ups of the case.
    waiting: Option<Waiting>,
    /// What the caller may do about the student: kinds of acts, and looks that are logged.
    may: Vec<&'static str>,
    /// When the state was derived.
    as_of: Moment,
}

/// The names of a student's places; nothing where one is not on file.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Names {
    pub(super) school: Option<String>,
    pub(super) class: Option<String>,
    pub(super) village: Option<String>,
    pub(super) township: Option<String>,
}

/// A fact in the timeline.
#[derive(Clone, Debug, Serialize)]
struct Entry {
    id: FactId,
    kind: String,
    author: Author,
    device: DeviceId,
    /// When it happened, as last amended.
    happened_at: Moment,
    /// When it was entered on the device.
    entered_at: Moment,
    /// When the server received it.
    received_at: Moment,
    /// What was done, as last amended.
    payload: Map<String, Value>,
    /// What was entered first, where an amendment holds now.
    #[serde(skip_serializing_if = "Option::is_none")]
    entered: Option<Map<String, Value>>,
    /// The amendment that holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    amended_by: Option<FactId>,
    /// The retraction that withdrew it.
    #[serde(skip_serializing_if = "Option::is_none")]
    retracted_by: Option<FactId>,
    /// Whether the payload does not fit its kind; it counts for nothing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unreadable: bool,
}

/// Who did it; a worker whom the database does not know has no name.
#[derive(Clone, Debug, Serialize)]
struct Author {
    id: WorkerId,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
}

/// A student's record, facts and state at one moment.
pub(super) struct Seen {
    pub(super) student: Student,
    pub(super) facts: Vec<(Moment, v1::Fact)>,
    pub(super) state: StudentState,
    pub(super) clock: doorstep_schema::moment::Clock,
    /// Where the student stands, which decided that the caller may read.
    known: Whereabouts,
}

/// Answers the student.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    let as_of = app.now();
    let mut tx = app.db.read().await?;
    let seen = see(&app, &mut tx, &caller, StudentId(id), as_of).await?;
    let names = places(&mut tx, &seen.student).await?;
    let authors: BTreeSet<WorkerId> = seen.facts.iter().map(|(_, fact)| fact.author).collect();
    let authors = names::workers(&mut tx, &authors.into_iter().collect::<Vec<_>>()).await?;
    let waiting = waits(&mut tx, &seen).await?;
    drop(tx);
    let may = may(&caller, &seen.known);
    let timeline = timeline(seen.facts, &authors);
    let (student, state) = (seen.student, seen.state);
    Ok(format.answer(&Answer { student, names, state, timeline, waiting, may, as_of }))
}

/// Finds what the student waits for.
async fn waits(tx: &mut Tx, seen: &Seen) -> Result<Option<Waiting>, Problem> {
    let unanswered = |referral: &Referral| referral.state == ReferralState::Sent;
    Ok(waiting(Stands {
        status: seen.state.status.now,
        grade: Some(i64::from(seen.student.grade)),
        gone_on: read::gone_on(tx, seen.student.class).await?,
        unanswered: seen.state.referrals.iter().any(unanswered),
    }))
}

/// What is done from a student's page beside the acts that a phone begins there.
const BESIDE: [(&str, Action); 4] = [
    ("referral_answered", Action::AnswerReferral),
    ("evidence_explained", Action::ExplainPhoto),
    ("export_photo", Action::ExportPhoto),
    ("unmask_identity", Action::UnmaskIdentity),
];

/// Lists what the caller may do about a student.
fn may(caller: &Caller, known: &Whereabouts) -> Vec<&'static str> {
    let resource = Resource::Student(&known.now, &known.referred);
    let all = ACTS_ABOUT_A_STUDENT.into_iter().chain(BESIDE);
    let permitted = all.filter(|(_, action)| caller.demand(*action, &resource).is_ok());
    permitted.map(|(word, _)| word).collect()
}

/// Evaluates a student whom the caller may read.
pub(super) async fn see(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    id: StudentId,
    now: Moment,
) -> Result<Seen, Problem> {
    let known = demanded(tx, caller, Action::ReadStudent, id).await?;
    let student = students::find(tx, &[id]).await?.remove(&id).ok_or_else(Problem::not_found)?;
    let facts = read::facts(tx, id).await?;
    let held = app.rules.of(tx, student.county).await?;
    let told: Vec<v1::Fact> = facts.iter().map(|(_, fact)| fact.clone()).collect();
    let state = evaluate(&student, &told, &held.rules(), now);
    Ok(Seen { student, facts, state, clock: held.policy.clock, known })
}

/// Demands that the caller may do the action to a student; returns where the student stands.
pub(super) async fn demand(
    tx: &mut Tx,
    caller: &Caller,
    action: Action,
    id: StudentId,
) -> Result<Standing, Problem> {
    Ok(demanded(tx, caller, action, id).await?.now)
}

async fn demanded(
    tx: &mut Tx,
    caller: &Caller,
    action: Action,
    id: StudentId,
) -> Result<Whereabouts, Problem> {
    let known = students::whereabouts(tx, id).await?.ok_or_else(Problem::not_found)?;
    caller.demand(action, &Resource::Student(&known.now, &known.referred))?;
    Ok(known)
}

/// Finds what people call a student's places.
pub(super) async fn places(tx: &mut Tx, student: &Student) -> Result<Names, Problem> {
    let township = student.village.parent().map(|code| code.to_string()).unwrap_or_default();
    let village = student.village.to_string();
    let mut regions = names::regions(tx, &[village.clone(), township.clone()]).await?;
    Ok(Names {
        school: names::schools(tx, &[student.school]).await?.remove(&student.school),
        class: names::classes(tx, &[student.class]).await?.remove(&student.class),
        village: regions.remove(&village),
        township: regions.remove(&township),
    })
}

fn timeline(facts: Vec<(Moment, v1::Fact)>, authors: &HashMap<WorkerId, Worker>) -> Vec<Entry> {
    let wire: Vec<v1::Fact> = facts.iter().map(|(_, fact)| fact.clone()).collect();
    let resolved = resolve(&wire);
    let told: HashMap<FactId, &Told> = resolved.told.iter().map(|told| (told.id, told)).collect();
    let mut facts = facts;
    facts.sort_by_key(|(_, fact)| {
        (told.get(&fact.id).map_or(fact.happened_at, |told| told.at), fact.hlc, fact.id)
    });
    let entry = |(received_at, fact): (Moment, v1::Fact)| {
        let told = told.get(&fact.id);
        let amended = told.filter(|told| told.amended_by.is_some());
        let author = authors.get(&fact.author);
        let payload = amended.map(|told| told.act.payload());
        Entry {
            id: fact.id,
            kind: fact.kind,
            author: Author {
                id: fact.author,
                name: author.map(|worker| worker.name.clone()),
                role: author.map(|worker| worker.role.as_str()),
            },
            device: fact.device,
            happened_at: told.map_or(fact.happened_at, |told| told.at),
            entered_at: fact.entered_at,
            received_at,
            entered: payload.is_some().then(|| fact.payload.clone()),
            payload: payload.unwrap_or(fact.payload),
            amended_by: amended.and_then(|told| told.amended_by),
            retracted_by: resolved.retracted.get(&fact.id).copied(),
            unreadable: resolved.unreadable.contains(&fact.id),
        }
    };
    facts.into_iter().map(entry).collect()
}
