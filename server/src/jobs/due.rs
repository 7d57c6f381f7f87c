//! The clock's changes: students whose next change has come are evaluated again.

use super::commit::project;
use crate::acts::rules::RuleBook;
use crate::db::{Db, Error, Tx, counter, facts, states, students};
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use std::collections::BTreeMap;

/// How many students are evaluated in one transaction; pushes wait no longer than that takes.
const BATCH: i64 = 200;

/// Evaluates every student whose next change is due at `now`, in small transactions; returns how many.
///
/// # Errors
/// When the database refuses; what was done before stays done.
pub async fn reevaluate(db: &Db, rules: &RuleBook, now: Moment) -> Result<usize, Error> {
    let mut done = 0;
    loop {
        let mut tx = db.read().await?;
        let due = states::due(&mut tx, now, BATCH).await?;
        drop(tx);
        if due.is_empty() {
            return Ok(done);
        }
        let mut by_county: BTreeMap<RegionCode, Vec<StudentId>> = BTreeMap::new();
        for (county, student) in due {
            by_county.entry(county).or_default().push(student);
        }
        for (county, ids) in by_county {
            let mut tx = db.write().await?;
            // The county's row is held, though no number is taken: facts and moves must not come between.
            counter::take(&mut tx, county, 0).await?;
            evaluate_again(&mut tx, rules, &ids, now).await?;
            tx.commit().await?;
            done += ids.len();
        }
    }
}

/// Derives the rows of some students from all their facts and stores them, in the caller's transaction,
/// which holds the counter row of their county.
///
/// # Errors
/// When the database refuses or a stored row does not read.
pub async fn evaluate_again(
    tx: &mut Tx,
    rules: &RuleBook,
    ids: &[StudentId],
    now: Moment,
) -> Result<(), Error> {
    let roster = students::find(tx, ids).await?;
    let all = facts::of_students(tx, ids).await?;
    project(tx, rules, ids, &roster, &all, now).await
}
