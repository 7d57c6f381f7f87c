//! Forms that are being filled, saved at every answer.

use super::{Error, Store};
use doorstep_schema::id::{FactId, FollowUpId, StudentId};
use doorstep_schema::moment::Moment;
use rusqlite::Row;
use serde_json::{Map, Value};
use uuid::Uuid;

/// A draft's row.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct DraftRow {
    pub(crate) id: FactId,
    pub(crate) student: StudentId,
    pub(crate) form: String,
    pub(crate) version: u32,
    pub(crate) follow_up: Option<FollowUpId>,
    pub(crate) question: String,
    pub(crate) answers: Map<String, Value>,
    pub(crate) begun_at: Moment,
    pub(crate) changed_at: Moment,
}

const COLUMNS: &str =
    "id, student, form, version, follow_up, question, answers, begun_at, changed_at";

impl Store {
    pub(crate) fn put_draft(&self, draft: &DraftRow) -> Result<(), Error> {
        let sql = format!(
            "INSERT INTO draft ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO UPDATE SET question = ?6, answers = ?7, changed_at = ?9"
        );
        self.db.prepare_cached(&sql)?.execute((
            draft.id.0.as_bytes(),
            draft.student.0.as_bytes(),
            &draft.form,
            draft.version,
            draft.follow_up.map(|f| f.0.as_bytes().to_vec()),
            &draft.question,
            self.codec.write(&draft.answers),
            draft.begun_at.ms(),
            draft.changed_at.ms(),
        ))?;
        Ok(())
    }

    fn read_draft(&self, row: &Row<'_>) -> Result<DraftRow, Error> {
        let id = FactId(Uuid::from_bytes(row.get(0)?));
        let answers: Vec<u8> = row.get(6)?;
        Ok(DraftRow {
            id,
            student: StudentId(Uuid::from_bytes(row.get(1)?)),
            form: row.get(2)?,
            version: row.get(3)?,
            follow_up: row.get::<_, Option<[u8; 16]>>(4)?.map(|b| FollowUpId(Uuid::from_bytes(b))),
            question: row.get(5)?,
            answers: self
                .codec
                .read(&answers)
                .map_err(|e| Error::row("draft", "answers", id, e))?,
            begun_at: Moment::from_ms(row.get(7)?),
            changed_at: Moment::from_ms(row.get(8)?),
        })
    }

    pub(crate) fn find_draft(&self, id: FactId) -> Result<Option<DraftRow>, Error> {
        let mut query =
            self.db.prepare_cached(&format!("SELECT {COLUMNS} FROM draft WHERE id = ?1"))?;
        let mut rows = query.query([id.0.as_bytes()])?;
        rows.next()?.map(|row| self.read_draft(row)).transpose()
    }

    /// Lists the drafts, the last touched first.
    pub(crate) fn drafts(&self) -> Result<Vec<DraftRow>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM draft ORDER BY changed_at DESC, key DESC");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.read_draft(row)?);
        }
        Ok(found)
    }

    pub(crate) fn delete_draft(&self, id: FactId) -> Result<(), Error> {
        self.db.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([id.0.as_bytes()])?;
        Ok(())
    }
}
