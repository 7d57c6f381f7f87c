//! Open follow-ups: queues of owners, overdue lists of regions, and one by its id.

use super::filter::Filter;
use crate::db::{Error, Tx};
use doorstep_schema::id::SchoolId;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Owner;
use serde::Serialize;
use sqlx::FromRow;
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

/// Where a page of a queue goes on: overdue first, then risk, then due time, as of one moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Place {
    /// The moment that decides what is overdue on every page.
    pub as_of: i64,
    /// The last risk.
    pub risk: i64,
    /// The last due time.
    pub due_at: i64,
    /// The last id.
    pub id: Uuid,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}.{}", self.as_of, self.risk, self.due_at, self.id)
    }
}

impl Place {
    /// Reads the text form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let mut number = || parts.next()?.parse().ok();
        let (as_of, risk, due_at) = (number()?, number()?, number()?);
        Some(Self { as_of, risk, due_at, id: Uuid::parse_str(parts.next()?).ok()? })
    }
}

/// What is listed.
#[derive(Clone, Debug)]
pub enum Of {
    /// The queues of some owners.
    Owners(Vec<Owner>),
    /// Everything about the students of a region.
    Region(RegionCode),
    /// Everything about the students of a school.
    School(SchoolId),
}

/// What to list.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Of whom.
    pub of: Of,
    /// Only follow-ups of this state.
    pub state: Option<String>,
    /// Only overdue ones.
    pub overdue: bool,
    /// What is overdue is decided at this moment.
    pub as_of: Moment,
    /// Where the last page ended.
    pub after: Option<Place>,
    /// How many.
    pub limit: i64,
}

const COLUMNS: &str = "f.id, f.county, f.student, s.name, f.case_id, f.owner, f.school,
    sc.name AS school_name, f.class, c.grade, c.number, f.village, r.name AS village_name, f.reason,
    f.step, f.opened_at, f.due_at, f.state, f.is_open, f.accepted_by, f.required, f.sent_back, f.risk
    FROM follow_up f JOIN student s ON s.id = f.student LEFT JOIN school sc ON sc.id = f.school
    LEFT JOIN class c ON c.id = f.class LEFT JOIN region r ON r.code = f.village";

/// Lists open follow-ups: overdue first, then by risk, due time and id.
///
/// # Errors
/// When the database refuses.
pub async fn list(tx: &mut Tx, ask: &Ask) -> Result<Vec<Listed>, Error> {
    let mut filter = Filter::default();
    filter.and("f.is_open");
    match &ask.of {
        Of::Owners(owners) => of_owners(&mut filter, owners),
        Of::Region(code) => {
            let condition = filter.student_in("f", *code);
            filter.and(condition);
        }
        Of::School(id) => {
            let place = filter.id(id.0);
            filter.and(format!("f.school = {place}"));
        }
    }
    if let Some(state) = &ask.state {
        let place = filter.text(state.clone());
        filter.and(format!("f.state = {place}"));
    }
    let as_of = filter.number(ask.after.map_or(ask.as_of.ms(), |a| a.as_of));
    if ask.overdue {
        filter.and(format!("f.due_at < {as_of}"));
    }
    let on_time = format!("CASE WHEN f.due_at < {as_of} THEN 0 ELSE 1 END");
    if let Some(after) = ask.after {
        let late = filter.number(i64::from(after.due_at >= after.as_of));
        let (risk, due) = (filter.number(-after.risk), filter.number(after.due_at));
        let id = filter.id(after.id);
        filter.and(format!("({on_time}, -f.risk, f.due_at, f.id) > ({late}, {risk}, {due}, {id})"));
    }
    let limit = filter.number(ask.limit);
    let sql = format!(
        "SELECT {COLUMNS} WHERE {} ORDER BY {on_time}, f.risk DESC, f.due_at, f.id LIMIT {limit}",
        filter.sql()
    );
    filter.bind(tx.query(sql)).all().await
}

fn of_owners(filter: &mut Filter, owners: &[Owner]) {
    let places: Vec<String> = owners.iter().map(|owner| filter.text(owner.to_string())).collect();
    filter.and(if places.is_empty() {
        "1 = 0".to_owned()
    } else {
        format!("f.owner IN ({})", places.join(", "))
    });
}

/// Finds a follow-up, open or closed.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Listed>, Error> {
    let sql = format!("SELECT {COLUMNS} WHERE f.id = $1");
    tx.query(sql).bind(id).optional().await
}
