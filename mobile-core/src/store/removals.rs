//! Students who left the worker's scope: their unsent work goes first, then their data, then the receipt.

use super::{Error, Store, StudentKey};
use doorstep_schema::id::StudentId;
use rusqlite::Row;
use uuid::Uuid;

impl Store {
    /// Marks a student as leaving; one that this phone never had is owed a receipt at once.
    pub(crate) fn let_go(&self, id: StudentId) -> Result<(), Error> {
        if self.find_student_key(id)?.is_none() {
            return self.owe_removal(id);
        }
        self.db
            .prepare_cached("UPDATE student SET leaving = 1 WHERE id = ?1")?
            .execute([id.0.as_bytes()])?;
        Ok(())
    }

    /// Lists leaving students about whom nothing waits any more: no unsent fact, no draft, no photo that the server
    /// does not have or did not take.
    pub(crate) fn ready_to_leave(&self) -> Result<Vec<(StudentKey, StudentId)>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT s.key, s.id FROM student s WHERE s.leaving = 1
             AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.student = s.key AND f.state <= 1)
             AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.student = s.id) ORDER BY s.key",
        )?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, student(row, 1)?)))?;
        let mut ready = Vec::new();
        for row in rows {
            let (key, id) = row?;
            if !self.photos_wait(key)? {
                ready.push((key, id));
            }
        }
        Ok(ready)
    }

    pub(crate) fn count_leaving(&self) -> Result<i64, Error> {
        let mut query = self.db.prepare_cached("SELECT COUNT(*) FROM student WHERE leaving = 1")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// Removes a student's data; a refused fact stays with its author until it is settled.
    pub(crate) fn remove_student(&self, key: StudentKey, id: StudentId) -> Result<(), Error> {
        self.delete_head(key)?;
        self.forget_last_saved(id)?;
        self.delete_photos_of_student(key)?;
        self.db
            .prepare_cached("DELETE FROM fact WHERE student = ?1 AND state <> 3")?
            .execute([key])?;
        let kept: i64 = self
            .db
            .prepare_cached("SELECT COUNT(*) FROM fact WHERE student = ?1")?
            .query_row([key], |row| row.get(0))?;
        let sql = if kept == 0 {
            "DELETE FROM student WHERE key = ?1"
        } else {
            "UPDATE student SET name = '', initials = '', number = '', village = '', leaving = 0,
             body = NULL WHERE key = ?1"
        };
        self.db.prepare_cached(sql)?.execute([key])?;
        self.owe_removal(id)
    }

    fn owe_removal(&self, id: StudentId) -> Result<(), Error> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO removal (student) VALUES (?1)")?
            .execute([id.0.as_bytes()])?;
        Ok(())
    }

    /// Lists students whose removal the server has not been told.
    pub(crate) fn owed_removals(&self) -> Result<Vec<StudentId>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT student FROM removal ORDER BY student LIMIT 1000")?;
        let rows = query.query_map([], |row| student(row, 0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn removal_told(&self, id: StudentId) -> Result<(), Error> {
        self.db
            .prepare_cached("DELETE FROM removal WHERE student = ?1")?
            .execute([id.0.as_bytes()])?;
        Ok(())
    }
}

fn student(row: &Row<'_>, place: usize) -> rusqlite::Result<StudentId> {
    Ok(StudentId(Uuid::from_bytes(row.get(place)?)))
}
