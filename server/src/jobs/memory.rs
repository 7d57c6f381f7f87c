//! Facts of students that were written about lately, kept so that they are not read again for every push.

use crate::db::{Error, Tx, facts};
use doorstep_schema::id::StudentId;
use doorstep_schema::wire::v1::Fact;
use std::collections::HashMap;

/// How many facts are kept; at about a kilobyte each.
const MOST: usize = 10_000;

/// What is remembered of a student: every fact, up to the last stored number.
#[derive(Clone, Debug, Default)]
struct Known {
    facts: Vec<Fact>,
    last: i64,
}

/// The facts of some students, each list as complete as the database was when it was looked at.
#[derive(Debug, Default)]
pub struct Memory {
    students: HashMap<StudentId, Known>,
    size: usize,
}

impl Memory {
    /// Brings what is remembered of the students in line with the database. Facts are only ever added, so a
    /// list is complete when its length and its last number are the stored ones.
    ///
    /// # Errors
    /// When the database refuses or a stored fact does not read.
    pub async fn refresh(&mut self, tx: &mut Tx, ids: &[StudentId]) -> Result<(), Error> {
        if self.size > MOST {
            self.forget();
        }
        let extents = facts::extents(tx, ids).await?;
        let stale: Vec<StudentId> = ids
            .iter()
            .copied()
            .filter(|id| {
                let known = self.students.get(id).map_or((0, 0), |k| (k.facts.len(), k.last));
                extents.get(id).copied().unwrap_or_default() != known
            })
            .collect();
        for id in &stale {
            self.size -= self.students.remove(id).map_or(0, |known| known.facts.len());
        }
        for (id, facts) in facts::of_students(tx, &stale).await? {
            let last = extents.get(&id).map_or(0, |(_, last)| *last);
            self.size += facts.len();
            self.students.insert(id, Known { facts, last });
        }
        Ok(())
    }

    /// Notes a fact that is being added.
    pub fn add(&mut self, student: StudentId, fact: Fact, seq: i64) {
        let known = self.students.entry(student).or_default();
        known.facts.push(fact);
        known.last = known.last.max(seq);
        self.size += 1;
    }

    /// Returns the facts of a student.
    #[must_use]
    pub fn of(&self, student: StudentId) -> &[Fact] {
        self.students.get(&student).map_or(&[], |known| &known.facts)
    }

    /// Forgets everything, as after a transaction that was undone.
    pub fn forget(&mut self) {
        self.students.clear();
        self.size = 0;
    }
}
