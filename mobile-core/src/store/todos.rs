//! What is to be done about each student: follow-ups, visits, reminders and promises with their times.

use super::{Error, Store, StudentKey};
use doorstep_schema::id::{StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Owner;
use rusqlite::Row;
use serde::Serialize;
use uuid::Uuid;

/// What kind of thing is to be done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TodoKind {
    /// A follow-up of a case.
    FollowUp,
    /// A visit: periodic, or planned at the last visit.
    Visit,
    /// A reminder.
    Reminder,
    /// A promise whose day has come.
    Promise,
}

impl TodoKind {
    const ALL: [Self; 4] = [Self::FollowUp, Self::Visit, Self::Reminder, Self::Promise];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::FollowUp => "follow_up",
            Self::Visit => "visit",
            Self::Reminder => "reminder",
            Self::Promise => "promise",
        }
    }
}

/// One thing to do, as the evaluation left it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Todo {
    pub(crate) kind: TodoKind,
    /// The follow-up, reminder or promise.
    pub(crate) subject: Option<Uuid>,
    /// Whose work it is; `None`: the author's own.
    pub(crate) owner: Option<Owner>,
    pub(crate) author: Option<WorkerId>,
    pub(crate) reason: String,
    pub(crate) step: Option<u8>,
    pub(crate) state: String,
    /// The act that does it.
    pub(crate) next: String,
    pub(crate) opens_at: Moment,
    pub(crate) due_at: Moment,
    pub(crate) late_at: Moment,
    pub(crate) risk: i32,
    pub(crate) text: String,
}

impl Todo {
    /// Tells whether the time in which it was to be done has passed.
    pub(crate) fn is_late(&self, now: Moment) -> bool {
        now > self.late_at
    }
}

/// A thing to do with the student that it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct TodoOf {
    pub(crate) key: StudentKey,
    pub(crate) student: StudentId,
    pub(crate) name: String,
    pub(crate) village: Option<RegionCode>,
    pub(crate) todo: Todo,
}

impl Store {
    /// Replaces what is to be done about a student.
    pub(crate) fn put_todos(&self, student: StudentKey, todos: &[Todo]) -> Result<(), Error> {
        self.db.prepare_cached("DELETE FROM todo WHERE student = ?1")?.execute([student])?;
        let mut insert = self.db.prepare_cached(
            "INSERT INTO todo (student, kind, subject, owner, author, reason, step, state, next, opens_at,
             due_at, late_at, risk, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?;
        for todo in todos {
            insert.execute((
                student,
                todo.kind.as_str(),
                todo.subject.map(|s| s.as_bytes().to_vec()),
                todo.owner.map(|o| o.to_string()),
                todo.author.map(|a| a.0.as_bytes().to_vec()),
                &todo.reason,
                todo.step,
                &todo.state,
                &todo.next,
                todo.opens_at.ms(),
                todo.due_at.ms(),
                todo.late_at.ms(),
                todo.risk,
                &todo.text,
            ))?;
        }
        Ok(())
    }

    /// Lists what is due until a moment about students who stay, the longest due first.
    pub(crate) fn todos_until(&self, until: Moment) -> Result<Vec<TodoOf>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT t.kind, t.subject, t.owner, t.author, t.reason, t.step, t.state, t.next, t.opens_at,
             t.due_at, t.late_at, t.risk, t.text, s.id, s.name, s.village, t.key, s.key
             FROM todo t JOIN student s ON s.key = t.student
             WHERE t.due_at <= ?1 AND s.leaving = 0 ORDER BY t.due_at, t.risk DESC, t.subject, t.key",
        )?;
        let mut rows = query.query([until.ms()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }
}

fn read(row: &Row<'_>) -> Result<TodoOf, Error> {
    let key: i64 = row.get(16)?;
    let bad = |column: &'static str, text: &str| Error::row("todo", column, key, text);
    let kind: String = row.get(0)?;
    let owner: Option<String> = row.get(2)?;
    let village: String = row.get(15)?;
    let id = |place| Ok::<_, Error>(row.get::<_, Option<[u8; 16]>>(place)?.map(Uuid::from_bytes));
    let at = |place| Ok::<_, Error>(Moment::from_ms(row.get(place)?));
    Ok(TodoOf {
        key: row.get(17)?,
        student: StudentId(id(13)?.ok_or_else(|| bad("student", ""))?),
        name: row.get(14)?,
        village: RegionCode::parse(&village).ok(),
        todo: Todo {
            kind: TodoKind::ALL
                .into_iter()
                .find(|k| k.as_str() == kind)
                .ok_or_else(|| bad("kind", &kind))?,
            subject: id(1)?,
            owner: owner.map(|o| Owner::parse(&o).map_err(|_| bad("owner", &o))).transpose()?,
            author: id(3)?.map(WorkerId),
            reason: row.get(4)?,
            step: row.get(5)?,
            state: row.get(6)?,
            next: row.get(7)?,
            opens_at: at(8)?,
            due_at: at(9)?,
            late_at: at(10)?,
            risk: row.get(11)?,
            text: row.get(12)?,
        },
    })
}
