//! One's own earlier fact is amended or retracted; the record keeps both.

use super::record::timely;
use super::{record, signed_in};
use crate::store::SyncState;
use crate::{Code, Entry, Problem, Store};
use doorstep_schema::fact::{Act, Amendment, Retraction};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Moment;

/// Amends an own fact with the whole corrected payload.
///
/// # Errors
/// `unknown_fact`; `not_permitted` for another's fact; `wrong_state` for a correction, a sealed photo or a refused
/// fact (mend that one under attention); `invalid` when the payload does not fit the fact's kind.
pub fn amend(store: &mut Store, entry: &Entry, amendment: Amendment) -> Result<FactId, Problem> {
    let (student, kind, happened_at) = own(store, amendment.of)?;
    if kind == "evidence_photo" {
        return Err(Problem::at(Code::WrongState, "payload.of"));
    }
    let act = Act::read(&kind, &amendment.payload)
        .map_err(|_| Problem::at(Code::Invalid, "payload.payload"))?;
    if let Some(violation) = act.check().first() {
        return Err(Problem::violation(violation));
    }
    timely(store, &act, amendment.happened_at.unwrap_or(happened_at))?;
    record(store, entry, student, entry.now, Act::Amendment(amendment))
}

/// Withdraws an own fact; it stays in the record and counts no more.
///
/// # Errors
/// As [`amend`] says.
pub fn retract(
    store: &mut Store,
    entry: &Entry,
    of: FactId,
    reason: &str,
) -> Result<FactId, Problem> {
    let (student, ..) = own(store, of)?;
    let act = Act::Retraction(Retraction { of, reason: reason.to_owned() });
    record(store, entry, student, entry.now, act)
}

fn own(store: &Store, of: FactId) -> Result<(Option<StudentId>, String, Moment), Problem> {
    let session = signed_in(store)?;
    let row = store.find_fact(of)?.ok_or_else(|| Problem::at(Code::UnknownFact, "payload.of"))?;
    if row.fact.author != session.subject {
        return Err(Problem::new(Code::NotPermitted));
    }
    let counts = matches!(row.state, SyncState::Waiting | SyncState::Sent | SyncState::Accepted);
    if !counts || matches!(row.fact.kind.as_str(), "amendment" | "retraction") {
        return Err(Problem::at(Code::WrongState, "payload.of"));
    }
    Ok((row.fact.student, row.fact.kind, row.fact.happened_at))
}
