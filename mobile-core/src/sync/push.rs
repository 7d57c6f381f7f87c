//! Sending facts in batches, and taking the receipts.

use super::Report;
use super::call::Call;
use super::reply::{Answer, Understood};
use crate::Problem;
use crate::project::reevaluate;
use crate::store::{FactRow, Key, Refusal, Session, Store, StudentKey, SyncState};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::{cbor, v1};
use std::collections::BTreeSet;

/// The most bytes of facts in a push, before compression.
const MAX_BYTES: usize = 256 * 1024;

/// Returns the next batch; its facts are marked as sent, and are sent again until they are answered.
pub(super) fn call(
    store: &Store,
    session: &Session,
) -> Result<Option<(Vec<FactId>, Call)>, Problem> {
    let limit = store.meta::<usize>(Key::PushLimit)?.unwrap_or(v1::MAX_PUSH).clamp(1, v1::MAX_PUSH);
    let mut rows = store.unsent(i64::try_from(limit).unwrap_or(1))?;
    let mut bytes = 0;
    let fits = rows.iter().take_while(|row| {
        bytes += cbor::encode(&row.fact).len();
        bytes <= MAX_BYTES
    });
    let fits = fits.count().max(1);
    rows.truncate(fits);
    if rows.is_empty() {
        return Ok(None);
    }
    store.write(|store| {
        rows.iter().try_for_each(|row| store.set_fact_state(row.key, SyncState::Sent, None))
    })?;
    let ids = rows.iter().map(|row| row.fact.id).collect();
    let push = v1::Push { facts: rows.into_iter().map(|row| row.fact).collect() };
    Ok(Some((ids, Call::packed("/v1/push", session, &push))))
}

/// Applies the receipts; they must be for this very batch.
pub(super) fn take(
    store: &Store,
    ids: &[FactId],
    answer: &Answer,
    report: &mut Report,
    now: Moment,
) -> Result<Understood, Problem> {
    if let (Answer::Problem { status: 400 | 413 | 422, code, violation, .. }, [id]) = (answer, ids)
    {
        // The server cannot read even this one fact alone: it must not hold up the others.
        let mut violation = violation.clone();
        if let Some(violation) = &mut violation {
            violation.code.clone_from(code);
        }
        let receipt = v1::Receipt { id: *id, outcome: v1::Outcome::Refused, problem: violation };
        apply(store, &[receipt], report, now)?;
        return Ok(Understood::Yes);
    }
    let Some(push) = answer.value::<v1::PushAnswer>() else { return Ok(Understood::Lost) };
    if push.receipts.iter().map(|r| r.id).ne(ids.iter().copied()) {
        return Ok(Understood::Lost);
    }
    apply(store, &push.receipts, report, now)?;
    store.set_meta(Key::ClockOffset, &(push.now.ms() - now.ms()))?;
    store.clear_meta(Key::PushLimit)?;
    Ok(Understood::Yes)
}

fn apply(
    store: &Store,
    receipts: &[v1::Receipt],
    report: &mut Report,
    now: Moment,
) -> Result<(), Problem> {
    let mut changed: BTreeSet<StudentKey> = BTreeSet::new();
    for receipt in receipts {
        let Some(row) = store.find_fact(receipt.id)? else { continue };
        if !matches!(row.state, SyncState::Waiting | SyncState::Sent) {
            continue;
        }
        if receipt.outcome == v1::Outcome::Refused {
            refuse(store, &row, receipt)?;
            report.refused += 1;
            changed.extend(row.student);
        } else {
            store.set_fact_state(row.key, SyncState::Accepted, None)?;
            report.accepted += 1;
        }
    }
    changed.into_iter().try_for_each(|key| reevaluate(store, key, now))?;
    Ok(())
}

fn refuse(store: &Store, row: &FactRow, receipt: &v1::Receipt) -> Result<(), Problem> {
    let refusal = match &receipt.problem {
        Some(v) => {
            Refusal { code: v.code.clone(), field: v.field.clone(), message: v.message.clone() }
        }
        None => Refusal { code: "refused".to_owned(), ..Refusal::default() },
    };
    Ok(store.set_fact_state(row.key, SyncState::Refused, Some(&refusal))?)
}

/// A smaller batch next time: the network may not carry this one, or one fact in it is bad.
pub(super) fn shrink(store: &Store, sent: usize) -> Result<(), Problem> {
    Ok(store.set_meta(Key::PushLimit, &(sent / 2).max(1))?)
}
