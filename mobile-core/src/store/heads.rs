//! Heads: what follows from each student's facts, as of the last evaluation.

use super::{Error, Store, StudentKey};
use doorstep_schema::id::CaseId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Concern;
use doorstep_schema::place::Place;
use rusqlite::OptionalExtension as _;
use uuid::Uuid;

/// A student's head.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct HeadRow {
    pub(crate) status: String,
    pub(crate) open_case: Option<CaseId>,
    pub(crate) step: Option<u8>,
    pub(crate) risk: i32,
    pub(crate) last_visit_at: Option<Moment>,
    pub(crate) next_change_at: Option<Moment>,
    /// Where the home is.
    pub(crate) home: Option<Place>,
    /// The telephone of the guardian who cares for the child, empty when it is not known.
    pub(crate) phone: String,
    /// How many reminders there are, answered ones included.
    pub(crate) reminders: u32,
    /// Why the child is watched: the concerns of the open case.
    pub(crate) concerns: Vec<Concern>,
}

impl Store {
    pub(crate) fn put_head(
        &self,
        student: StudentKey,
        head: &HeadRow,
        now: Moment,
    ) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "INSERT OR REPLACE INTO head
                 (student, status, open_case, step, risk, last_visit_at, evaluated_at, next_change_at, home, phone, reminders,
                  concerns)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute((
                student,
                &head.status,
                head.open_case.map(|c| c.0.as_bytes().to_vec()),
                head.step,
                head.risk,
                head.last_visit_at.map(Moment::ms),
                now.ms(),
                head.next_change_at.map(Moment::ms),
                head.home.map(|home| self.codec.write(&home)),
                &head.phone,
                head.reminders,
                head.concerns.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" "),
            ))?;
        Ok(())
    }

    pub(crate) fn head(&self, student: StudentKey) -> Result<Option<HeadRow>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT status, open_case, step, risk, last_visit_at, next_change_at, home, phone, reminders, concerns
             FROM head WHERE student = ?1",
        )?;
        let head = query.query_row([student], |row| {
            let head = HeadRow {
                status: row.get(0)?,
                open_case: row
                    .get::<_, Option<[u8; 16]>>(1)?
                    .map(|bytes| CaseId(Uuid::from_bytes(bytes))),
                step: row.get(2)?,
                risk: row.get(3)?,
                last_visit_at: row.get::<_, Option<i64>>(4)?.map(Moment::from_ms),
                next_change_at: row.get::<_, Option<i64>>(5)?.map(Moment::from_ms),
                home: None,
                phone: row.get(7)?,
                reminders: row.get(8)?,
                concerns: row.get::<_, String>(9)?.split(' ').filter_map(Concern::parse).collect(),
            };
            Ok((head, row.get::<_, Option<Vec<u8>>>(6)?))
        });
        let Some((head, home)) = head.optional()? else { return Ok(None) };
        let home = home.map(|bytes| self.codec.read(&bytes)).transpose();
        Ok(Some(HeadRow {
            home: home.map_err(|e| Error::row("head", "home", student, e))?,
            ..head
        }))
    }

    /// Lists students whose head does not hold at `now`: the clock went on, or went back.
    pub(crate) fn stale_heads(&self, now: Moment) -> Result<Vec<StudentKey>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT student FROM head WHERE next_change_at <= ?1 OR evaluated_at > ?1",
        )?;
        let keys = query.query_map([now.ms()], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// Lists students who stay and about whom there are reminders.
    pub(crate) fn reminded(&self) -> Result<Vec<StudentKey>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT h.student FROM head h JOIN student s ON s.key = h.student
             WHERE h.reminders > 0 AND s.leaving = 0 ORDER BY h.student",
        )?;
        let keys = query.query_map([], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// Makes every head stale: the rules changed.
    pub(crate) fn spoil_heads(&self) -> Result<(), Error> {
        self.db.prepare_cached("UPDATE head SET next_change_at = 0")?.execute([])?;
        Ok(())
    }

    pub(crate) fn delete_head(&self, student: StudentKey) -> Result<(), Error> {
        self.db.prepare_cached("DELETE FROM head WHERE student = ?1")?.execute([student])?;
        self.db.prepare_cached("DELETE FROM todo WHERE student = ?1")?.execute([student])?;
        Ok(())
    }
}
