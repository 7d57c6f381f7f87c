//! Students as the roster has them, with what they are found by.

use super::{Error, Store};
use doorstep_schema::id::StudentId;
use doorstep_schema::initials::initials;
use doorstep_schema::people::Student;
use rusqlite::OptionalExtension as _;

/// The integer key of a student's row.
pub(crate) type StudentKey = i64;

impl Store {
    /// Returns the key of a student, making a row without a body when there is none.
    pub(crate) fn student_key(&self, id: StudentId) -> Result<StudentKey, Error> {
        if let Some(key) = self.find_student_key(id)? {
            return Ok(key);
        }
        self.db
            .prepare_cached("INSERT INTO student (id) VALUES (?1)")?
            .execute([id.0.as_bytes()])?;
        Ok(self.db.last_insert_rowid())
    }

    pub(crate) fn find_student_key(&self, id: StudentId) -> Result<Option<StudentKey>, Error> {
        let mut query = self.db.prepare_cached("SELECT key FROM student WHERE id = ?1")?;
        Ok(query.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// Puts a roster student; one that was leaving stays.
    pub(crate) fn put_student(&self, student: &Student) -> Result<StudentKey, Error> {
        let key = self.student_key(student.id)?;
        self.db
            .prepare_cached(
                "UPDATE student SET name = ?2, initials = ?3, number = ?4, village = ?5, leaving = 0,
                 body = ?6 WHERE key = ?1",
            )?
            .execute((
                key,
                &student.name,
                initials(&student.name),
                &student.student_number,
                student.village.as_str(),
                self.codec.write(student),
            ))?;
        Ok(key)
    }

    /// Finds the roster's student of a key; `None` when the roster has not brought it.
    pub(crate) fn student(&self, key: StudentKey) -> Result<Option<Student>, Error> {
        let mut query = self.db.prepare_cached("SELECT body FROM student WHERE key = ?1")?;
        let body: Option<Option<Vec<u8>>> = query.query_row([key], |row| row.get(0)).optional()?;
        body.flatten()
            .map(|b| self.codec.read(&b).map_err(|e| Error::row("student", "body", key, e)))
            .transpose()
    }

    /// Lists the students who stay, by name, with their keys.
    pub(crate) fn staying(&self) -> Result<Vec<(StudentKey, Student)>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT key, body FROM student WHERE leaving = 0 AND body IS NOT NULL ORDER BY name, number",
        )?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        rows.map(|row| {
            let (key, body) = row?;
            let student =
                self.codec.read(&body).map_err(|e| Error::row("student", "body", key, e))?;
            Ok((key, student))
        })
        .collect()
    }

    pub(crate) fn is_leaving(&self, key: StudentKey) -> Result<bool, Error> {
        let mut query = self.db.prepare_cached("SELECT leaving FROM student WHERE key = ?1")?;
        Ok(query.query_row([key], |row| row.get(0)).optional()?.unwrap_or(false))
    }

    /// Returns the name, empty when it is not known.
    pub(crate) fn student_name(&self, key: StudentKey) -> Result<String, Error> {
        let mut query = self.db.prepare_cached("SELECT name FROM student WHERE key = ?1")?;
        Ok(query.query_row([key], |row| row.get(0)).optional()?.unwrap_or_default())
    }
}
