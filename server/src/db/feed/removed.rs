//! Students that left a worker's scope: they moved, or the assignment ended.

use super::{Ask, Entry, Item, Reach, STUDENT};
use crate::db::{Error, Query, Tx};
use doorstep_schema::id::StudentId;
use doorstep_schema::wire::v1::Cursor;
use uuid::Uuid;

/// Adds the removals behind the cursor; a student whom another assignment still shows is none.
pub(super) async fn entries(tx: &mut Tx, ask: &Ask, found: &mut Vec<Entry>) -> Result<(), Error> {
    let shown: Vec<Reach> = ask.active().filter_map(|held| Reach::of(&held.scope)).collect();
    for held in &ask.held {
        let Some(reach) = Reach::of(&held.scope) else { continue };
        let sql = format!(
            "SELECT m.seq, m.student FROM student_move m JOIN student s ON s.id = m.student
            WHERE m.county = $1 AND m.seq >= $2 AND m.seq > $3 AND m.{} = $4{}
            ORDER BY m.seq LIMIT $5",
            reach.column(),
            Reach::none_of(&shown, 6)
        );
        let query = tx.query(sql).bind(ask.county.to_string()).bind(ask.least(STUDENT));
        let query = reach.bind(query.bind(held.since_seq)).bind(ask.limit);
        for (seq, student) in bind_all(query, &shown).all::<(i64, Uuid)>().await? {
            let at = Cursor { seq, rank: STUDENT, own: seq };
            found.push(Entry { at, item: Item::Removed(StudentId(student)) });
        }
        let Some((until, _)) = held.until else { continue };
        let Some(after) = ask.own_after(until, STUDENT) else { continue };
        let sql = format!(
            "SELECT s.seq, s.id FROM student s WHERE s.county = $1 AND s.{} = $2 AND s.seq > $3{}
            ORDER BY s.seq LIMIT $4",
            reach.column(),
            Reach::none_of(&shown, 5)
        );
        let query =
            reach.bind(tx.query(sql).bind(ask.county.to_string())).bind(after).bind(ask.limit);
        for (own, student) in bind_all(query, &shown).all::<(i64, Uuid)>().await? {
            let at = Cursor { seq: until, rank: STUDENT, own };
            found.push(Entry { at, item: Item::Removed(StudentId(student)) });
        }
    }
    Ok(())
}

fn bind_all<'q>(query: Query<'q>, shown: &[Reach]) -> Query<'q> {
    shown.iter().fold(query, |query, reach| reach.bind(query))
}
