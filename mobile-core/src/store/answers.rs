//! The answers of drafts, a row each; what is left over of other editions; and what was last saved of a form.

use super::{Error, Store};
use doorstep_schema::form::filling::{LeftOver, Row};
use doorstep_schema::id::StudentId;
use rusqlite::OptionalExtension as _;
use serde_json::{Map, Value};

impl Store {
    /// Writes what changed of a draft's answers.
    pub(crate) fn change_answers(&self, draft: i64, rows: &[Row]) -> Result<(), Error> {
        for row in rows {
            match row {
                Row::Put { key, text } => self
                    .db
                    .prepare_cached(
                        "INSERT OR REPLACE INTO answer (draft, path, value) VALUES (?1, ?2, ?3)",
                    )?
                    .execute((draft, key, text))?,
                Row::Drop { key } => self
                    .db
                    .prepare_cached("DELETE FROM answer WHERE draft = ?1 AND path = ?2")?
                    .execute((draft, key))?,
                // A zero is the character after a slash, so that the two ends hold everything inside.
                Row::DropAll { key } => self
                    .db
                    .prepare_cached(
                        "DELETE FROM answer WHERE draft = ?1
                         AND (path = ?2 OR (path > ?2 || '/' AND path < ?2 || '0'))",
                    )?
                    .execute((draft, key))?,
            };
        }
        Ok(())
    }

    pub(crate) fn answers(&self, draft: i64) -> Result<Vec<(String, Option<String>)>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT path, value FROM answer WHERE draft = ?1")?;
        let rows = query.query_map([draft], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn delete_answers(&self, draft: i64) -> Result<(), Error> {
        self.db.prepare_cached("DELETE FROM answer WHERE draft = ?1")?.execute([draft])?;
        Ok(())
    }

    /// Adds answers that have no place in the draft's form.
    pub(crate) fn add_left_over(&self, draft: i64, left: &[LeftOver]) -> Result<(), Error> {
        for LeftOver { path, value } in left {
            self.db
                .prepare_cached("INSERT INTO left_over (draft, path, value) VALUES (?1, ?2, ?3)")?
                .execute((draft, path, self.codec.write(value)))?;
        }
        Ok(())
    }

    /// Lists the answers that have no place in the draft's form, in the order in which they lost it.
    pub(crate) fn left_over(&self, draft: i64) -> Result<Vec<LeftOver>, Error> {
        let mut query = self
            .db
            .prepare_cached("SELECT path, value FROM left_over WHERE draft = ?1 ORDER BY key")?;
        let rows = query
            .query_map([draft], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        rows.map(|row| {
            let (path, value) = row?;
            let value =
                self.codec.read(&value).map_err(|e| Error::row("left_over", "value", draft, e))?;
            Ok(LeftOver { path, value })
        })
        .collect()
    }

    /// Deletes what is left over at a path, or everything when none is given; returns how many rows that were.
    pub(crate) fn delete_left_over(&self, draft: i64, path: Option<&str>) -> Result<usize, Error> {
        let sql = "DELETE FROM left_over WHERE draft = ?1 AND (?2 IS NULL OR path = ?2)";
        Ok(self.db.prepare_cached(sql)?.execute((draft, path))?)
    }

    /// Keeps the answers of a finished form for the next filling of it.
    pub(crate) fn put_last_saved(
        &self,
        form: &str,
        student: Option<StudentId>,
        answers: &Map<String, Value>,
    ) -> Result<(), Error> {
        self.db
            .prepare_cached("INSERT INTO last_saved (form, student, answers) VALUES (?1, ?2, ?3)")?
            .execute((form, student.map(|s| s.0.into_bytes()), self.codec.write(answers)))?;
        self.tidy_last_saved()
    }

    /// Returns the row of the answers last saved of a form.
    pub(crate) fn last_saved(&self, form: &str) -> Result<Option<i64>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT MAX(key) FROM last_saved WHERE form = ?1")?;
        Ok(query.query_row([form], |row| row.get(0))?)
    }

    /// Returns answers last saved; none when they are gone with their student.
    pub(crate) fn saved_answers(&self, key: i64) -> Result<Map<String, Value>, Error> {
        let mut query = self.db.prepare_cached("SELECT answers FROM last_saved WHERE key = ?1")?;
        let bytes: Option<Vec<u8>> = query.query_row([key], |row| row.get(0)).optional()?;
        bytes.map_or_else(
            || Ok(Map::new()),
            |b| self.codec.read(&b).map_err(|e| Error::row("last_saved", "answers", key, e)),
        )
    }

    /// Removes the answers last saved about a student.
    pub(crate) fn forget_last_saved(&self, student: StudentId) -> Result<(), Error> {
        self.db
            .prepare_cached("DELETE FROM last_saved WHERE student = ?1")?
            .execute([student.0.as_bytes()])?;
        self.at_hand.borrow_mut().close();
        Ok(())
    }

    /// Lets go of answers last saved that are not a form's newest and that no draft began with.
    pub(super) fn tidy_last_saved(&self) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "DELETE FROM last_saved WHERE key NOT IN (SELECT MAX(key) FROM last_saved GROUP BY form)
                 AND key NOT IN (SELECT saved FROM draft WHERE saved IS NOT NULL)",
            )?
            .execute([])?;
        Ok(())
    }
}
