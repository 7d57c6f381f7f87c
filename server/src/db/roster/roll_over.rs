//! What a new school year is made of: classes and who stands in them, who went on before, and who waits.

use crate::db::{Error, Tx, many};
use doorstep_schema::id::{AssignmentId, ClassId, SchoolId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Class, Status};
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use uuid::Uuid;

/// A child who stands in a class of a school.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The child.
    pub student: StudentId,
    /// The class.
    pub class: ClassId,
    /// The status that holds.
    pub status: Status,
    /// Whether an open case of the child is on the ladder.
    pub on_ladder: bool,
}

/// Lists the classes of a school of two school years, by year, grade and number.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn classes(tx: &mut Tx, school: SchoolId, years: [i16; 2]) -> Result<Vec<Class>, Error> {
    let sql = "SELECT id, year, grade, number FROM class
        WHERE school = $1 AND year IN ($2, $3) ORDER BY year, grade, number";
    let query = tx.query(sql).bind(school.0).bind(i64::from(years[0])).bind(i64::from(years[1]));
    let rows: Vec<(Uuid, i64, i64, i64)> = query.all().await?;
    let read = |(id, year, grade, number): (Uuid, i64, i64, i64)| {
        let bad = |column| Error::bad_row("class", column, id, "out of range");
        Ok(Class {
            id: ClassId(id),
            school,
            year: i16::try_from(year).map_err(|_| bad("year"))?,
            grade: u8::try_from(grade).map_err(|_| bad("grade"))?,
            number: u8::try_from(number).map_err(|_| bad("number"))?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Lists who stands in the classes.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn standing(tx: &mut Tx, classes: &[ClassId]) -> Result<Vec<Standing>, Error> {
    let mut found = Vec::new();
    for slice in many::slices(classes) {
        let sql = format!(
            "SELECT s.id, s.class, CASE WHEN st.evaluated_at > 0 THEN st.status ELSE s.status END, st.step
            FROM student s LEFT JOIN student_state st ON st.student = s.id
            WHERE s.class IN {} ORDER BY s.id",
            many::list(slice.len())
        );
        let query = slice.iter().fold(tx.query(sql), |query, class| query.bind(class.0));
        let rows: Vec<(Uuid, Uuid, String, Option<i64>)> = query.all().await?;
        for (student, class, word, step) in rows {
            let status = Status::parse(&word)
                .ok_or_else(|| Error::bad_row("student", "status", student, &word))?;
            let on_ladder = step.is_some();
            let (student, class) = (StudentId(student), ClassId(class));
            found.push(Standing { student, class, status, on_ladder });
        }
    }
    Ok(found)
}

/// Lists who teaches the classes now: the assignment, the worker and the class.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn teaching(
    tx: &mut Tx,
    classes: &[ClassId],
) -> Result<Vec<(AssignmentId, WorkerId, ClassId)>, Error> {
    let mut found = Vec::new();
    for slice in many::slices(classes) {
        let sql = format!(
            "SELECT id, worker, target FROM assignment
            WHERE kind = 'class' AND target IN {} AND until_seq IS NULL ORDER BY since_seq",
            many::list(slice.len())
        );
        let query = slice.iter().fold(tx.query(sql), |query, class| query.bind(class.to_string()));
        let rows: Vec<(Uuid, Uuid, String)> = query.all().await?;
        for (id, worker, target) in rows {
            let class = ClassId::parse(&target)
                .map_err(|_| Error::bad_row("assignment", "target", id, &target))?;
            found.push((AssignmentId(id), WorkerId(worker), class));
        }
    }
    Ok(found)
}

/// Returns when a school went on to a year, if it did.
///
/// # Errors
/// When the database refuses.
pub async fn before(tx: &mut Tx, school: SchoolId, year: i16) -> Result<Option<Moment>, Error> {
    let sql = "SELECT at FROM roll_over WHERE school = $1 AND year = $2";
    let row: Option<(i64,)> = tx.query(sql).bind(school.0).bind(i64::from(year)).optional().await?;
    Ok(row.map(|(at,)| Moment::from_ms(at)))
}

/// What became of a school's classes and children.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Counts {
    /// Classes that were made.
    pub classes: i64,
    /// Children who moved up.
    pub moved: i64,
    /// Children who graduated.
    pub graduated: i64,
    /// Children who wait for enrolment elsewhere.
    pub waiting: i64,
    /// Children of grade 9 who have not finished.
    pub open: i64,
}

/// Notes that a school went on to a year.
///
/// # Errors
/// When the database refuses, as for a school that went on to it before.
pub async fn add(
    tx: &mut Tx,
    county: RegionCode,
    (school, year): (SchoolId, i16),
    done: Counts,
    (by, at): (WorkerId, Moment),
) -> Result<(), Error> {
    let sql =
        "INSERT INTO roll_over (school, year, county, at, rolled_by, classes, moved, graduated,
            waiting, still_open)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let query = tx.query(sql).bind(school.0).bind(i64::from(year)).bind(county.to_string());
    let query = query.bind(at.ms()).bind(by.0).bind(done.classes).bind(done.moved);
    query.bind(done.graduated).bind(done.waiting).bind(done.open).execute().await?;
    Ok(())
}

/// A school as it is listed for its administrator.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Listed {
    /// The school.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The region it lies in.
    pub region: String,
    /// The region's name.
    pub region_name: Option<String>,
    /// The last school year that it has classes of.
    pub year: Option<i64>,
    /// How many classes it has of that year.
    pub classes: i64,
    /// How many children it has on its roll, in classes of any year.
    pub students: i64,
    /// How many of them stand in a class that went on without them.
    pub waiting: i64,
}

/// Tells in SQL whether the student `s` is still a school's, with `st` as the state.
const ON_ROLL: &str = "CASE WHEN st.evaluated_at > 0 THEN st.status ELSE s.status END
    NOT IN ('graduated', 'transferred', 'deceased')";
/// Tells in SQL whether a class `c` went on without those who still stand in it.
const LEFT_BEHIND: &str =
    "EXISTS (SELECT 1 FROM roll_over o WHERE o.school = c.school AND o.year > c.year)";

/// Lists the schools of a county by name.
///
/// # Errors
/// When the database refuses.
pub async fn schools(tx: &mut Tx, county: RegionCode) -> Result<Vec<Listed>, Error> {
    let sql = format!(
        "SELECT sc.id, sc.code, sc.name, sc.region, r.name AS region_name,
            y.year, COALESCE(y.classes, 0) AS classes,
            COALESCE(n.students, 0) AS students, COALESCE(n.waiting, 0) AS waiting
        FROM school sc LEFT JOIN region r ON r.code = sc.region
        LEFT JOIN (
            SELECT c.school, c.year, CAST(COUNT(*) AS BIGINT) AS classes FROM class c
            WHERE c.county = $1 AND c.year = (SELECT MAX(l.year) FROM class l WHERE l.school = c.school)
            GROUP BY c.school, c.year
        ) y ON y.school = sc.id
        LEFT JOIN (
            SELECT s.school, CAST(COUNT(*) AS BIGINT) AS students,
                CAST(SUM(CASE WHEN {LEFT_BEHIND} THEN 1 ELSE 0 END) AS BIGINT) AS waiting
            FROM student s JOIN class c ON c.id = s.class LEFT JOIN student_state st ON st.student = s.id
            WHERE s.county = $1 AND {ON_ROLL} GROUP BY s.school
        ) n ON n.school = sc.id
        WHERE sc.county = $1 ORDER BY sc.region, sc.name, sc.id"
    );
    tx.query(sql).bind(county.to_string()).all().await
}

/// A class as it is listed.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct ListedClass {
    /// The class.
    pub id: Uuid,
    /// The school year.
    pub year: i64,
    /// The grade.
    pub grade: i64,
    /// The number.
    pub number: i64,
    /// How many children it has on roll.
    pub students: i64,
}

/// Lists the classes of a school, the last school year first.
///
/// # Errors
/// When the database refuses.
pub async fn classes_of(tx: &mut Tx, school: SchoolId) -> Result<Vec<ListedClass>, Error> {
    let sql = format!(
        "SELECT c.id, c.year, c.grade, c.number, COALESCE(n.students, 0) AS students FROM class c
        LEFT JOIN (
            SELECT s.class, CAST(COUNT(*) AS BIGINT) AS students
            FROM student s LEFT JOIN student_state st ON st.student = s.id
            WHERE s.school = $1 AND {ON_ROLL} GROUP BY s.class
        ) n ON n.class = c.id
        WHERE c.school = $1 ORDER BY c.year DESC, c.grade, c.number"
    );
    tx.query(sql).bind(school.0).all().await
}

/// A child who stands in a class that went on without them.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Waiting {
    /// The child.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The student number.
    pub student_number: String,
    /// The old class.
    pub class: Uuid,
    /// Its grade.
    pub grade: i64,
    /// The household's village.
    pub village_name: Option<String>,
    /// The status that holds.
    pub status: String,
}

/// Lists children who stand in a class that went on without them, by id, after one.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(
    tx: &mut Tx,
    county: RegionCode,
    school: Option<SchoolId>,
    after: Uuid,
    limit: i64,
) -> Result<Vec<Waiting>, Error> {
    let of_school = if school.is_some() { "AND s.school = $4" } else { "" };
    let sql = format!(
        "SELECT s.id, s.name, s.student_number, s.class, c.grade, r.name AS village_name,
            CASE WHEN st.evaluated_at > 0 THEN st.status ELSE s.status END AS status
        FROM student s JOIN class c ON c.id = s.class
        LEFT JOIN student_state st ON st.student = s.id LEFT JOIN region r ON r.code = s.village
        WHERE s.county = $1 AND s.id > $2 AND {ON_ROLL} AND {LEFT_BEHIND} {of_school}
        ORDER BY s.id LIMIT $3"
    );
    let query = tx.query(sql).bind(county.to_string()).bind(after).bind(limit);
    match school {
        Some(school) => query.bind(school.0).all().await,
        None => query.all().await,
    }
}
