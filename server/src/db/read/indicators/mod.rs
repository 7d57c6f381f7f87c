//! The numbers of indicators and the children behind them, from roster and projections by the same conditions.

mod children;
mod cohorts;
mod terms;

pub use children::{Ask, Child, children, count};
pub use cohorts::{Figures, cohort};

use super::area::Area;
use super::filter::Filter;
use crate::db::{Columns, Error, Tx};
use doorstep_schema::indicator::{Key, Part};
use doorstep_schema::people::Group;
use std::collections::HashMap;
use terms::{AWAY_SINCE, Source, in_group, terms};

/// Whose numbers: the students of an area, or those of them in a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Of {
    /// The area.
    pub area: Area,
    /// The group; every student when `None`.
    pub group: Option<Group>,
}

/// The times that the numbers depend on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct At {
    /// Now, in milliseconds.
    pub now: i64,
    /// When the period that is counted began, in milliseconds.
    pub since: i64,
    /// Today on the region's clock, in days since 1970-01-01.
    pub today: i64,
}

/// Two counts.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Counted {
    /// What fits.
    pub numerator: i64,
    /// What it is compared with.
    pub denominator: i64,
}

/// Counts every indicator that has named children, for all students of an area and any groups of them, with one
/// look at each table; `visited` are the groups that are visited every term, all students when empty.
///
/// # Errors
/// When the database refuses.
pub async fn counts(
    tx: &mut Tx,
    area: Area,
    groups: &[Option<Group>],
    visited: &[Group],
    at: At,
) -> Result<HashMap<(Key, Option<Group>), Counted>, Error> {
    let mut found = HashMap::new();
    for source in Source::ALL {
        let mut filter = Filter::default();
        source.narrow(&mut filter, Of { area, group: None }, at);
        let of_group: Vec<(Option<Group>, String)> = groups
            .iter()
            .map(|group| {
                let condition = group.map(|group| in_group(&mut filter, group));
                (*group, condition.unwrap_or_else(|| "1 = 1".to_owned()))
            })
            .collect();
        let (mut asked, mut columns) = (Vec::new(), Vec::new());
        for key in source.keys() {
            let Some(terms) = terms(key, &mut filter, at, visited) else { continue };
            for (group, condition) in &of_group {
                asked.push((key, *group));
                for part in [Part::Numerator, Part::Denominator] {
                    let fits = format!("{condition} AND {}", terms.of(part));
                    columns.push(format!(
                        "CAST(COALESCE(SUM(CASE WHEN {fits} THEN 1 ELSE 0 END), 0) AS BIGINT)"
                    ));
                }
            }
        }
        let sql = format!(
            "SELECT {} FROM {} WHERE {}",
            columns.join(", "),
            source.tables(),
            filter.sql()
        );
        let Columns(numbers) = filter.bind(tx.query(sql)).one().await?;
        for (key, pair) in asked.into_iter().zip(numbers.chunks_exact(2)) {
            found.insert(key, Counted { numerator: pair[0], denominator: pair[1] });
        }
    }
    Ok(found)
}

/// Lists how long the children who came back since the period began had been away, in milliseconds: from the
/// first step of the ladder in the case to the return.
///
/// # Errors
/// When the database refuses.
pub async fn returns(tx: &mut Tx, of: Of, at: At) -> Result<Vec<i64>, Error> {
    let mut filter = Filter::default();
    Source::Returns.narrow(&mut filter, of, at);
    let sql = format!(
        "SELECT p.opened_at - {AWAY_SINCE} FROM {} WHERE {}",
        Source::Returns.tables(),
        filter.sql()
    );
    let rows: Vec<(i64,)> = filter.bind(tx.query(sql)).all().await?;
    Ok(rows.into_iter().map(|(ms,)| ms).collect())
}
