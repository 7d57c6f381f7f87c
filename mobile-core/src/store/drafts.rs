//! Forms that are being filled: what each draft is about, and where it was left.

use super::{Error, Store};
use doorstep_schema::id::{FactId, FollowUpId, GuardianId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use rusqlite::Row;
use serde_json::{Map, Value};
use uuid::Uuid;

/// A draft's row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct DraftRow {
    pub(crate) key: i64,
    pub(crate) id: FactId,
    pub(crate) student: Option<StudentId>,
    pub(crate) form: String,
    pub(crate) edition: u32,
    pub(crate) follow_up: Option<FollowUpId>,
    pub(crate) guardian: Option<GuardianId>,
    /// The reminder that a contact carries out.
    pub(crate) reminder: Option<FactId>,
    pub(crate) companions: Vec<WorkerId>,
    /// The language in which the form is shown; empty for the form's own.
    pub(crate) language: String,
    /// The chance that the filling began with.
    pub(crate) chance: u64,
    /// The row of the answers last saved that it began with.
    pub(crate) saved: Option<i64>,
    pub(crate) question: String,
    pub(crate) begun_at: Moment,
    pub(crate) changed_at: Moment,
    /// What tells the last step from every other.
    pub(crate) step: Option<[u8; 16]>,
}

const COLUMNS: &str = "key, id, student, form, edition, follow_up, guardian, companions, language, \
    chance, saved, question, begun_at, changed_at, reminder, step";

fn optional(row: &Row<'_>, place: usize) -> rusqlite::Result<Option<Uuid>> {
    Ok(row.get::<_, Option<[u8; 16]>>(place)?.map(Uuid::from_bytes))
}

fn read(row: &Row<'_>) -> rusqlite::Result<DraftRow> {
    let companions: Vec<u8> = row.get(7)?;
    let (companions, _) = companions.as_chunks::<16>();
    Ok(DraftRow {
        key: row.get(0)?,
        id: FactId(Uuid::from_bytes(row.get(1)?)),
        student: optional(row, 2)?.map(StudentId),
        form: row.get(3)?,
        edition: row.get(4)?,
        follow_up: optional(row, 5)?.map(FollowUpId),
        guardian: optional(row, 6)?.map(GuardianId),
        companions: companions.iter().map(|id| WorkerId(Uuid::from_bytes(*id))).collect(),
        language: row.get(8)?,
        chance: row.get::<_, i64>(9)?.cast_unsigned(),
        saved: row.get(10)?,
        question: row.get(11)?,
        begun_at: Moment::from_ms(row.get(12)?),
        changed_at: Moment::from_ms(row.get(13)?),
        reminder: optional(row, 14)?.map(FactId),
        step: row.get(15)?,
    })
}

impl Store {
    /// Adds a draft and returns its key; the row's own is not looked at.
    pub(crate) fn add_draft(&self, draft: &DraftRow) -> Result<i64, Error> {
        let bytes = |id: Option<Uuid>| id.map(Uuid::into_bytes);
        self.db
            .prepare_cached(
                "INSERT INTO draft (id, student, form, edition, follow_up, guardian, companions, language,
                     chance, saved, question, begun_at, changed_at, reminder)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute((
                draft.id.0.as_bytes(),
                bytes(draft.student.map(|s| s.0)),
                &draft.form,
                draft.edition,
                bytes(draft.follow_up.map(|f| f.0)),
                bytes(draft.guardian.map(|g| g.0)),
                draft.companions.iter().flat_map(|c| c.0.into_bytes()).collect::<Vec<u8>>(),
                &draft.language,
                draft.chance.cast_signed(),
                draft.saved,
                &draft.question,
                draft.begun_at.ms(),
                draft.changed_at.ms(),
                bytes(draft.reminder.map(|r| r.0)),
            ))?;
        Ok(self.db.last_insert_rowid())
    }

    /// Writes what of a draft changes while it is filled.
    pub(crate) fn change_draft(&self, draft: &DraftRow) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "UPDATE draft SET edition = ?2, companions = ?3, language = ?4, question = ?5, changed_at = ?6, step = ?7
                 WHERE key = ?1",
            )?
            .execute((
                draft.key,
                draft.edition,
                draft.companions.iter().flat_map(|c| c.0.into_bytes()).collect::<Vec<u8>>(),
                &draft.language,
                &draft.question,
                draft.changed_at.ms(),
                draft.step,
            ))?;
        Ok(())
    }

    pub(crate) fn find_draft(&self, id: FactId) -> Result<Option<DraftRow>, Error> {
        let mut query =
            self.db.prepare_cached(&format!("SELECT {COLUMNS} FROM draft WHERE id = ?1"))?;
        let mut rows = query.query([id.0.as_bytes()])?;
        Ok(rows.next()?.map(read).transpose()?)
    }

    /// Lists the drafts, the last touched first.
    pub(crate) fn drafts(&self) -> Result<Vec<DraftRow>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM draft ORDER BY changed_at DESC, key DESC");
        let mut query = self.db.prepare_cached(&sql)?;
        Ok(query.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// Returns the answers of a draft from before forms were filled on the phone, until they are laid onto the form.
    pub(crate) fn carried(&self, draft: i64) -> Result<Option<Map<String, Value>>, Error> {
        let mut query = self.db.prepare_cached("SELECT carried FROM draft WHERE key = ?1")?;
        let bytes: Option<Vec<u8>> = query.query_row([draft], |row| row.get(0))?;
        bytes
            .map(|b| self.codec.read(&b).map_err(|e| Error::row("draft", "carried", draft, e)))
            .transpose()
    }

    pub(crate) fn drop_carried(&self, draft: i64) -> Result<(), Error> {
        self.db
            .prepare_cached("UPDATE draft SET carried = NULL WHERE key = ?1")?
            .execute([draft])?;
        Ok(())
    }

    /// Deletes a draft with its answers and the photos that are still its own.
    pub(crate) fn delete_draft(&self, draft: &DraftRow) -> Result<(), Error> {
        self.delete_photos_of_draft(draft.key)?;
        self.delete_answers(draft.key)?;
        self.db.prepare_cached("DELETE FROM left_over WHERE draft = ?1")?.execute([draft.key])?;
        self.db.prepare_cached("DELETE FROM draft WHERE key = ?1")?.execute([draft.key])?;
        self.tidy_last_saved()
    }
}
