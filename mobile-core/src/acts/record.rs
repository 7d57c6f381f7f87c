//! The way of every act: checked, permitted, written with a clock reading, told to the student's head.

use crate::photos::seal;
use crate::project::reevaluate;
use crate::store::{Key, Session, Store, StudentKey, SyncState};
use crate::{Code, Entry, Problem};
use doorstep_schema::access::{Action, Actor, Resource, action_of, permits, roles};
use doorstep_schema::fact::{Act, Fact};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{FactId, FollowUpId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Department, Role, Scope, Student};
use doorstep_schema::state::{FollowUp, StudentState, evaluate};
use doorstep_schema::wire::v1;

/// How far ahead of the device's clock an act may claim to have happened: a day.
const MAX_AHEAD_MS: i64 = 86_400_000;

/// Records an act about a student, or about none for a venue; the same entry again changes nothing.
///
/// # Errors
/// `not_signed_in`, `unknown_student`, `not_permitted`, `unknown_follow_up`, `invalid` with the field.
pub fn record(
    store: &mut Store,
    entry: &Entry,
    student: Option<StudentId>,
    happened_at: Moment,
    act: Act,
) -> Result<FactId, Problem> {
    record_within(store, entry, student, happened_at, act)
}

/// Records an act within a transaction that does more.
pub(crate) fn record_within(
    store: &Store,
    entry: &Entry,
    student: Option<StudentId>,
    happened_at: Moment,
    act: Act,
) -> Result<FactId, Problem> {
    store.write(|store| write(store, entry, student, happened_at, act, false))
}

/// Records an act that finishes work begun before the student left the scope.
pub(crate) fn record_leaving(
    store: &Store,
    entry: &Entry,
    student: Option<StudentId>,
    happened_at: Moment,
    act: Act,
) -> Result<FactId, Problem> {
    store.write(|store| write(store, entry, student, happened_at, act, true))
}

/// Returns the session of the worker who has signed in.
pub(crate) fn signed_in(store: &Store) -> Result<Session, Problem> {
    if store.meta::<Moment>(Key::Revoked)?.is_some() {
        return Err(Problem::new(Code::Revoked));
    }
    store.session()?.ok_or_else(|| Problem::new(Code::NotSignedIn))
}

/// Refuses what can't have been so on the day on which it happened.
pub(super) fn timely(store: &Store, act: &Act, happened_at: Moment) -> Result<(), Problem> {
    let day = store.rules()?.policy.clock.day(happened_at);
    act.untimely(day).map_or(Ok(()), |violation| Err(Problem::violation(&violation)))
}

fn write(
    store: &Store,
    entry: &Entry,
    student: Option<StudentId>,
    happened_at: Moment,
    act: Act,
    leaving: bool,
) -> Result<FactId, Problem> {
    let session = signed_in(store)?;
    let id = entry.id();
    if let Some(known) = store.find_fact(id)? {
        let same = known.own && known.fact.kind == act.kind() && known.fact.student == student;
        return if same { Ok(id) } else { Err(Problem::at(Code::WrongState, "entropy")) };
    }
    if let Some(violation) = act.check().first() {
        return Err(Problem::violation(violation));
    }
    if happened_at.ms() > entry.now.ms().saturating_add(MAX_AHEAD_MS) {
        return Err(Problem::at(Code::Invalid, "happened_at"));
    }
    timely(store, &act, happened_at)?;
    let about = student.map(|s| find_student(store, s)).transpose()?;
    match &about {
        Some((key, _)) if !leaving && store.is_leaving(*key)? => {
            return Err(Problem::new(Code::NotPermitted));
        }
        Some((key, student)) => permit(store, &session, &act, *key, student, entry.now)?,
        None => permit_alone(&session, &act)?,
    }
    let of = about.as_ref().map(|(_, student)| student);
    let fact = draw_up(store, &session, entry, of, happened_at, act)?;
    let fact = seal(store, fact)?;
    store.add_fact(&v1::Fact::from(&fact), true, SyncState::Waiting)?;
    store.set_meta(Key::Hlc, &fact.hlc)?;
    if let Some((key, _)) = about {
        reevaluate(store, key, entry.now)?;
    }
    Ok(id)
}

/// Makes the fact of an act as it would be stored now.
pub(crate) fn draw_up(
    store: &Store,
    session: &Session,
    entry: &Entry,
    about: Option<&Student>,
    happened_at: Moment,
    act: Act,
) -> Result<Fact, Problem> {
    Ok(Fact {
        id: entry.id(),
        author: session.subject,
        device: session.device,
        county: about.map_or(session.county, |student| student.county),
        student: about.map(|student| student.id),
        happened_at,
        entered_at: entry.now,
        hlc: store.meta::<Hlc>(Key::Hlc)?.unwrap_or_default().tick(entry.now),
        act,
    })
}

/// Finds a student of the roster.
pub(crate) fn find_student(store: &Store, id: StudentId) -> Result<(StudentKey, Student), Problem> {
    let key = store.find_student_key(id)?;
    let student = key.map(|k| store.student(k)).transpose()?.flatten();
    key.zip(student).ok_or_else(|| Problem::new(Code::UnknownStudent))
}

fn state(
    store: &Store,
    key: StudentKey,
    student: &Student,
    now: Moment,
) -> Result<StudentState, Problem> {
    let rules = store.rules()?;
    Ok(evaluate(student, &store.counting_facts(key)?, &rules.rules(), now))
}

fn permit(
    store: &Store,
    session: &Session,
    act: &Act,
    key: StudentKey,
    student: &Student,
    now: Moment,
) -> Result<(), Problem> {
    let action = action_of(act).ok_or_else(|| Problem::new(Code::NotPermitted))?;
    let scopes: Vec<Scope> = session.scope.iter().map(|a| a.scope).collect();
    let actor = Actor { role: session.worker.role, scopes: &scopes };
    let standing = student.standing();
    let worked = worked_on(act);
    // Only work on a follow-up and a department's reach need to know the student's state.
    let known = (worked.is_some() || actor.role == Role::Department)
        .then(|| state(store, key, student, now))
        .transpose()?;
    let allowed = if let (Some(id), Some(state)) = (worked, &known) {
        let unknown = || Problem::at(Code::UnknownFollowUp, "payload.follow_up");
        let owner = follow_up(state, id).ok_or_else(unknown)?.owner;
        match action {
            Action::WorkFollowUp => permits(&actor, action, &Resource::Queue(&owner, &standing)),
            _ => permits(&actor, action, &Resource::Student(&standing, &[])),
        }
    } else {
        let referrals = known.iter().flat_map(|s| &s.referrals);
        let referred: Vec<Department> = referrals.map(|r| r.department).collect();
        permits(&actor, action, &Resource::Student(&standing, &referred))
    };
    if allowed { Ok(()) } else { Err(Problem::new(Code::NotPermitted)) }
}

/// An act about no student is the role's alone.
fn permit_alone(session: &Session, act: &Act) -> Result<(), Problem> {
    let alone = matches!(
        act,
        Act::VenueReport(_)
            | Act::EvidencePhoto(_)
            | Act::Amendment(_)
            | Act::Retraction(_)
            | Act::DraftDiscarded(_)
    );
    let allowed =
        alone && action_of(act).is_some_and(|action| roles(action).contains(&session.worker.role));
    if allowed { Ok(()) } else { Err(Problem::new(Code::NotPermitted)) }
}

const fn worked_on(act: &Act) -> Option<FollowUpId> {
    match act {
        Act::FollowUpAccepted(a) => Some(a.follow_up),
        Act::FollowUpDone(a) => Some(a.follow_up),
        Act::FollowUpSentBack(a) => Some(a.follow_up),
        Act::FollowUpReassigned(a) => Some(a.follow_up),
        _ => None,
    }
}

fn follow_up(state: &StudentState, id: FollowUpId) -> Option<&FollowUp> {
    state.cases.iter().flat_map(|c| &c.follow_ups).find(|f| f.id == id)
}
