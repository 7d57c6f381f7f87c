//! One follow-up: what proves it, what can be named as its proof, and what the worker may do with it.

use super::names::{NamedOwner, named};
use super::work::{own_todos, shown};
use super::{TodoKind, Work};
use crate::acts::{find_student, signed_in};
use crate::store::{Session, Store};
use crate::{Code, Problem};
use doorstep_schema::access::{self, Actor, work};
use doorstep_schema::fact::Act;
use doorstep_schema::id::{FactId, FollowUpId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Concern, Guardian, Scope, Standing};
use doorstep_schema::policy::{OwnerKind, Proof};
use doorstep_schema::state::{
    Case, FollowUp, Owner, Risk, Told, evaluate, guardians, proofs, resolve,
};
use serde::Serialize;

/// The most records that are offered as proof.
const MAX_OFFERED: usize = 12;

/// A record that can be named as proof.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OfferedProof {
    /// The record.
    pub fact: FactId,
    /// Its kind.
    pub kind: String,
    /// When it happened.
    pub happened_at: Moment,
    /// Who made it; empty when the phone does not know the name.
    pub author: String,
    /// Whether the signed-in worker made it.
    pub own: bool,
    /// What was said or noted.
    pub words: String,
    /// Whether it proves what is required.
    pub proves: bool,
}

/// What the worker may do with a follow-up as it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[expect(clippy::struct_excessive_bools, reason = "each act may be allowed by itself")]
pub struct FollowUpMay {
    /// Accept it.
    pub accept: bool,
    /// Say that it is done.
    pub complete: bool,
    /// Send it back.
    pub send_back: bool,
    /// Hand it to another owner.
    pub hand_on: bool,
}

/// A follow-up with everything that is done with it.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FollowUpScreen {
    /// The follow-up as a list shows it.
    pub work: Work,
    /// Why the child is watched.
    pub concerns: Vec<Concern>,
    /// What proves it; any one is enough.
    pub required: Vec<Proof>,
    /// Whether the owner's word is enough.
    pub word_is_enough: bool,
    /// The records that can be named as proof, the latest first.
    pub proofs: Vec<OfferedProof>,
    /// The risk with its parts.
    pub risk: Risk,
    /// The guardians.
    pub guardians: Vec<Guardian>,
    /// To whom it goes when it is sent back.
    pub goes_back_to: NamedOwner,
    /// To whom it can be handed.
    pub hand_on_to: Vec<NamedOwner>,
    /// What the worker may do.
    pub may: FollowUpMay,
}

/// Returns one open follow-up of the worker's own queue.
///
/// # Errors
/// `unknown_student`; `unknown_follow_up` when the queue has none, or it is not open any more; `not_signed_in`,
/// `device_revoked`, or when the store cannot be read.
pub fn follow_up(
    store: &Store,
    student: StudentId,
    id: FollowUpId,
    now: Moment,
) -> Result<FollowUpScreen, Problem> {
    let session = signed_in(store)?;
    let (key, student) = find_student(store, student)?;
    let unknown = || Problem::at(Code::UnknownFollowUp, "follow_up");
    let mut own = own_todos(store, Moment::from_ms(i64::MAX), now)?;
    own.retain(|of| of.todo.kind == TodoKind::FollowUp && of.todo.subject == Some(id.0));
    let work = shown(store, own, now)?.pop().ok_or_else(unknown)?;
    let facts = store.counting_facts(key)?;
    let rules = store.rules()?;
    let state = evaluate(&student, &facts, &rules.rules(), now);
    let (case, follow_up) = find(&state.cases, id).ok_or_else(unknown)?;
    let standing = student.standing();
    let may = may(&session, follow_up, &standing);
    let others = [
        OwnerKind::Class,
        OwnerKind::School,
        OwnerKind::Village,
        OwnerKind::Township,
        OwnerKind::County,
    ];
    let others = others.map(|kind| Owner::of(kind, &standing)).into_iter();
    let hand_on_to = others.filter(|owner| may.hand_on && *owner != follow_up.owner);
    Ok(FollowUpScreen {
        work,
        concerns: case.concerns.iter().copied().collect(),
        required: follow_up.required.clone(),
        word_is_enough: follow_up.required.contains(&Proof::Word),
        proofs: offered(store, &session, resolve(&facts).told, case, follow_up)?,
        risk: case.risk.clone(),
        goes_back_to: named(store, follow_up.owner.above(student.county))?,
        hand_on_to: hand_on_to.map(|owner| named(store, owner)).collect::<Result<_, _>>()?,
        may,
        guardians: guardians(&student, &state.profile),
    })
}

fn find(cases: &[Case], id: FollowUpId) -> Option<(&Case, &FollowUp)> {
    let all = cases.iter().flat_map(|case| case.follow_ups.iter().map(move |f| (case, f)));
    all.into_iter().find(|(_, follow_up)| follow_up.id == id)
}

fn may(session: &Session, follow_up: &FollowUp, standing: &Standing) -> FollowUpMay {
    let scopes: Vec<Scope> = session.scope.iter().map(|assignment| assignment.scope).collect();
    let actor = Actor { role: session.worker.role, scopes: &scopes };
    let may = work(&actor, &follow_up.owner, standing, follow_up.state);
    FollowUpMay {
        accept: may.contains(&access::Work::Accept),
        complete: may.contains(&access::Work::Complete),
        send_back: may.contains(&access::Work::SendBack),
        hand_on: may.contains(&access::Work::Reassign),
    }
}

/// Lists what can be named as proof: the records of the case that prove anything at all, and tries.
fn offered(
    store: &Store,
    session: &Session,
    told: Vec<Told>,
    case: &Case,
    follow_up: &FollowUp,
) -> Result<Vec<OfferedProof>, Problem> {
    let mut found: Vec<Told> = told
        .into_iter()
        .filter(|fact| fact.at >= case.opened_at)
        .filter(|fact| {
            matches!(fact.act, Act::GuardianContact(_) | Act::EvidencePhoto(_))
                || !proofs(&fact.act).is_empty()
        })
        .collect();
    found.sort_by_key(|fact| (std::cmp::Reverse(fact.at), fact.id));
    found.truncate(MAX_OFFERED);
    let word = follow_up.required.contains(&Proof::Word);
    let name = |fact: &Told| -> Result<String, Problem> {
        Ok(store.worker(fact.author)?.map(|worker| worker.name).unwrap_or_default())
    };
    found
        .into_iter()
        .map(|fact| {
            let given = proofs(&fact.act);
            Ok(OfferedProof {
                fact: fact.id,
                kind: fact.act.kind().to_owned(),
                happened_at: fact.at,
                author: name(&fact)?,
                own: fact.author == session.subject,
                proves: word || follow_up.required.iter().any(|proof| given.contains(proof)),
                words: words(fact.act),
            })
        })
        .collect()
}

fn words(act: Act) -> String {
    match act {
        Act::GuardianContact(contact) => contact.said,
        Act::Visit(visit) => visit.note,
        Act::NoticeServed(served) => served.number,
        Act::AbsenceReport(report) => report.reason,
        _ => String::new(),
    }
}
