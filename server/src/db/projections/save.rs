//! Bringing stored rows in line with derived ones, and telling where they differ.

use super::rollup;
use super::rows::{FollowUpRow, Rows, StateRow};
use super::table::{self, Projected};
use crate::db::{Error, Tx};
use doorstep_schema::id::StudentId;
use std::collections::HashMap;
use uuid::Uuid;

/// A stored row that is not as the facts say.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Change {
    /// The table.
    pub table: &'static str,
    /// The row's key.
    pub key: String,
    /// `missing`, `different` or `unfounded`.
    pub kind: &'static str,
}

/// Reads the stored rows of the students.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn load(tx: &mut Tx, students: &[StudentId]) -> Result<Rows, Error> {
    Ok(Rows {
        states: table::load(tx, students).await?,
        cases: table::load(tx, students).await?,
        follow_ups: table::load(tx, students).await?,
        referrals: table::load(tx, students).await?,
        promises: table::load(tx, students).await?,
    })
}

/// What is to be written so that stored rows become the derived ones.
struct Difference<T> {
    save: Vec<T>,
    remove: Vec<Uuid>,
    changes: Vec<Change>,
}

fn difference<T: Projected>(
    stored: &[T],
    derived: &[T],
    same: fn(&T, &T) -> bool,
) -> Difference<T> {
    let mut left: HashMap<Uuid, &T> = stored.iter().map(|row| (row.key(), row)).collect();
    let mut found = Difference { save: Vec::new(), remove: Vec::new(), changes: Vec::new() };
    let change = |key: Uuid, kind| Change { table: T::TABLE, key: key.to_string(), kind };
    for row in derived {
        match left.remove(&row.key()) {
            Some(before) if before == row => {}
            Some(before) => {
                if !same(before, row) {
                    found.changes.push(change(row.key(), "different"));
                }
                found.save.push(row.clone());
            }
            None => {
                found.changes.push(change(row.key(), "missing"));
                found.save.push(row.clone());
            }
        }
    }
    for key in left.into_keys() {
        found.changes.push(change(key, "unfounded"));
        found.remove.push(key);
    }
    found
}

/// Tells whether two states differ in nothing but when they were derived.
fn same_state(a: &StateRow, b: &StateRow) -> bool {
    StateRow { evaluated_at: b.evaluated_at, ..a.clone() } == *b
}

/// Tells where the stored rows are not the derived ones.
#[must_use]
pub fn compare(stored: &Rows, derived: &Rows) -> Vec<Change> {
    let mut found = difference(&stored.states, &derived.states, same_state).changes;
    found.extend(difference(&stored.cases, &derived.cases, PartialEq::eq).changes);
    found.extend(difference(&stored.follow_ups, &derived.follow_ups, PartialEq::eq).changes);
    found.extend(difference(&stored.referrals, &derived.referrals, PartialEq::eq).changes);
    found.extend(difference(&stored.promises, &derived.promises, PartialEq::eq).changes);
    found
}

/// Brings the stored rows of the same students in line with the derived ones, and the counts with them.
///
/// # Errors
/// When the database refuses.
pub async fn save(tx: &mut Tx, stored: &Rows, derived: &Rows) -> Result<(), Error> {
    write(tx, difference(&stored.states, &derived.states, same_state)).await?;
    write(tx, difference(&stored.cases, &derived.cases, PartialEq::eq)).await?;
    write(tx, difference(&stored.referrals, &derived.referrals, PartialEq::eq)).await?;
    write(tx, difference(&stored.promises, &derived.promises, PartialEq::eq)).await?;
    let follow_ups = difference(&stored.follow_ups, &derived.follow_ups, PartialEq::eq);
    let mut counts = rollup::Counts::new();
    let before: HashMap<Uuid, &FollowUpRow> = stored.follow_ups.iter().map(|r| (r.id, r)).collect();
    let changed = follow_ups.save.iter().map(|r| r.id).chain(follow_ups.remove.iter().copied());
    changed.filter_map(|id| before.get(&id)).for_each(|row| rollup::count(&mut counts, row, -1));
    follow_ups.save.iter().for_each(|row| rollup::count(&mut counts, row, 1));
    write(tx, follow_ups).await?;
    rollup::add(tx, counts).await
}

async fn write<T: Projected>(tx: &mut Tx, difference: Difference<T>) -> Result<(), Error> {
    table::remove::<T>(tx, &difference.remove).await?;
    table::save(tx, &difference.save).await
}
