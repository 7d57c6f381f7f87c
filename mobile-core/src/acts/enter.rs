//! An act of whatever kind, as a screen or a bridge hands it in: each goes the way of its own kind.

use super::{correction, profile, promise, record, reminder, status};
use crate::{Code, Entry, Problem, Store};
use doorstep_schema::fact::{Act, ProfileField};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Moment;
use serde_json::{Map, Value};

/// Reads the payload of a kind.
///
/// # Errors
/// `invalid` at `kind` when there is no such kind, else at the field of `payload` that does not fit.
pub fn read(kind: &str, payload: &Map<String, Value>) -> Result<Act, Problem> {
    match Act::read(kind, payload) {
        Ok(Act::Unknown) => Err(Problem::at(Code::Invalid, "kind")),
        Ok(act) => Ok(act),
        Err(misfit) => Err(Problem::misfit("payload", &misfit.reason)),
    }
}

/// Records an act that happened at a time, or now. A photo is taken or attached, a draft is discarded, and neither is
/// entered.
///
/// # Errors
/// `invalid` at `student` when the act is about one, at `kind` when it is not entered so; else as the function of its
/// own kind says.
pub fn enter(
    store: &mut Store,
    entry: &Entry,
    student: Option<StudentId>,
    happened_at: Option<Moment>,
    act: Act,
) -> Result<FactId, Problem> {
    let about = || student.ok_or_else(|| Problem::at(Code::Invalid, "student"));
    match act {
        Act::EvidencePhoto(_) | Act::DraftDiscarded(_) | Act::Unknown => {
            Err(Problem::at(Code::Invalid, "kind"))
        }
        Act::Amendment(amendment) => correction::amend(store, entry, amendment),
        Act::Retraction(retraction) => {
            correction::retract(store, entry, retraction.of, &retraction.reason)
        }
        Act::ProfileEdit(edit) => {
            let field = ProfileField::parse(&edit.field);
            let field = field.ok_or_else(|| Problem::at(Code::Invalid, "payload.field"))?;
            profile::edit(store, entry, about()?, field, edit.value)
        }
        Act::PromiseSettled(settled) => {
            promise::settle(store, entry, about()?, settled.promise, settled.kept)
        }
        Act::ReminderDone(done) => reminder::answer(store, entry, about()?, done),
        Act::StatusCheck(answer) => status::check(store, entry, about()?, answer),
        Act::StatusApproval(answer) => status::approve(store, entry, about()?, answer),
        Act::VenueReport(_) => record(store, entry, student, happened_at.unwrap_or(entry.now), act),
        _ => record(store, entry, Some(about()?), happened_at.unwrap_or(entry.now), act),
    }
}
