//! Writing the roster: regions, schools, classes, cohorts, workers and what is assigned to them.

pub mod assignments;
pub mod classes;
pub mod cohorts;
pub mod marks;
pub mod moves;
pub mod regions;
pub mod roll_over;
pub mod schools;
pub mod shapes;
pub mod workers;

use super::students::Put;
use doorstep_schema::region::RegionCode;
use uuid::Uuid;

/// Returns the namespace in which a county's ids are derived from its own codes and numbers.
#[must_use]
pub fn namespace(county: RegionCode) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("doorstep:county:{county}").as_bytes())
}

/// Sorts rows into those to be saved, with their sequence numbers, and counts what became of each.
fn changed<T: Clone>(
    rows: &[T],
    mut next: i64,
    put: &mut Put,
    before: impl Fn(&T) -> Option<bool>,
) -> Vec<(i64, T)> {
    let mut save = Vec::new();
    for row in rows {
        match before(row) {
            Some(true) => {
                put.unchanged += 1;
                continue;
            }
            Some(false) => put.changed += 1,
            None => put.created += 1,
        }
        save.push((next, row.clone()));
        next += 1;
    }
    save
}

/// Counts how many numbers the rows may need.
fn count<T>(rows: &[T]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}
