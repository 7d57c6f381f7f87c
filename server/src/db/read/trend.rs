//! How many follow-ups were open and overdue at moments of the past, from when each opened, was due and closed.

use super::area::Area;
use super::filter::Filter;
use crate::db::{Columns, Error, Tx};

/// What was open at a moment.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Stood {
    /// Opened and not closed yet.
    pub open: i64,
    /// Of these, past their due time.
    pub overdue: i64,
}

/// Counts what stood open in an area of one county at each of some moments, in milliseconds and ascending.
///
/// # Errors
/// When the database refuses.
pub async fn stood(tx: &mut Tx, area: Area, moments: &[i64]) -> Result<Vec<Stood>, Error> {
    let Some(first) = moments.first() else { return Ok(Vec::new()) };
    let mut filter = Filter::default();
    let places: Vec<String> = moments.iter().map(|at| filter.number(*at)).collect();
    let first = filter.number(*first);
    area.narrow(&mut filter, "f");
    let sums = places.iter().map(|at| {
        let open = format!("f.opened_at <= {at} AND (f.closed_at IS NULL OR f.closed_at > {at})");
        let sum = |condition: &str| {
            format!("CAST(COALESCE(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) AS BIGINT)")
        };
        format!("{}, {}", sum(&open), sum(&format!("{open} AND f.due_at < {at}")))
    });
    // Two partial indexes: what is open now, and what was closed since the first moment.
    let rows = |which: &str| {
        format!(
            "SELECT f.opened_at, f.due_at, f.closed_at FROM follow_up f WHERE {which} AND {}",
            filter.sql()
        )
    };
    let sql = format!(
        "SELECT {} FROM ({} UNION ALL {}) f",
        sums.collect::<Vec<_>>().join(", "),
        rows("f.is_open"),
        rows(&format!("f.closed_at IS NOT NULL AND NOT f.is_open AND f.closed_at > {first}"))
    );
    let Columns(counts) = filter.bind(tx.query(sql)).one().await?;
    let stood = |pair: &[i64]| Stood { open: pair[0], overdue: pair[1] };
    Ok(counts.chunks_exact(2).map(stood).collect())
}
