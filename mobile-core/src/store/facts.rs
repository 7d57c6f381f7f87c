//! Facts and where each stands with the server.

use super::{Error, Store, StudentKey};
use doorstep_schema::id::FactId;
use doorstep_schema::wire::v1;
use rusqlite::{OptionalExtension as _, Row};
use serde::Serialize;

/// Where a fact stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SyncState {
    /// On this phone only.
    Waiting,
    /// Sent, not answered yet.
    Sent,
    /// Durable on the server.
    Accepted,
    /// Not taken; under attention.
    Refused,
    /// Refused, and replaced by a mended fact.
    Replaced,
    /// Refused, and set aside by its author.
    SetAside,
}

impl SyncState {
    const ALL: [Self; 6] =
        [Self::Waiting, Self::Sent, Self::Accepted, Self::Refused, Self::Replaced, Self::SetAside];

    fn code(self) -> i64 {
        Self::ALL.iter().position(|s| *s == self).and_then(|p| i64::try_from(p).ok()).unwrap_or(0)
    }
}

/// Why the server did not take a fact.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    pub(crate) field: String,
    pub(crate) message: String,
}

/// A fact with where it stands.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct FactRow {
    pub(crate) key: i64,
    pub(crate) student: Option<StudentKey>,
    pub(crate) own: bool,
    pub(crate) state: SyncState,
    pub(crate) attempts: i64,
    pub(crate) fact: v1::Fact,
}

/// A row as SQLite has it.
struct Raw {
    key: i64,
    student: Option<i64>,
    own: bool,
    state: i64,
    attempts: i64,
    body: Vec<u8>,
}

impl Raw {
    const COLUMNS: &'static str = "key, student, own, state, attempts, body";

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            key: row.get(0)?,
            student: row.get(1)?,
            own: row.get(2)?,
            state: row.get(3)?,
            attempts: row.get(4)?,
            body: row.get(5)?,
        })
    }
}

impl Store {
    fn fact_row(&self, raw: &Raw) -> Result<FactRow, Error> {
        let place = usize::try_from(raw.state).unwrap_or(usize::MAX);
        let state = SyncState::ALL.get(place).copied();
        Ok(FactRow {
            key: raw.key,
            student: raw.student,
            own: raw.own,
            state: state.ok_or_else(|| Error::row("fact", "state", raw.key, raw.state))?,
            attempts: raw.attempts,
            fact: self.codec.read(&raw.body).map_err(|e| Error::row("fact", "body", raw.key, e))?,
        })
    }

    fn fact_rows(&self, rest: &str, bound: impl rusqlite::Params) -> Result<Vec<FactRow>, Error> {
        let sql = format!("SELECT {} FROM fact {rest}", Raw::COLUMNS);
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(bound, Raw::read)?;
        rows.map(|raw| self.fact_row(&raw?)).collect()
    }

    /// Adds a fact; the caller has made sure that the id is new.
    pub(crate) fn add_fact(
        &self,
        fact: &v1::Fact,
        own: bool,
        state: SyncState,
    ) -> Result<(), Error> {
        let student = fact.student.map(|s| self.student_key(s)).transpose()?;
        self.db
            .prepare_cached(
                "INSERT INTO fact (id, student, hlc, happened_at, own, state, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute((
                fact.id.0.as_bytes(),
                student,
                fact.hlc.bits(),
                fact.happened_at.ms(),
                own,
                state.code(),
                self.codec.write(fact),
            ))?;
        Ok(())
    }

    pub(crate) fn find_fact(&self, id: FactId) -> Result<Option<FactRow>, Error> {
        Ok(self.fact_rows("WHERE id = ?1", [id.0.as_bytes()])?.pop())
    }

    pub(crate) fn has_fact(&self, id: FactId) -> Result<bool, Error> {
        let mut query = self.db.prepare_cached("SELECT 1 FROM fact WHERE id = ?1")?;
        Ok(query.query_row([id.0.as_bytes()], |_| Ok(())).optional()?.is_some())
    }

    /// Lists every fact about a student, also those that do not count.
    pub(crate) fn facts_of(&self, student: StudentKey) -> Result<Vec<FactRow>, Error> {
        self.fact_rows("WHERE student = ?1 ORDER BY happened_at, hlc, id", [student])
    }

    /// Lists facts that were entered on this phone, the newest first.
    pub(crate) fn own_facts(&self, before: i64, limit: i64) -> Result<Vec<FactRow>, Error> {
        self.fact_rows("WHERE own = 1 AND key < ?1 ORDER BY key DESC LIMIT ?2", (before, limit))
    }

    /// Lists the facts of a student that count: not refused, replaced or set aside.
    pub(crate) fn counting_facts(&self, student: StudentKey) -> Result<Vec<v1::Fact>, Error> {
        let rows = self.fact_rows("WHERE student = ?1 AND state <= 2", [student])?;
        Ok(rows.into_iter().map(|row| row.fact).collect())
    }

    /// Lists facts that the server has not answered for, oldest first.
    pub(crate) fn unsent(&self, limit: i64) -> Result<Vec<FactRow>, Error> {
        self.fact_rows("WHERE state <> 2 AND state <= 1 ORDER BY key LIMIT ?1", [limit])
    }

    pub(crate) fn refused(&self) -> Result<Vec<(FactRow, Refusal)>, Error> {
        let rows = self.fact_rows("WHERE state <> 2 AND state = 3 ORDER BY key", [])?;
        rows.into_iter()
            .map(|row| Ok((row.clone(), self.refusal(row.key)?.unwrap_or_default())))
            .collect()
    }

    pub(crate) fn refusal(&self, key: i64) -> Result<Option<Refusal>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT code, field, message FROM refusal WHERE fact = ?1")?;
        let read = |row: &Row<'_>| {
            Ok(Refusal { code: row.get(0)?, field: row.get(1)?, message: row.get(2)? })
        };
        Ok(query.query_row([key], read).optional()?)
    }

    /// Moves a fact to a state; only a refused one has a refusal.
    pub(crate) fn set_fact_state(
        &self,
        key: i64,
        state: SyncState,
        refusal: Option<&Refusal>,
    ) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "UPDATE fact SET state = ?2, attempts = attempts + (?2 = 1) WHERE key = ?1",
            )?
            .execute((key, state.code()))?;
        self.db.prepare_cached("DELETE FROM refusal WHERE fact = ?1")?.execute([key])?;
        if let Some(refusal) = refusal {
            self.db
                .prepare_cached(
                    "INSERT INTO refusal (fact, code, field, message) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute((key, &refusal.code, &refusal.field, &refusal.message))?;
        }
        Ok(())
    }

    /// Counts facts of a state with the bytes that they take here.
    pub(crate) fn count_facts(&self, state: SyncState) -> Result<(i64, i64), Error> {
        let mut query = self.db.prepare_cached(
            "SELECT COUNT(*), COALESCE(SUM(LENGTH(body)), 0) FROM fact WHERE state <> 2 AND state = ?1",
        )?;
        Ok(query.query_row([state.code()], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// Deletes a fact that its author set aside and whose student is gone, with the photo that it records.
    pub(crate) fn delete_fact(&self, key: i64) -> Result<(), Error> {
        self.delete_photo_of_fact(key)?;
        self.db.prepare_cached("DELETE FROM refusal WHERE fact = ?1")?.execute([key])?;
        self.db.prepare_cached("DELETE FROM fact WHERE key = ?1")?.execute([key])?;
        Ok(())
    }
}
