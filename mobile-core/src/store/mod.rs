//! The phone's database: SQLite, one file, every change one transaction. The only folder with SQL.

mod answers;
mod body;
mod drafts;
mod erase;
mod error;
mod facts;
mod files;
mod forms;
mod heads;
mod meta;
mod migrate;
mod opening;
mod photos;
mod reference;
mod removals;
mod search;
mod students;
mod todos;

pub(crate) use body::Codec;
pub(crate) use drafts::DraftRow;
pub(crate) use error::Error;
pub(crate) use facts::{FactRow, Refusal, SyncState};
pub(crate) use files::{FileRow, FileState};
pub(crate) use forms::FormRow;
pub(crate) use heads::HeadRow;
pub(crate) use meta::{Backoff, Chain, Key, Session};
pub use opening::Opening;
pub(crate) use photos::PhotoRow;
pub(crate) use reference::OwnRules;
pub(crate) use students::StudentKey;
pub use todos::TodoKind;
pub(crate) use todos::{Todo, TodoOf};

use crate::Problem;
use forms::AtHand;
use rusqlite::Connection;
use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

/// The phone's database.
pub struct Store {
    db: Connection,
    codec: Codec,
    rules: RefCell<Option<Arc<OwnRules>>>,
    at_hand: RefCell<AtHand>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the database at a path, making it when there is none.
    ///
    /// # Errors
    /// `damaged_database` or `newer_database` when the file cannot be used; it is then left as it is.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Problem> {
        Self::open_with(path, &Opening::default())
    }

    /// Opens the database at a path, as `opening` says, making it when there is none.
    ///
    /// # Errors
    /// `damaged_database`, also when the key is another one, or `newer_database`, when the file cannot be used; it is
    /// then left as it is. `storage` when a key is given and this build has no cipher, or the VFS is not there.
    pub fn open_with(path: impl AsRef<Path>, opening: &Opening<'_>) -> Result<Self, Problem> {
        Ok(Self::start(opening::connect(path.as_ref(), opening)?)?)
    }

    /// Opens an empty database in memory.
    ///
    /// # Errors
    /// `storage` when SQLite cannot start.
    pub fn in_memory() -> Result<Self, Problem> {
        Ok(Self::start(Connection::open_in_memory().map_err(Error::from)?)?)
    }

    fn start(db: Connection) -> Result<Self, Error> {
        migrate::run(&db)?;
        db.set_prepared_statement_cache_capacity(64);
        let (rules, at_hand) = (RefCell::new(None), RefCell::default());
        Ok(Self { db, codec: Codec::new()?, rules, at_hand })
    }

    /// Reads the whole file for damage; for a settings screen or after a crash, not for every start.
    ///
    /// # Errors
    /// `damaged_database` when SQLite finds any.
    pub fn check(&self) -> Result<(), Problem> {
        let verdict: String = self
            .db
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
            .map_err(Error::from)?;
        if verdict == "ok" { Ok(()) } else { Err(Error::row("file", "pages", "", verdict).into()) }
    }

    /// Counts the rows that were written since the store was opened.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.db.total_changes()
    }

    /// Takes back what was being written when work was broken off without coming to its end.
    ///
    /// # Errors
    /// When SQLite cannot.
    pub fn recover(&self) -> Result<(), Problem> {
        self.rules.replace(None);
        self.at_hand.borrow_mut().clear();
        if self.db.is_autocommit() { Ok(()) } else { Ok(self.run("ROLLBACK")?) }
    }

    /// Runs `work` as one transaction; inside another one it joins that.
    pub(crate) fn write<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if !self.db.is_autocommit() {
            return work(self);
        }
        self.run("BEGIN IMMEDIATE")?;
        let done = work(self).and_then(|value| self.run("COMMIT").map(|()| value).map_err(E::from));
        if done.is_err() {
            self.rules.replace(None);
            self.at_hand.borrow_mut().close();
            if !self.db.is_autocommit() {
                self.run("ROLLBACK")?;
            }
        }
        done
    }

    fn run(&self, sql: &str) -> Result<(), Error> {
        Ok(self.db.execute_batch(sql)?)
    }
}

#[cfg(test)]
mod tests;
