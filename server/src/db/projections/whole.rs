//! Looking at the projections as a whole: rows of nobody, counts, and clearing.

use super::rollup::Counts;
use super::save::Change;
use crate::db::{Error, Tx};
use doorstep_schema::region::RegionCode;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The projections' tables with their keys.
const TABLES: [(&str, &str); 5] = [
    ("student_state", "student"),
    ("student_case", "id"),
    ("follow_up", "id"),
    ("referral", "id"),
    ("promise", "id"),
];

/// Lists rows about students that do not exist.
///
/// # Errors
/// When the database refuses.
pub async fn orphans(tx: &mut Tx) -> Result<Vec<Change>, Error> {
    let mut found = Vec::new();
    for (table, key) in TABLES {
        let sql = format!(
            "SELECT p.{key} FROM {table} p
            WHERE NOT EXISTS (SELECT 1 FROM student s WHERE s.id = p.student)"
        );
        let rows: Vec<(Uuid,)> = tx.query(sql).all().await?;
        let change = |(key,): (Uuid,)| Change { table, key: key.to_string(), kind: "unfounded" };
        found.extend(rows.into_iter().map(change));
    }
    Ok(found)
}

/// Compares the stored counts by due day with those of the stored follow-ups.
///
/// # Errors
/// When the database refuses.
pub async fn compare_counts(tx: &mut Tx, expected: &Counts) -> Result<Vec<Change>, Error> {
    let sql = "SELECT county, kind, id, due_day, open_count FROM overdue_day WHERE open_count <> 0";
    let rows: Vec<(String, String, String, i64, i64)> = tx.query(sql).all().await?;
    let rows = rows.into_iter().map(|(county, kind, id, day, n)| ((county, kind, id, day), n));
    let mut stored: BTreeMap<(String, String, String, i64), i64> = rows.collect();
    let mut found = Vec::new();
    let mut change = |county: &str, kind: &str, id: &str, day: i64, what| {
        let key = format!("{county}/{kind}/{id}/{day}");
        found.push(Change { table: "overdue_day", key, kind: what });
    };
    for ((county, kind, id, day), count) in expected {
        match stored.remove(&(county.clone(), (*kind).to_owned(), id.clone(), *day)) {
            Some(n) if n == *count => {}
            Some(_) => change(county, kind, id, *day, "different"),
            None if *count == 0 => {}
            None => change(county, kind, id, *day, "missing"),
        }
    }
    for (county, kind, id, day) in stored.into_keys() {
        change(&county, &kind, &id, day, "unfounded");
    }
    Ok(found)
}

/// Removes every derived row of a county.
///
/// # Errors
/// When the database refuses.
pub async fn clear(tx: &mut Tx, county: RegionCode) -> Result<(), Error> {
    let tables = TABLES.iter().map(|(table, _)| *table);
    for table in tables.chain(["overdue_day"]) {
        let sql = format!("DELETE FROM {table} WHERE county = $1");
        tx.query(sql).bind(county.to_string()).execute().await?;
    }
    Ok(())
}
