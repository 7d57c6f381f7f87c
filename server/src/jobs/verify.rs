//! Proving that every derived row follows from the facts, and deriving all of them anew.

use crate::acts::rules::RuleBook;
use crate::db::projections::{self, Change, Counts, Rows};
use crate::db::{Db, Error, Tx, counter, evidence, facts, files, states, students};
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::evaluate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// What `verify` found.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Report {
    /// Students that were compared.
    pub students: usize,
    /// Students whose next change is due and not made yet; their rows are not compared.
    pub pending: usize,
    /// Rows that are not as the facts say.
    pub changes: Vec<Change>,
}

/// How many students are compared at once.
const BATCH: i64 = 500;

/// Derives every row from the facts and compares it with what is stored, from one snapshot; writes nothing.
///
/// # Errors
/// When the database refuses or a stored fact does not read.
pub async fn verify(db: &Db, rules: &RuleBook, now: Moment) -> Result<Report, Error> {
    let mut tx = db.read().await?;
    let mut report = Report::default();
    let mut counts = Counts::new();
    let mut after = StudentId(Uuid::nil());
    loop {
        let page = states::page(&mut tx, after, BATCH).await?;
        let Some((_, last)) = page.last() else { break };
        after = *last;
        let ids: Vec<StudentId> = page.into_iter().map(|(_, id)| id).collect();
        let stored = projections::load(&mut tx, &ids).await?;
        for (key, count) in projections::rollup_of(&stored.follow_ups) {
            *counts.entry(key).or_default() += count;
        }
        let (stored, pending) = without_pending(stored, now);
        let settled: Vec<StudentId> = ids.into_iter().filter(|id| !pending.contains(id)).collect();
        report.students += settled.len();
        report.pending += pending.len();
        let derived = derive_as_stored(&mut tx, rules, &settled, &stored, now).await?;
        report.changes.extend(projections::compare(&stored, &derived));
    }
    report.changes.extend(evidence::compare(&mut tx).await?);
    report.changes.extend(projections::orphans(&mut tx).await?);
    report.changes.extend(projections::compare_counts(&mut tx, &counts).await?);
    Ok(report)
}

/// Takes away the rows of students whose next change is due.
fn without_pending(mut stored: Rows, now: Moment) -> (Rows, BTreeSet<StudentId>) {
    let is_due = |at: Option<i64>| at.is_some_and(|at| at <= now.ms());
    let due =
        stored.states.iter().filter(|s| is_due(s.next_change_at)).map(|s| StudentId(s.student));
    let due: BTreeSet<StudentId> = due.collect();
    let settled = |student: Uuid| !due.contains(&StudentId(student));
    stored.states.retain(|row| settled(row.student));
    stored.cases.retain(|row| settled(row.student));
    stored.follow_ups.retain(|row| settled(row.student));
    stored.referrals.retain(|row| settled(row.student));
    stored.promises.retain(|row| settled(row.student));
    (stored, due)
}

/// Derives the rows of students at the very moments at which the stored ones were derived.
async fn derive_as_stored(
    tx: &mut Tx,
    rules: &RuleBook,
    ids: &[StudentId],
    stored: &Rows,
    now: Moment,
) -> Result<Rows, Error> {
    let moments: HashMap<Uuid, i64> =
        stored.states.iter().map(|s| (s.student, s.evaluated_at)).collect();
    let roster = students::find(tx, ids).await?;
    let all = facts::of_students(tx, ids).await?;
    let mut derived = Rows::default();
    for id in ids {
        let Some(student) = roster.get(id) else { continue };
        let held = rules.of(tx, student.county).await?;
        let at = moments.get(&id.0).map_or(now, |at| Moment::from_ms(*at));
        let facts = all.get(id).map_or(&[][..], Vec::as_slice);
        let state = evaluate(student, facts, &held.rules(), at);
        projections::derive(student, &state, held.policy.clock, at, &mut derived);
    }
    Ok(derived)
}

/// Throws every derived row away and derives it anew, county by county, each in one transaction.
///
/// # Errors
/// When the database refuses; counties done before stay done.
pub async fn rebuild(db: &Db, rules: &RuleBook, now: Moment) -> Result<usize, Error> {
    let mut tx = db.read().await?;
    let mut by_county: BTreeMap<RegionCode, Vec<StudentId>> = BTreeMap::new();
    let mut after = StudentId(Uuid::nil());
    loop {
        let page = states::page(&mut tx, after, BATCH).await?;
        let Some((_, last)) = page.last() else { break };
        after = *last;
        for (county, student) in page {
            by_county.entry(county).or_default().push(student);
        }
    }
    for county in files::counties(&mut tx).await? {
        by_county.entry(county).or_default();
    }
    drop(tx);
    let mut done = 0;
    for (county, ids) in by_county {
        let mut tx = db.write().await?;
        counter::take(&mut tx, county, 0).await?;
        projections::clear(&mut tx, county).await?;
        evidence::rebuild(&mut tx, county).await?;
        for batch in ids.chunks(usize::try_from(BATCH).unwrap_or(500)) {
            super::due::evaluate_again(&mut tx, rules, batch, now).await?;
        }
        tx.commit().await?;
        done += ids.len();
    }
    Ok(done)
}

#[cfg(test)]
mod tests;
