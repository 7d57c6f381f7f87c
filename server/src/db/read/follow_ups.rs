//! Follow-ups in lists: queues of owners, overdue lists, lists of areas, and one by its id.

mod ask;
mod order;

use crate::db::{Error, Tx, many};
pub use ask::{Ask, Work};
use doorstep_schema::moment::Moment;
pub use order::{Order, Place, Sort};
use sqlx::FromRow;
use std::collections::HashMap;
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
    /// The initials of the name, in every reading.
    pub initials: String,
    /// The student's groups, space-separated.
    pub groups: String,
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
    /// The township's name.
    pub township_name: Option<String>,
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
    /// The name of who accepted it.
    pub accepted_by_name: Option<String>,
    /// When it was done or cancelled.
    pub closed_at: Option<i64>,
    /// The proofs' words, space-separated.
    pub required: String,
    /// Why it was sent back.
    pub sent_back: Option<String>,
    /// The case's risk.
    pub risk: i64,
}

/// The page that is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// What is overdue is decided at this moment.
    pub as_of: Moment,
    /// The order.
    pub order: Order,
    /// Where the page before ended.
    pub after: Option<Place>,
    /// The most follow-ups.
    pub limit: i64,
}

const COLUMNS: &str = "f.id, f.county, f.student, s.name, s.initials, s.groups, f.case_id, f.owner, f.school,
    sc.name AS school_name, f.class, c.grade, c.number, f.village, r.name AS village_name, t.name AS township_name,
    f.reason, f.step, f.opened_at, f.due_at, f.state, f.is_open, f.accepted_by, w.name AS accepted_by_name,
    f.closed_at, f.required, f.sent_back, f.risk";

const NAMED: &str = "JOIN student s ON s.id = f.student LEFT JOIN school sc ON sc.id = f.school
    LEFT JOIN class c ON c.id = f.class LEFT JOIN region r ON r.code = f.village
    LEFT JOIN region t ON t.code = f.township LEFT JOIN worker w ON w.id = f.accepted_by";

/// Lists a page of follow-ups, each once whatever the pages' sizes.
///
/// # Errors
/// When the database refuses.
pub async fn list(tx: &mut Tx, ask: &Ask<'_>, page: &Page) -> Result<Vec<Listed>, Error> {
    let most = usize::try_from(page.limit).unwrap_or(0);
    let mut found = Vec::new();
    let groups = ask.groups(page.order);
    let within = page.order.sql(ask.is_ordered(page.order));
    let by = page.order.sql(true);
    for counties in &groups {
        let mut part: Vec<Listed> = Vec::new();
        let base = ask.filter(counties, page.order, page.as_of);
        for range in page.order.ranges(page.after.as_ref(), ask.late, page.as_of) {
            let mut filter = base.clone();
            range.narrow(&mut filter);
            let left = filter.number(i64::try_from(most - part.len()).unwrap_or(0));
            // The names are read only of the follow-ups that are on the page.
            let sql = format!(
                "SELECT {COLUMNS} FROM (SELECT f.* FROM {} WHERE {} {within} LIMIT {left}) f {NAMED} {by}",
                ask.tables(page.order),
                filter.sql()
            );
            part.extend(filter.bind(tx.query(sql)).all::<Listed>().await?);
            if part.len() >= most {
                break;
            }
        }
        found.extend(part);
    }
    if groups.len() > 1 {
        found.sort_by(|a, b| page.order.compare(a, b, page.as_of));
        found.truncate(most);
    }
    Ok(found)
}

/// Counts all follow-ups of a list, and of these the overdue.
///
/// # Errors
/// When the database refuses.
pub async fn count(tx: &mut Tx, ask: &Ask<'_>, as_of: Moment) -> Result<(i64, i64), Error> {
    let mut sums = (0, 0);
    for counties in &ask.groups(Order::PRIORITY) {
        let mut filter = ask.filter(counties, Order::PRIORITY, as_of);
        // What is closed is not overdue; asked nevertheless, it would keep the index from answering alone.
        let overdue = if ask.work == Work::Closed {
            "0".to_owned()
        } else {
            format!("CASE WHEN f.due_at < {} THEN 1 ELSE 0 END", filter.number(as_of.ms()))
        };
        let sql = format!(
            "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM({overdue}), 0) AS BIGINT) FROM {} WHERE {}",
            ask.tables(Order::PRIORITY),
            filter.sql()
        );
        let (all, overdue): (i64, i64) = filter.bind(tx.query(sql)).one().await?;
        sums = (sums.0 + all, sums.1 + overdue);
    }
    Ok(sums)
}

/// Finds a follow-up, open or closed.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Listed>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM follow_up f {NAMED} WHERE f.id = $1");
    tx.query(sql).bind(id).optional().await
}

/// Finds follow-ups, open or closed; those that do not exist are missing in the answer.
///
/// # Errors
/// When the database refuses.
pub async fn find_all(tx: &mut Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Listed>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for slice in many::slices(ids) {
        let list = many::list(slice.len());
        let sql = format!("SELECT {COLUMNS} FROM follow_up f {NAMED} WHERE f.id IN {list}");
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(*id));
        found.extend(query.all::<Listed>().await?.into_iter().map(|listed| (listed.id, listed)));
    }
    Ok(found)
}
