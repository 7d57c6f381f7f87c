//! Lists of issued documents, and what documents say that no other list does.

use super::area::Area;
use super::filter::Filter;
use crate::db::papers::COLUMNS;
use crate::db::{Error, Tx};
use doorstep_papers::Kind;
use doorstep_schema::id::{ClassId, FactId, SchoolId, StudentId};
use doorstep_schema::region::{Level, RegionCode};
use sqlx::FromRow;
use uuid::Uuid;

/// Whose documents.
#[derive(Clone, Copy, Debug)]
pub enum Of {
    /// Those about a student.
    Student(StudentId),
    /// Those about the students and schools of an area.
    Area(Area),
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// Whose.
    pub of: Of,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// The document that the last page ended with.
    pub after: Option<Uuid>,
    /// The most documents.
    pub limit: i64,
}

/// A document in a list.
#[derive(Clone, Debug, FromRow)]
pub struct Listed {
    /// The document.
    #[sqlx(flatten)]
    pub paper: crate::db::papers::Paper,
    /// The student's name.
    pub student_name: Option<String>,
    /// The name of the school that it is about, or of the student's.
    pub school_name: Option<String>,
    /// The name of who issued it.
    pub made_by_name: Option<String>,
}

const NAMES: &str = "s.name AS student_name, c.name AS school_name, w.name AS made_by_name";
const TABLES: &str = "paper p LEFT JOIN student s ON s.id = p.student
    LEFT JOIN school c ON c.id = COALESCE(p.school, s.school) LEFT JOIN worker w ON w.id = p.made_by";

/// Lists documents, the last first.
///
/// # Errors
/// When the database refuses.
pub async fn list(tx: &mut Tx, ask: &Ask) -> Result<Vec<Listed>, Error> {
    let mut filter = Filter::default();
    match ask.of {
        Of::Student(id) => {
            let place = filter.id(id.0);
            filter.and(format!("p.student = {place}"));
        }
        Of::Area(area) => narrow(&mut filter, area),
    }
    if let Some(kind) = ask.kind {
        let place = filter.text(kind.as_str());
        filter.and(format!("p.kind = {place}"));
    }
    if let Some(after) = ask.after {
        let place = filter.id(after);
        filter.and(format!("p.id < {place}"));
    }
    let limit = filter.number(ask.limit);
    let sql = format!(
        "SELECT {COLUMNS}, {NAMES} FROM {TABLES} WHERE {} ORDER BY p.id DESC LIMIT {limit}",
        filter.sql()
    );
    filter.bind(tx.query(sql)).all().await
}

/// Finds a document with the names around it.
///
/// # Errors
/// When the database refuses.
pub async fn one(tx: &mut Tx, id: Uuid) -> Result<Option<Listed>, Error> {
    let sql = format!("SELECT {COLUMNS}, {NAMES} FROM {TABLES} WHERE p.id = $1");
    tx.query(sql).bind(id).optional().await
}

/// Narrows documents to an area: by where the student is now, or where the school lies.
fn narrow(filter: &mut Filter, area: Area) {
    if let Some(county) = area.county() {
        let place = filter.text(county.to_string());
        filter.and(format!("p.county = {place}"));
    }
    match area {
        Area::Region(code) if code.level() == Level::County => {}
        Area::Region(code) if code.level() < Level::County => {
            let condition = filter.within("p.county", code);
            filter.and(condition);
        }
        Area::Region(code) => {
            let (student, school) = (filter.student_in("s", code), filter.within("c.region", code));
            filter.and(format!("({student} OR (p.school IS NOT NULL AND {school}))"));
        }
        Area::School(id, _) => {
            let place = filter.id(id.0);
            filter.and(format!("(p.school = {place} OR s.school = {place})"));
        }
    }
}

/// Finds grade and number of a class.
///
/// # Errors
/// When the database refuses.
pub async fn class(tx: &mut Tx, id: ClassId) -> Result<Option<(i64, i64)>, Error> {
    tx.query("SELECT grade, number FROM class WHERE id = $1").bind(id.0).optional().await
}

/// Finds the name of a region.
///
/// # Errors
/// When the database refuses.
pub async fn region(tx: &mut Tx, code: RegionCode) -> Result<Option<String>, Error> {
    let sql = "SELECT name FROM region WHERE code = $1";
    let row: Option<(String,)> = tx.query(sql).bind(code.to_string()).optional().await?;
    Ok(row.map(|(name,)| name))
}

/// Counts the photos of a visit.
///
/// # Errors
/// When the database refuses.
pub async fn photos(tx: &mut Tx, visit: FactId) -> Result<i64, Error> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM evidence WHERE of_fact = $1";
    let (count,): (i64,) = tx.query(sql).bind(visit.0).one().await?;
    Ok(count)
}

/// Lists the students of a school behind an id, by id.
///
/// # Errors
/// When the database refuses.
pub async fn students_of(
    tx: &mut Tx,
    school: SchoolId,
    after: StudentId,
    limit: i64,
) -> Result<Vec<StudentId>, Error> {
    let sql = "SELECT id FROM student WHERE school = $1 AND id > $2 ORDER BY id LIMIT $3";
    let rows: Vec<(Uuid,)> = tx.query(sql).bind(school.0).bind(after.0).bind(limit).all().await?;
    Ok(rows.into_iter().map(|(id,)| StudentId(id)).collect())
}
