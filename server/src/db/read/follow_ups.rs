//! Open follow-ups: queues of owners, overdue lists of areas, and one by its id.

use super::area::Area;
use super::filter::Filter;
use crate::db::{Error, Tx};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Owner;
use sqlx::FromRow;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A follow-up with the least that its worker needs to know of the student.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Listed {
    /// The id.
    pub id: Uuid,
    /// The county.
    pub county: String,
    /// The student.
    pub student: Uuid,
    /// The student's name.
    pub name: String,
    /// The case.
    pub case_id: Uuid,
    /// The owner's text.
    pub owner: String,
    /// The student's school.
    pub school: Uuid,
    /// The school's name.
    pub school_name: Option<String>,
    /// The student's class.
    pub class: Uuid,
    /// The class's grade.
    pub grade: Option<i64>,
    /// The class's number.
    pub number: Option<i64>,
    /// The student's village.
    pub village: String,
    /// The village's name.
    pub village_name: Option<String>,
    /// Why it exists.
    pub reason: String,
    /// The step of the ladder.
    pub step: Option<i64>,
    /// When it opened.
    pub opened_at: i64,
    /// When it is due.
    pub due_at: i64,
    /// The state.
    pub state: String,
    /// Whether work is still to be done.
    pub is_open: bool,
    /// Who accepted it.
    pub accepted_by: Option<Uuid>,
    /// The proofs' words, space-separated.
    pub required: String,
    /// Why it was sent back.
    pub sent_back: Option<String>,
    /// The case's risk.
    pub risk: i64,
}

/// Where a page ended; all pages of a list are ordered as of one moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The moment that decides what is overdue on every page.
    pub as_of: Moment,
    /// The last risk.
    pub risk: i64,
    /// The last due time.
    pub due_at: i64,
    /// The last id.
    pub id: Uuid,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}.{}", self.as_of.ms(), self.risk, self.due_at, self.id)
    }
}

impl Place {
    /// Reads the text form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let mut number = || parts.next()?.parse::<i64>().ok();
        let (as_of, risk, due_at) = (Moment::from_ms(number()?), number()?, number()?);
        // Far from the edges, so that a made-up cursor overflows nothing.
        let sound = i32::try_from(risk).is_ok() && Moment::from_ms(due_at).ms() == due_at;
        let id = Uuid::parse_str(parts.next()?).ok()?;
        sound.then_some(Self { as_of, risk, due_at, id })
    }

    /// Returns the place of a listed follow-up.
    #[must_use]
    pub const fn of(listed: &Listed, as_of: Moment) -> Self {
        Self { as_of, risk: listed.risk, due_at: listed.due_at, id: listed.id }
    }
}

/// Which queues to list.
#[derive(Clone, Debug)]
pub struct Queues {
    /// The owners with their counties.
    pub owners: Vec<(RegionCode, Owner)>,
    /// Only follow-ups of this state.
    pub state: Option<&'static str>,
}

/// Which overdue follow-ups to list.
#[derive(Clone, Copy, Debug)]
pub struct Overdue {
    /// About the students of this area.
    pub area: Area,
    /// Only of this owner.
    pub owner: Option<Owner>,
    /// Only about the students of this village or township.
    pub village: Option<RegionCode>,
}

/// The page that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// What is overdue is decided at this moment.
    pub as_of: Moment,
    /// Where the page before ended.
    pub after: Option<Place>,
    /// The most follow-ups.
    pub limit: i64,
}

const COLUMNS: &str = "f.id, f.county, f.student, s.name, f.case_id, f.owner, f.school,
    sc.name AS school_name, f.class, c.grade, c.number, f.village, r.name AS village_name, f.reason,
    f.step, f.opened_at, f.due_at, f.state, f.is_open, f.accepted_by, f.required, f.sent_back, f.risk";

const NAMED: &str = "JOIN student s ON s.id = f.student LEFT JOIN school sc ON sc.id = f.school
    LEFT JOIN class c ON c.id = f.class LEFT JOIN region r ON r.code = f.village";

fn of_queues(queues: &Queues, filter: &mut Filter) {
    filter.and("f.is_open");
    let counties: BTreeSet<String> =
        queues.owners.iter().map(|(county, _)| county.to_string()).collect();
    let counties: Vec<String> = counties.into_iter().map(|county| filter.text(county)).collect();
    let owners = queues.owners.iter().map(|(_, owner)| filter.text(owner.to_string()));
    let owners: Vec<String> = owners.collect();
    filter.and(if owners.is_empty() {
        "1 = 0".to_owned()
    } else {
        // The counties let the index of queues be used; an owner is of one county only.
        format!("f.county IN ({}) AND f.owner IN ({})", counties.join(", "), owners.join(", "))
    });
    if let Some(state) = queues.state {
        let place = filter.text(state);
        filter.and(format!("f.state = {place}"));
    }
}

/// Lists the follow-ups of queues: overdue first, then by risk, due time and id.
///
/// # Errors
/// When the database refuses.
pub async fn queue(tx: &mut Tx, queues: &Queues, page: Page) -> Result<Vec<Listed>, Error> {
    let mut filter = Filter::default();
    of_queues(queues, &mut filter);
    let as_of = filter.number(page.as_of.ms());
    let on_time = format!("CASE WHEN f.due_at < {as_of} THEN 0 ELSE 1 END");
    if let Some(after) = page.after {
        let late = filter.number(i64::from(after.due_at >= page.as_of.ms()));
        let (risk, due) = (filter.number(-after.risk), filter.number(after.due_at));
        let id = filter.id(after.id);
        filter.and(format!("({on_time}, -f.risk, f.due_at, f.id) > ({late}, {risk}, {due}, {id})"));
    }
    let order = format!("ORDER BY {on_time}, f.risk DESC, f.due_at, f.id");
    page_of(tx, &mut filter, &order, page.limit).await
}

/// Reads the names only of the follow-ups that are on the page.
async fn page_of(
    tx: &mut Tx,
    filter: &mut Filter,
    order: &str,
    limit: i64,
) -> Result<Vec<Listed>, Error> {
    let limit = filter.number(limit);
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT * FROM follow_up f WHERE {} {order} LIMIT {limit}) f {NAMED} {order}",
        filter.sql()
    );
    filter.bind(tx.query(sql)).all().await
}

/// Counts the follow-ups of queues: open, and of these overdue.
///
/// # Errors
/// When the database refuses.
pub async fn count(tx: &mut Tx, queues: &Queues, as_of: Moment) -> Result<(i64, i64), Error> {
    let mut filter = Filter::default();
    of_queues(queues, &mut filter);
    let as_of = filter.number(as_of.ms());
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT),
            CAST(COALESCE(SUM(CASE WHEN f.due_at < {as_of} THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM follow_up f WHERE {}",
        filter.sql()
    );
    filter.bind(tx.query(sql)).one().await
}

/// Lists overdue follow-ups, the oldest due first, then by id.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn overdue(tx: &mut Tx, ask: &Overdue, page: Page) -> Result<Vec<Listed>, Error> {
    let mut found = Vec::new();
    for area in ask.area.parts(tx).await? {
        found.extend(overdue_of(tx, area, ask, page).await?);
    }
    found.sort_by_key(|listed| (listed.due_at, listed.id));
    found.truncate(usize::try_from(page.limit).unwrap_or(0));
    Ok(found)
}

async fn overdue_of(
    tx: &mut Tx,
    area: Area,
    ask: &Overdue,
    page: Page,
) -> Result<Vec<Listed>, Error> {
    let mut filter = Filter::default();
    filter.and("f.is_open");
    area.narrow(&mut filter, "f");
    if let Some(owner) = ask.owner {
        let place = filter.text(owner.to_string());
        filter.and(format!("f.owner = {place}"));
    }
    if let Some(village) = ask.village {
        let condition = filter.student_in("f", village);
        filter.and(condition);
    }
    let as_of = filter.number(page.as_of.ms());
    filter.and(format!("f.due_at < {as_of}"));
    if let Some(after) = page.after {
        let (due, id) = (filter.number(after.due_at), filter.id(after.id));
        // The first part alone lets the index begin where the last page ended.
        filter.and(format!("f.due_at >= {due} AND (f.due_at, f.id) > ({due}, {id})"));
    }
    page_of(tx, &mut filter, "ORDER BY f.due_at, f.id", page.limit).await
}

/// Finds a follow-up, open or closed.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Listed>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM follow_up f {NAMED} WHERE f.id = $1");
    tx.query(sql).bind(id).optional().await
}
