//! The overdue board: open follow-ups counted by age, from the rollup and today's part of the index.

use super::filter::Filter;
use crate::db::{Error, Tx};
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use std::collections::BTreeMap;

/// The counts of one group.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Ages {
    /// Open follow-ups.
    pub open: i64,
    /// Due earlier today.
    pub age_0: i64,
    /// Due 1 to 3 days ago.
    pub age_1_3: i64,
    /// Due 4 to 7 days ago.
    pub age_4_7: i64,
    /// Due 8 to 30 days ago.
    pub age_8_30: i64,
    /// Due more than 30 days ago.
    pub age_over_30: i64,
    /// The earliest day on which something overdue was due, in days since 1970-01-01.
    pub oldest_day: Option<i64>,
}

impl Ages {
    /// Returns how many are overdue.
    #[must_use]
    pub const fn overdue(&self) -> i64 {
        self.age_0 + self.age_1_3 + self.age_4_7 + self.age_8_30 + self.age_over_30
    }

    /// Adds another group's counts.
    pub fn add(&mut self, other: &Self) {
        self.open += other.open;
        self.age_0 += other.age_0;
        self.age_1_3 += other.age_1_3;
        self.age_4_7 += other.age_4_7;
        self.age_8_30 += other.age_8_30;
        self.age_over_30 += other.age_over_30;
        self.oldest_day = [self.oldest_day, other.oldest_day].into_iter().flatten().min();
    }
}

#[derive(FromRow)]
struct AgesRow {
    id: String,
    open: i64,
    age_1_3: i64,
    age_4_7: i64,
    age_8_30: i64,
    age_over_30: i64,
    oldest_day: Option<i64>,
}

/// The time at which ages are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct At {
    /// Today on the region's clock, in days since 1970-01-01.
    pub today: i64,
    /// When today began, in milliseconds.
    pub midnight: i64,
    /// Now, in milliseconds.
    pub now: i64,
}

/// Counts the groups of a kind (`county`, `township`, `village`, `school`, `owner`) in a county or above;
/// `prefix` narrows groups that are regions.
///
/// # Errors
/// When the database refuses.
pub async fn groups(
    tx: &mut Tx,
    region: RegionCode,
    kind: &str,
    prefix: Option<RegionCode>,
    at: At,
) -> Result<BTreeMap<String, Ages>, Error> {
    let mut filter = Filter::default();
    let county = filter.within("county", region);
    filter.and(county);
    let place = filter.text(kind);
    filter.and(format!("kind = {place}"));
    if let Some(prefix) = prefix {
        let condition = filter.within("id", prefix);
        filter.and(condition);
    }
    let today = filter.number(at.today);
    let ages = |from: i64, to: i64| {
        format!(
            "CAST(SUM(CASE WHEN {today} - due_day BETWEEN {from} AND {to} THEN open_count ELSE 0 END) AS BIGINT)"
        )
    };
    let sql = format!(
        "SELECT id, CAST(SUM(open_count) AS BIGINT) AS open, {} AS age_1_3, {} AS age_4_7, {} AS age_8_30,
            {} AS age_over_30,
            MIN(CASE WHEN due_day < {today} AND open_count > 0 THEN due_day END) AS oldest_day
        FROM overdue_day WHERE {} GROUP BY id ORDER BY id",
        ages(1, 3),
        ages(4, 7),
        ages(8, 30),
        ages(31, 1_000_000),
        filter.sql()
    );
    let rows: Vec<AgesRow> = filter.bind(tx.query(sql)).all().await?;
    let mut found: BTreeMap<String, Ages> = rows
        .into_iter()
        .filter(|row| row.open > 0)
        .map(|row| {
            let ages = Ages {
                open: row.open,
                age_0: 0,
                age_1_3: row.age_1_3,
                age_4_7: row.age_4_7,
                age_8_30: row.age_8_30,
                age_over_30: row.age_over_30,
                oldest_day: row.oldest_day,
            };
            (row.id, ages)
        })
        .collect();
    for (id, count) in today_of(tx, region, kind, at).await? {
        if let Some(ages) = found.get_mut(&id) {
            ages.age_0 = count;
            ages.oldest_day = ages.oldest_day.or(Some(at.today));
        }
    }
    Ok(found)
}

/// Counts what was due earlier today.
async fn today_of(tx: &mut Tx, region: RegionCode, kind: &str, at: At) -> Result<Vec<(String, i64)>, Error> {
    let column = match kind {
        "township" => "township",
        "village" => "village",
        "school" => return today_of_schools(tx, region, at).await,
        "owner" => "owner",
        _ => "county",
    };
    let mut filter = Filter::default();
    let county = filter.within("county", region);
    filter.and(county);
    let (midnight, now) = (filter.number(at.midnight), filter.number(at.now));
    filter.and(format!("is_open AND due_at >= {midnight} AND due_at < {now}"));
    let sql = format!(
        "SELECT {column}, CAST(COUNT(*) AS BIGINT) FROM follow_up WHERE {} GROUP BY {column}",
        filter.sql()
    );
    filter.bind(tx.query(sql)).all().await
}

/// Schools apart: SQLite keeps their ids as bytes.
async fn today_of_schools(tx: &mut Tx, region: RegionCode, at: At) -> Result<Vec<(String, i64)>, Error> {
    let mut filter = Filter::default();
    let county = filter.within("county", region);
    filter.and(county);
    let (midnight, now) = (filter.number(at.midnight), filter.number(at.now));
    filter.and(format!("is_open AND due_at >= {midnight} AND due_at < {now}"));
    let sql = format!(
        "SELECT school, CAST(COUNT(*) AS BIGINT) FROM follow_up WHERE {} GROUP BY school",
        filter.sql()
    );
    let rows: Vec<(uuid::Uuid, i64)> = filter.bind(tx.query(sql)).all().await?;
    Ok(rows.into_iter().map(|(id, count)| (id.to_string(), count)).collect())
}

/// Lists the names of regions, by code, in a region.
///
/// # Errors
/// When the database refuses.
pub async fn region_names(tx: &mut Tx, region: RegionCode) -> Result<BTreeMap<String, String>, Error> {
    let mut filter = Filter::default();
    let condition = filter.within("code", region);
    filter.and(condition);
    let sql = format!("SELECT code, name FROM region WHERE {}", filter.sql());
    let rows: Vec<(String, String)> = filter.bind(tx.query(sql)).all().await?;
    Ok(rows.into_iter().collect())
}

/// A school with its region, and the classes in it, as a board groups by them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SchoolPlace {
    /// The name.
    pub name: String,
    /// The region that it lies in.
    pub region: String,
}

/// Lists the schools of a region by the text of their ids.
///
/// # Errors
/// When the database refuses.
pub async fn schools(tx: &mut Tx, region: RegionCode) -> Result<BTreeMap<String, SchoolPlace>, Error> {
    let mut filter = Filter::default();
    let condition = filter.within("region", region);
    filter.and(condition);
    let sql = format!("SELECT id, name, region FROM school WHERE {}", filter.sql());
    let rows: Vec<(uuid::Uuid, String, String)> = filter.bind(tx.query(sql)).all().await?;
    Ok(rows.into_iter().map(|(id, name, region)| (id.to_string(), SchoolPlace { name, region })).collect())
}

/// Lists the school, grade and number of the classes of a county or above, by the text of their ids.
///
/// # Errors
/// When the database refuses.
pub async fn classes(tx: &mut Tx, region: RegionCode) -> Result<BTreeMap<String, (String, i64, i64)>, Error> {
    let mut filter = Filter::default();
    let condition = filter.within("county", region);
    filter.and(condition);
    let sql = format!("SELECT id, school, grade, number FROM class WHERE {}", filter.sql());
    let rows: Vec<(uuid::Uuid, uuid::Uuid, i64, i64)> = filter.bind(tx.query(sql)).all().await?;
    let named = rows.into_iter();
    Ok(named.map(|(id, school, grade, number)| (id.to_string(), (school.to_string(), grade, number))).collect())
}
