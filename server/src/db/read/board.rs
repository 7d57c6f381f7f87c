//! The overdue board: open follow-ups counted by age, from the rollup and today's part of the index.

use super::area::Area;
use super::filter::Filter;
use crate::db::{Error, Tx, many};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::region::{Level, RegionCode};
use sqlx::FromRow;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The milliseconds of a day on a clock of a fixed offset.
const DAY_MS: i64 = 86_400_000;

/// What the rows of a board are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// Counties.
    County,
    /// Townships of the students' households.
    Township,
    /// Villages of the students' households.
    Village,
    /// Schools.
    School,
    /// Owners of the follow-ups.
    Owner,
}

impl By {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::County, Self::Township, Self::Village, Self::School, Self::Owner];

    /// Returns the word, which is the rollup's kind and the follow-up's column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::Township => "township",
            Self::Village => "village",
            Self::School => "school",
            Self::Owner => "owner",
        }
    }

    /// Finds what a word means.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == text)
    }
}

/// The moment at which ages are counted, on a region's clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct At {
    /// Now.
    now: i64,
    /// Today, in days since 1970-01-01.
    today: i64,
    /// When today began.
    midnight: i64,
}

impl At {
    /// Makes it from a moment and a clock.
    #[must_use]
    pub fn new(now: Moment, clock: Clock) -> Self {
        let day = clock.day(now);
        let midnight = clock.at(day, jiff::civil::Time::midnight()).ms();
        Self { now: now.ms(), today: crate::db::students::day_number(day), midnight }
    }

    /// Returns when a day began.
    const fn start_of(&self, day: i64) -> i64 {
        self.midnight - (self.today - day) * DAY_MS
    }
}

/// Open follow-ups by age; an age is the calendar days from the day on which they were due to today.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Ages {
    /// All that are open.
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
    /// When the oldest of the overdue was due.
    pub oldest_due_at: Option<i64>,
}

impl Ages {
    /// Returns how many are overdue.
    #[must_use]
    pub const fn overdue(&self) -> i64 {
        self.age_0 + self.age_1_3 + self.age_4_7 + self.age_8_30 + self.age_over_30
    }

    /// Adds those of another group.
    pub fn add(&mut self, other: &Self) {
        self.open += other.open;
        self.age_0 += other.age_0;
        self.age_1_3 += other.age_1_3;
        self.age_4_7 += other.age_4_7;
        self.age_8_30 += other.age_8_30;
        self.age_over_30 += other.age_over_30;
        self.oldest_due_at = [self.oldest_due_at, other.oldest_due_at].into_iter().flatten().min();
    }
}

/// What is counted of one group before today.
#[derive(FromRow)]
struct DaysRow<K> {
    key: K,
    open: i64,
    age_1_3: i64,
    age_4_7: i64,
    age_8_30: i64,
    age_over_30: i64,
    oldest_day: Option<i64>,
}

/// What falls due within some time.
#[derive(FromRow)]
struct SpanRow<K> {
    key: K,
    count: i64,
    oldest: i64,
}

/// Counts the groups of an area that lies in one county; groups without an open follow-up are left out.
///
/// # Errors
/// When the database refuses.
pub async fn groups(
    tx: &mut Tx,
    area: Area,
    by: By,
    at: At,
) -> Result<BTreeMap<String, Ages>, Error> {
    let days = days(tx, area, by, at).await?;
    let mut oldest_days: Vec<i64> = days.iter().filter_map(|row| row.oldest_day).collect();
    oldest_days.sort_unstable();
    oldest_days.dedup();
    let mut found = ages_of(days);
    let today = spans(tx, area, by, &[(at.midnight, at.now)]).await?;
    add_today(&mut found, today);
    let starts: Vec<(i64, i64)> =
        oldest_days.iter().map(|day| (at.start_of(*day), at.start_of(*day + 1))).collect();
    for slice in many::slices(&starts) {
        for span in spans(tx, area, by, slice).await? {
            if let Some(ages) = found.get_mut(&span.key) {
                ages.oldest_due_at = ages.oldest_due_at.into_iter().chain([span.oldest]).min();
            }
        }
    }
    Ok(found)
}

fn ages_of(rows: Vec<DaysRow<String>>) -> BTreeMap<String, Ages> {
    let ages = |row: DaysRow<String>| {
        let ages = Ages {
            open: row.open,
            age_0: 0,
            age_1_3: row.age_1_3,
            age_4_7: row.age_4_7,
            age_8_30: row.age_8_30,
            age_over_30: row.age_over_30,
            oldest_due_at: None,
        };
        (row.key, ages)
    };
    rows.into_iter().filter(|row| row.open > 0).map(ages).collect()
}

fn add_today(found: &mut BTreeMap<String, Ages>, spans: Vec<SpanRow<String>>) {
    for span in spans {
        if let Some(ages) = found.get_mut(&span.key) {
            ages.age_0 += span.count;
            ages.oldest_due_at = ages.oldest_due_at.into_iter().chain([span.oldest]).min();
        }
    }
}

/// Counts by day: from the rollup where it keeps what is asked for, otherwise from the open follow-ups.
async fn days(tx: &mut Tx, area: Area, by: By, at: At) -> Result<Vec<DaysRow<String>>, Error> {
    let mut filter = Filter::default();
    let today = filter.number(at.today);
    if rolled(area, by, &mut filter) {
        let sql = format!(
            "SELECT id AS key, {} FROM overdue_day WHERE {} GROUP BY id",
            sums("open_count", &today),
            filter.sql()
        );
        return filter.bind(tx.query(sql)).all().await;
    }
    area.narrow(&mut filter, "f");
    let column = by.as_str();
    let sql = format!(
        "SELECT f.{column} AS key, {} FROM follow_up f WHERE f.is_open AND {} GROUP BY f.{column}",
        sums("1", &today),
        filter.sql()
    );
    let query = filter.bind(tx.query(sql));
    if by != By::School {
        return query.all().await;
    }
    let rows: Vec<DaysRow<Uuid>> = query.all().await?;
    let read = |row: DaysRow<Uuid>| DaysRow {
        key: row.key.to_string(),
        open: row.open,
        age_1_3: row.age_1_3,
        age_4_7: row.age_4_7,
        age_8_30: row.age_8_30,
        age_over_30: row.age_over_30,
        oldest_day: row.oldest_day,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Writes the sums of one group; `weight` is what a row counts.
fn sums(weight: &str, today: &str) -> String {
    let ages = |least: i64, most: i64| {
        format!(
            "CAST(SUM(CASE WHEN {today} - due_day BETWEEN {least} AND {most} THEN {weight} ELSE 0 END) AS BIGINT)"
        )
    };
    format!(
        "CAST(SUM({weight}) AS BIGINT) AS open, {} AS age_1_3, {} AS age_4_7, {} AS age_8_30,
        {} AS age_over_30,
        MIN(CASE WHEN due_day < {today} AND {weight} > 0 THEN due_day END) AS oldest_day",
        ages(1, 3),
        ages(4, 7),
        ages(8, 30),
        ages(31, 1_000_000)
    )
}

/// Narrows to the rollup's rows of the area, where the rollup counts just these groups.
fn rolled(area: Area, by: By, filter: &mut Filter) -> bool {
    let Some(county) = area.county() else { return false };
    let exact = match area {
        Area::Region(code) => match (code.level(), by) {
            (Level::County, _) => None,
            (Level::Township, By::Village) => Some(filter.within("id", code)),
            (Level::Township, By::Township) | (Level::Village, By::Village) => {
                Some(format!("id = {}", filter.text(code.to_string())))
            }
            _ => return false,
        },
        Area::School(id, _) if by == By::School => {
            Some(format!("id = {}", filter.text(id.to_string())))
        }
        Area::School(..) => return false,
    };
    let (county, kind) = (filter.text(county.to_string()), filter.text(by.as_str()));
    filter.and(format!("county = {county} AND kind = {kind}"));
    if let Some(exact) = exact {
        filter.and(exact);
    }
    true
}

/// Counts what is open and due within spans of time, from the index by due time.
async fn spans(
    tx: &mut Tx,
    area: Area,
    by: By,
    spans: &[(i64, i64)],
) -> Result<Vec<SpanRow<String>>, Error> {
    let mut filter = Filter::default();
    let place =
        |(from, to): &(i64, i64)| format!("({}, {})", filter.number(*from), filter.number(*to));
    let places: Vec<String> = spans.iter().map(place).collect();
    area.narrow(&mut filter, "f");
    let column = by.as_str();
    // One look into the index for each span; with OR, SQLite would read all that is open.
    let sql = format!(
        "WITH span (since, until) AS (VALUES {})
        SELECT f.{column} AS key, CAST(COUNT(*) AS BIGINT) AS count, MIN(f.due_at) AS oldest
        FROM span CROSS JOIN follow_up f
        WHERE f.is_open AND f.due_at >= span.since AND f.due_at < span.until AND {} GROUP BY f.{column}",
        places.join(", "),
        filter.sql()
    );
    let query = filter.bind(tx.query(sql));
    if by != By::School {
        return query.all().await;
    }
    let rows: Vec<SpanRow<Uuid>> = query.all().await?;
    let read = |row: SpanRow<Uuid>| SpanRow {
        key: row.key.to_string(),
        count: row.count,
        oldest: row.oldest,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Counts counties, each as a whole, in few statements.
///
/// # Errors
/// When the database refuses.
pub async fn counties(
    tx: &mut Tx,
    counties: &[RegionCode],
    at: At,
) -> Result<BTreeMap<String, Ages>, Error> {
    let mut found = BTreeMap::new();
    for slice in many::slices(counties) {
        let mut filter = Filter::default();
        let today = filter.number(at.today);
        let codes: Vec<String> = slice.iter().map(|code| filter.text(code.to_string())).collect();
        let codes = codes.join(", ");
        let sql = format!(
            "SELECT county AS key, {} FROM overdue_day
            WHERE county IN ({codes}) AND kind = 'county' GROUP BY county",
            sums("open_count", &today)
        );
        found.extend(ages_of(filter.bind(tx.query(sql)).all().await?));
        let mut filter = Filter::default();
        let codes: Vec<String> = slice.iter().map(|code| filter.text(code.to_string())).collect();
        let codes = codes.join(", ");
        let (from, now) = (filter.number(at.midnight), filter.number(at.now));
        // The oldest of a county is the first entry of the index: one look.
        let sql = format!(
            "SELECT c.code AS key,
                (SELECT CAST(COUNT(*) AS BIGINT) FROM follow_up f WHERE f.county = c.code AND f.is_open
                    AND f.due_at >= {from} AND f.due_at < {now}) AS count,
                (SELECT MIN(f.due_at) FROM follow_up f
                    WHERE f.county = c.code AND f.is_open) AS oldest
            FROM county c WHERE c.code IN ({codes})"
        );
        let rows: Vec<(String, i64, Option<i64>)> = filter.bind(tx.query(sql)).all().await?;
        let overdue = |(key, count, oldest): (String, i64, Option<i64>)| {
            let oldest = oldest.filter(|due_at| *due_at < at.now)?;
            Some(SpanRow { key, count, oldest })
        };
        add_today(&mut found, rows.into_iter().filter_map(overdue).collect());
    }
    Ok(found)
}
