//! Students as the roster has them, and where they stood before.

use super::{Db, Error, Tx, counter, many};
use crate::acts::push::Whereabouts;
use doorstep_schema::id::{ClassId, SchoolId, StudentId};
use doorstep_schema::moment::{Moment, days_between};
use doorstep_schema::people::{Department, Standing, Student};
use doorstep_schema::region::{Level, RegionCode};
use doorstep_schema::wire::cbor;
use jiff::civil::{Date, date};
use std::collections::HashMap;
use uuid::Uuid;

/// Returns the days since 1970-01-01.
#[must_use]
pub fn day_number(day: Date) -> i64 {
    days_between(date(1970, 1, 1), day)
}

/// Finds the students of the ids; those that do not exist are missing in the answer.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn find(tx: &mut Tx, ids: &[StudentId]) -> Result<HashMap<StudentId, Student>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for slice in many::slices(ids) {
        let sql = format!("SELECT id, body FROM student WHERE id IN {}", many::list(slice.len()));
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        let rows: Vec<(Uuid, Vec<u8>)> = query.all().await?;
        for (id, body) in rows {
            let student: Student =
                cbor::decode(&body).map_err(|e| Error::bad_row("student", "body", id, e))?;
            found.insert(StudentId(id), student);
        }
    }
    Ok(found)
}

/// Lists who of the classes has not left them by graduating, moving away or dying: id, name and class.
///
/// # Errors
/// When the database refuses.
pub async fn on_roll(
    tx: &mut Tx,
    classes: &[ClassId],
) -> Result<Vec<(StudentId, String, ClassId)>, Error> {
    let mut found = Vec::new();
    for slice in many::slices(classes) {
        let sql = format!(
            "SELECT s.id, s.name, s.class FROM student s LEFT JOIN student_state st ON st.student = s.id
            WHERE s.class IN {} AND CASE WHEN st.evaluated_at > 0 THEN st.status ELSE s.status END
                NOT IN ('graduated', 'transferred', 'deceased')",
            many::list(slice.len())
        );
        let query = slice.iter().fold(tx.query(sql), |query, class| query.bind(class.0));
        let rows: Vec<(Uuid, String, Uuid)> = query.all().await?;
        let read = |(id, name, class)| (StudentId(id), name, ClassId(class));
        found.extend(rows.into_iter().map(read));
    }
    Ok(found)
}

/// Lists the departments that hold or held a referral of each student.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn referred(
    tx: &mut Tx,
    ids: &[StudentId],
) -> Result<HashMap<StudentId, Vec<Department>>, Error> {
    let mut found: HashMap<StudentId, Vec<Department>> = HashMap::new();
    for slice in many::slices(ids) {
        let list = many::list(slice.len());
        let sql =
            format!("SELECT DISTINCT student, department FROM referral WHERE student IN {list}");
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        let rows: Vec<(Uuid, String)> = query.all().await?;
        for (student, word) in rows {
            let department = Department::parse(&word)
                .ok_or_else(|| Error::bad_row("referral", "department", student, &word))?;
            found.entry(StudentId(student)).or_default().push(department);
        }
    }
    Ok(found)
}

/// Lists where each student stood before, oldest first.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn left(
    tx: &mut Tx,
    ids: &[StudentId],
) -> Result<HashMap<StudentId, Vec<(Moment, Standing)>>, Error> {
    let mut found: HashMap<StudentId, Vec<(Moment, Standing)>> = HashMap::new();
    for slice in many::slices(ids) {
        let sql = format!(
            "SELECT student, at, county, school, class, village FROM student_move
            WHERE student IN {} ORDER BY at, seq",
            many::list(slice.len())
        );
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        let rows: Vec<(Uuid, i64, String, Uuid, Uuid, String)> = query.all().await?;
        for (student, at, county, school, class, village) in rows {
            let region = |column, text: &str| {
                RegionCode::parse(text)
                    .map_err(|e| Error::bad_row("student_move", column, student, e))
            };
            let standing = Standing {
                county: region("county", &county)?,
                school: SchoolId(school),
                class: ClassId(class),
                village: region("village", &village)?,
            };
            found.entry(StudentId(student)).or_default().push((Moment::from_ms(at), standing));
        }
    }
    Ok(found)
}

/// Returns where one student stands and stood; `None` when there is no such student.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn whereabouts(tx: &mut Tx, id: StudentId) -> Result<Option<Whereabouts>, Error> {
    let Some(student) = find(tx, &[id]).await?.remove(&id) else { return Ok(None) };
    let referred = referred(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let left = left(tx, &[id]).await?.remove(&id).unwrap_or_default();
    Ok(Some(Whereabouts { now: student.standing(), referred, left }))
}

/// A student as an import brings them.
#[derive(Clone, PartialEq, Debug)]
pub struct Record {
    /// The student, with the identity number masked.
    pub student: Student,
    /// The full identity number, empty when unknown.
    pub identity: String,
    /// The initials of the name for searching.
    pub initials: String,
}

/// Finds students with what is kept beside their record, to put them back changed.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn records(tx: &mut Tx, ids: &[StudentId]) -> Result<Vec<Record>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    for slice in many::slices(ids) {
        let list = many::list(slice.len());
        let sql = format!("SELECT id, identity, initials, body FROM student WHERE id IN {list}");
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        let rows: Vec<(Uuid, String, String, Vec<u8>)> = query.all().await?;
        for (id, identity, initials, body) in rows {
            let student =
                cbor::decode(&body).map_err(|e| Error::bad_row("student", "body", id, e))?;
            found.push(Record { student, identity, initials });
        }
    }
    Ok(found)
}

/// What putting students changed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Put {
    /// Students that are new.
    pub created: usize,
    /// Students that changed.
    pub changed: usize,
    /// Students that stayed as they were.
    pub unchanged: usize,
}

/// Puts students of one county on the roster: adds new ones, changes others and notes their moves. Every
/// change takes its own sequence number and makes the student due for re-evaluation at once.
///
/// # Errors
/// When the database refuses or a stored student does not read.
pub async fn put(
    tx: &mut Tx,
    county: RegionCode,
    records: &[Record],
    now: Moment,
) -> Result<Put, Error> {
    let most = i64::try_from(records.len()).unwrap_or(i64::MAX);
    let mut seq = counter::take(tx, county, most).await?;
    let ids: Vec<StudentId> = records.iter().map(|r| r.student.id).collect();
    let known = find(tx, &ids).await?;
    let mut put = Put::default();
    let mut rows = Vec::with_capacity(records.len());
    let mut moves = Vec::new();
    for record in records {
        let before = known.get(&record.student.id);
        let left = before.filter(|b| b.standing() != record.student.standing());
        match before {
            None => put.created += 1,
            Some(before) if *before == record.student => {
                put.unchanged += 1;
                continue;
            }
            Some(_) => put.changed += 1,
        }
        if let Some(before) = left {
            moves.push((seq, before));
        }
        rows.push((seq, left.map_or(0, |_| seq), record));
        seq += 1;
    }
    add_moves(tx, &moves, now).await?;
    save(tx, &rows).await?;
    let changed: Vec<StudentId> = rows.iter().map(|(_, _, r)| r.student.id).collect();
    make_due(tx, county, &changed).await?;
    Ok(put)
}

fn township(village: RegionCode) -> String {
    village.at(Level::Township).unwrap_or(village).to_string()
}

async fn add_moves(tx: &mut Tx, moves: &[(i64, &Student)], now: Moment) -> Result<(), Error> {
    for slice in many::slices(moves) {
        let sql = format!(
            "INSERT INTO student_move (county, seq, student, class, school, village, township, at) VALUES {}",
            many::places(slice.len(), 8)
        );
        let mut query = tx.query(sql);
        for (seq, before) in slice {
            query = query
                .bind(before.county.to_string())
                .bind(*seq)
                .bind(before.id.0)
                .bind(before.class.0)
                .bind(before.school.0)
                .bind(before.village.to_string())
                .bind(township(before.village))
                .bind(now.ms());
        }
        query.execute().await?;
    }
    Ok(())
}

async fn save(tx: &mut Tx, rows: &[(i64, i64, &Record)]) -> Result<(), Error> {
    for slice in many::slices(rows) {
        let sql = format!(
            "INSERT INTO student (id, county, school, class, village, township, name, initials,
                student_number, identity, status, groups, known_since, body, seq, moved_seq, born)
            VALUES {} ON CONFLICT (id) DO UPDATE SET county = excluded.county, school = excluded.school,
                class = excluded.class, village = excluded.village, township = excluded.township,
                name = excluded.name, initials = excluded.initials,
                student_number = excluded.student_number, identity = excluded.identity,
                status = excluded.status, groups = excluded.groups,
                known_since = excluded.known_since, body = excluded.body, seq = excluded.seq,
                born = excluded.born,
                moved_seq = CASE WHEN excluded.moved_seq > student.moved_seq
                    THEN excluded.moved_seq ELSE student.moved_seq END",
            many::places(slice.len(), 17)
        );
        let mut query = tx.query(sql);
        for (seq, moved_seq, record) in slice {
            let student = &record.student;
            let groups: Vec<&str> = student.groups.iter().map(|g| g.as_str()).collect();
            query = query
                .bind(student.id.0)
                .bind(student.county.to_string())
                .bind(student.school.0)
                .bind(student.class.0)
                .bind(student.village.to_string())
                .bind(township(student.village))
                .bind(student.name.clone())
                .bind(record.initials.clone())
                .bind(student.student_number.clone())
                .bind(record.identity.clone())
                .bind(student.status.as_str())
                .bind(groups.join(" "))
                .bind(day_number(student.known_since))
                .bind(cbor::encode(student))
                .bind(*seq)
                .bind(*moved_seq)
                .bind(day_number(student.birth_date));
        }
        query.execute().await?;
    }
    Ok(())
}

/// Rosters that are read in one transaction while birth dates are filled in.
const BIRTHS: i64 = 500;

/// Fills in the birth dates of students who were put before their column was there.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn fill_births(db: &Db) -> Result<usize, Error> {
    let (mut filled, mut after) = (0, Uuid::nil());
    loop {
        let mut tx = db.read().await?;
        // From where the last ones ended: else every step would pass all those again that are filled.
        let sql =
            "SELECT id, body FROM student WHERE born IS NULL AND id > $1 ORDER BY id LIMIT $2";
        let rows: Vec<(Uuid, Vec<u8>)> = tx.query(sql).bind(after).bind(BIRTHS).all().await?;
        drop(tx);
        let Some((last, _)) = rows.last() else { return Ok(filled) };
        after = *last;
        let mut tx = db.write().await?;
        for (id, body) in &rows {
            let student: Student =
                cbor::decode(body).map_err(|e| Error::bad_row("student", "body", id, e))?;
            let sql = "UPDATE student SET born = $2 WHERE id = $1";
            tx.query(sql).bind(*id).bind(day_number(student.birth_date)).execute().await?;
        }
        tx.commit().await?;
        filled += rows.len();
    }
}

/// Makes students due for re-evaluation at once.
///
/// # Errors
/// When the database refuses.
pub async fn make_due(tx: &mut Tx, county: RegionCode, ids: &[StudentId]) -> Result<(), Error> {
    for slice in many::slices(ids) {
        let sql = format!(
            "INSERT INTO student_state (student, county, status, risk, next_change_at, evaluated_at)
            VALUES {} ON CONFLICT (student) DO UPDATE SET next_change_at = 0",
            many::places(slice.len(), 6)
        );
        let query = slice.iter().fold(tx.query(sql), |query, id| {
            query
                .bind(id.0)
                .bind(county.to_string())
                .bind("enrolled")
                .bind(0i64)
                .bind(0i64)
                .bind(0i64)
        });
        query.execute().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
