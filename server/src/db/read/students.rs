//! Lists of students, and what leads to one.

use super::filter::Filter;
use crate::db::{Error, Tx, facts};
use doorstep_schema::id::{CaseId, ClassId, SchoolId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Scope;
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::v1;
use sqlx::FromRow;
use uuid::Uuid;

/// A student in a list.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Listed {
    /// The id.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The initials of the name, in every reading.
    pub initials: String,
    /// The student number.
    pub student_number: String,
    /// The school.
    pub school: Uuid,
    /// The school's name.
    pub school_name: Option<String>,
    /// The class.
    pub class: Uuid,
    /// The class's grade.
    pub grade: Option<i64>,
    /// The class's number.
    pub number: Option<i64>,
    /// The village.
    pub village: String,
    /// The village's name.
    pub village_name: Option<String>,
    /// The status that holds.
    pub status: String,
    /// The groups, space-separated.
    pub groups: String,
    /// The open case.
    pub open_case: Option<Uuid>,
    /// The step of the open case.
    pub step: Option<i64>,
    /// The open case's risk.
    pub risk: Option<i64>,
    /// When the last visit was.
    pub last_visit_at: Option<i64>,
    /// When the next periodic visit is due.
    pub visit_due_at: Option<i64>,
    /// 1 where the school has gone on to a later year than the class's.
    pub gone_on: i64,
    /// 1 where a department has not answered a referral.
    pub unanswered: i64,
}

/// Where students of a list stand; everything must hold.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Within {
    /// Only of this village, or another region.
    pub region: Option<RegionCode>,
    /// Only of this school.
    pub school: Option<SchoolId>,
    /// Only of this class.
    pub class: Option<ClassId>,
}

impl Within {
    /// Narrows rows of students to it.
    pub(super) fn narrow(&self, filter: &mut Filter, table: &str) {
        if let Some(region) = self.region {
            let condition = filter.student_in(table, region);
            filter.and(condition);
        }
        let ids = [("school", self.school.map(|s| s.0)), ("class", self.class.map(|c| c.0))];
        for (column, id) in ids {
            if let Some(id) = id {
                let place = filter.id(id);
                filter.and(format!("{table}.{column} = {place}"));
            }
        }
    }
}

/// What to list.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// Only students in one of these.
    pub scopes: &'a [Scope],
    /// Part of the name, its initials, or the student number's beginning.
    pub search: Option<&'a str>,
    /// Where they stand.
    pub within: Within,
    /// The initials and id of the last student of the page before.
    pub after: Option<(&'a str, Uuid)>,
    /// How many.
    pub limit: i64,
}

/// Tells in SQL, as 1 or 0, whether the school of a class `c` has gone on to a later year.
const GONE_ON: &str = "CASE WHEN EXISTS
    (SELECT 1 FROM roll_over o WHERE o.school = c.school AND o.year > c.year) THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END";

/// Tells whether a class's school has gone on to a later year.
///
/// # Errors
/// When the database refuses.
pub async fn gone_on(tx: &mut Tx, class: ClassId) -> Result<bool, Error> {
    let sql = format!("SELECT {GONE_ON} FROM class c WHERE c.id = $1");
    let row: Option<(i64,)> = tx.query(sql).bind(class.0).optional().await?;
    Ok(row.is_some_and(|(gone,)| gone != 0))
}

/// Lists students by the initials of their names, then id.
///
/// # Errors
/// When the database refuses.
pub async fn list(tx: &mut Tx, ask: &Ask<'_>) -> Result<Vec<Listed>, Error> {
    let mut filter = Filter::default();
    filter.scopes("s", ask.scopes);
    if let Some(search) = ask.search {
        filter.search("s", search);
    }
    ask.within.narrow(&mut filter, "s");
    if let Some((initials, id)) = ask.after {
        let (initials, id) = (filter.text(initials), filter.id(id));
        filter.and(format!("(s.initials, s.id) > ({initials}, {id})"));
    }
    let limit = filter.number(ask.limit);
    // What stands beside a student is read only for the students of the page.
    let sql = format!(
        "SELECT s.id, s.name, s.initials, s.student_number, s.school, sc.name AS school_name, s.class, c.grade, c.number,
            s.village, r.name AS village_name, s.groups,
            CASE WHEN st.evaluated_at > 0 THEN st.status ELSE s.status END AS status, st.open_case, st.step, st.risk,
            st.last_visit_at, st.visit_due_at, {GONE_ON} AS gone_on,
            CASE WHEN EXISTS (SELECT 1 FROM referral f WHERE f.student = s.id AND f.state = 'sent') THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END
                AS unanswered
        FROM (SELECT s.id, s.name, s.initials, s.student_number, s.school, s.class, s.village, s.groups, s.status
            FROM student s WHERE {} ORDER BY s.initials, s.id LIMIT {limit}) s
        LEFT JOIN student_state st ON st.student = s.id
        LEFT JOIN school sc ON sc.id = s.school LEFT JOIN class c ON c.id = s.class
        LEFT JOIN region r ON r.code = s.village ORDER BY s.initials, s.id",
        filter.sql()
    );
    filter.bind(tx.query(sql)).all().await
}

/// Lists the facts of a student with the times at which the server received them.
///
/// # Errors
/// When the database refuses or a stored fact does not read.
pub async fn facts(tx: &mut Tx, id: StudentId) -> Result<Vec<(Moment, v1::Fact)>, Error> {
    let sql = "SELECT received_at, body FROM fact WHERE student = $1";
    let rows: Vec<(i64, Vec<u8>)> = tx.query(sql).bind(id.0).all().await?;
    let read = |(at, body): (i64, Vec<u8>)| Ok((Moment::from_ms(at), facts::read(&body)?));
    rows.into_iter().map(read).collect()
}

/// Returns a student's full identity number, empty when unknown; each look is to be logged.
///
/// # Errors
/// When the database refuses.
pub async fn identity(tx: &mut Tx, id: StudentId) -> Result<Option<String>, Error> {
    let row: Option<(String,)> =
        tx.query("SELECT identity FROM student WHERE id = $1").bind(id.0).optional().await?;
    Ok(row.map(|(identity,)| identity))
}

/// Finds the student of a case.
///
/// # Errors
/// When the database refuses.
pub async fn of_case(tx: &mut Tx, case: CaseId) -> Result<Option<StudentId>, Error> {
    let row: Option<(Uuid,)> =
        tx.query("SELECT student FROM student_case WHERE id = $1").bind(case.0).optional().await?;
    Ok(row.map(|(student,)| StudentId(student)))
}
