//! Open follow-ups counted by due day, for county, township, village, school and owner.

use super::rows::FollowUpRow;
use crate::db::{Error, Tx, many};
use std::collections::BTreeMap;

/// Counts by county, kind, id and due day; ordered, so that rows are always locked in one order.
pub type Counts = BTreeMap<(String, &'static str, String, i64), i64>;

/// Adds `by` to the counts that the follow-up is part of, if it is open.
pub(super) fn count(counts: &mut Counts, row: &FollowUpRow, by: i64) {
    if !row.is_open {
        return;
    }
    let places = [
        ("county", row.county.clone()),
        ("township", row.township.clone()),
        ("village", row.village.clone()),
        ("school", row.school.to_string()),
        ("owner", row.owner.clone()),
    ];
    for (kind, id) in places {
        *counts.entry((row.county.clone(), kind, id, row.due_day)).or_default() += by;
    }
}

/// Counts follow-ups from nothing.
#[must_use]
pub fn rollup_of(rows: &[FollowUpRow]) -> Counts {
    let mut counts = Counts::new();
    for row in rows {
        count(&mut counts, row, 1);
    }
    counts
}

/// Adds the differences to the stored counts.
pub(super) async fn add(tx: &mut Tx, counts: Counts) -> Result<(), Error> {
    let changes: Vec<_> = counts.into_iter().filter(|(_, by)| *by != 0).collect();
    for slice in many::slices(&changes) {
        let sql = format!(
            "INSERT INTO overdue_day (county, kind, id, due_day, open_count) VALUES {}
            ON CONFLICT (county, kind, id, due_day)
            DO UPDATE SET open_count = overdue_day.open_count + excluded.open_count",
            many::places(slice.len(), 5)
        );
        let mut query = tx.query(sql);
        for ((county, kind, id, due_day), by) in slice {
            query =
                query.bind(county.clone()).bind(*kind).bind(id.clone()).bind(*due_day).bind(*by);
        }
        query.execute().await?;
    }
    Ok(())
}
