//! Students and facts that an assignment shows: steadily, all at once when it begins, or when a student moves in.

use super::{Ask, Entry, FACT, Item, Reach, STUDENT};
use crate::db::{Error, Query, Tx};
use doorstep_schema::id::WorkerId;
use doorstep_schema::wire::v1::Cursor;

/// Adds the students and facts behind the cursor, for each assignment that holds.
pub(super) async fn entries(
    tx: &mut Tx,
    ask: &Ask,
    worker: WorkerId,
    found: &mut Vec<Entry>,
) -> Result<(), Error> {
    for held in ask.active() {
        if let Some(reach) = Reach::of(&held.scope) {
            let source = Source { ask, reach, since: held.since_seq };
            source.students(tx, found).await?;
            source.facts(tx, found).await?;
            source.facts_moved_in(tx, found).await?;
        }
    }
    own_without_student(tx, ask, worker, found).await
}

/// Facts about no student, such as venue reports, come back to their author.
async fn own_without_student(
    tx: &mut Tx,
    ask: &Ask,
    worker: WorkerId,
    found: &mut Vec<Entry>,
) -> Result<(), Error> {
    let sql = "SELECT seq, body FROM fact WHERE county = $1 AND student IS NULL AND author = $2
        AND seq >= $3 ORDER BY seq LIMIT $4";
    let query = tx.query(sql).bind(ask.county.to_string()).bind(worker.0);
    let rows: Vec<(i64, Vec<u8>)> = query.bind(ask.least(FACT)).bind(ask.limit).all().await?;
    found.extend(rows.into_iter().map(|(seq, body)| Entry {
        at: Cursor { seq, rank: FACT, own: seq },
        item: Item::Fact(body),
    }));
    Ok(())
}

/// One assignment as a source of entries.
struct Source<'a> {
    ask: &'a Ask,
    reach: Reach,
    since: i64,
}

impl Source<'_> {
    /// Binds the reach and the county.
    fn bind<'q>(&self, query: Query<'q>) -> Query<'q> {
        self.reach.bind(query).bind(self.ask.county.to_string())
    }

    /// A student's own number is never below that of its last move, so it is seen at its own place, or at
    /// the assignment's when that is later.
    async fn students(&self, tx: &mut Tx, found: &mut Vec<Entry>) -> Result<(), Error> {
        let select = format!(
            "SELECT s.seq, s.body FROM student s WHERE s.{} = $1 AND s.county = $2",
            self.reach.column()
        );
        let sql = format!("{select} AND s.seq >= $3 ORDER BY s.seq LIMIT $4");
        let from = self.ask.least(STUDENT).max(self.since);
        let query = self.bind(tx.query(sql)).bind(from).bind(self.ask.limit);
        for (own, body) in query.all::<(i64, Vec<u8>)>().await? {
            let at = Cursor { seq: own, rank: STUDENT, own };
            found.push(Entry { at, item: Item::Student(body) });
        }
        let Some(after) = self.ask.own_after(self.since, STUDENT) else { return Ok(()) };
        let sql = format!("{select} AND s.seq < $3 AND s.seq > $4 ORDER BY s.seq LIMIT $5");
        let query = self.bind(tx.query(sql)).bind(self.since).bind(after).bind(self.ask.limit);
        for (own, body) in query.all::<(i64, Vec<u8>)>().await? {
            let at = Cursor { seq: self.since, rank: STUDENT, own };
            found.push(Entry { at, item: Item::Student(body) });
        }
        Ok(())
    }

    /// Begins a statement over facts of the reached students. `CROSS JOIN` fixes the order in which SQLite
    /// walks: by student for a narrow reach, along the county's log for a wide one.
    fn facts_sql(&self, columns: &str) -> String {
        let tables = if self.reach.is_wide() {
            "fact f CROSS JOIN student s"
        } else {
            "student s CROSS JOIN fact f"
        };
        let column = self.reach.column();
        format!(
            "SELECT {columns} FROM {tables} WHERE f.student = s.id AND s.{column} = $1 AND f.county = $2"
        )
    }

    async fn facts(&self, tx: &mut Tx, found: &mut Vec<Entry>) -> Result<(), Error> {
        let select = self.facts_sql("f.seq, f.body");
        let sql =
            format!("{select} AND f.seq >= $3 AND f.seq >= s.moved_seq ORDER BY f.seq LIMIT $4");
        let from = self.ask.least(FACT).max(self.since);
        let query = self.bind(tx.query(sql)).bind(from).bind(self.ask.limit);
        for (own, body) in query.all::<(i64, Vec<u8>)>().await? {
            let at = Cursor { seq: own, rank: FACT, own };
            found.push(Entry { at, item: Item::Fact(body) });
        }
        let Some(after) = self.ask.own_after(self.since, FACT) else { return Ok(()) };
        let sql = format!(
            "{select} AND f.seq < $3 AND s.moved_seq <= $3 AND f.seq > $4 ORDER BY f.seq LIMIT $5"
        );
        let query = self.bind(tx.query(sql)).bind(self.since).bind(after).bind(self.ask.limit);
        for (own, body) in query.all::<(i64, Vec<u8>)>().await? {
            let at = Cursor { seq: self.since, rank: FACT, own };
            found.push(Entry { at, item: Item::Fact(body) });
        }
        Ok(())
    }

    /// The history of students who moved in after the assignment began.
    async fn facts_moved_in(&self, tx: &mut Tx, found: &mut Vec<Entry>) -> Result<(), Error> {
        let here = self.ask.after.seq;
        let after = self.ask.own_after(here, FACT).unwrap_or(i64::MAX);
        let select = format!(
            "SELECT s.moved_seq, f.seq, f.body FROM student s CROSS JOIN fact f
            WHERE f.student = s.id AND s.{} = $1 AND f.county = $2",
            self.reach.column()
        );
        let sql = format!(
            "{select} AND s.moved_seq > $3 AND s.moved_seq >= $4 AND f.seq < s.moved_seq
            AND (s.moved_seq > $4 OR f.seq > $5) ORDER BY s.moved_seq, f.seq LIMIT $6"
        );
        let query = self.bind(tx.query(sql)).bind(self.since).bind(here).bind(after);
        for (seq, own, body) in query.bind(self.ask.limit).all::<(i64, i64, Vec<u8>)>().await? {
            found.push(Entry { at: Cursor { seq, rank: FACT, own }, item: Item::Fact(body) });
        }
        Ok(())
    }
}
