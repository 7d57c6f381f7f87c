//! Erasing: everything, or what is left in the file of what was removed.

use super::{Error, Key, Store};
use doorstep_schema::moment::Moment;

impl Store {
    /// Erases everything; only that and when the device was revoked stays.
    pub(crate) fn erase(&self, revoked_at: Option<Moment>) -> Result<(), Error> {
        self.rules.replace(None);
        self.at_hand.borrow_mut().clear();
        self.write(|store| {
            for table in [
                "fact",
                "refusal",
                "student",
                "head",
                "todo",
                "draft",
                "answer",
                "left_over",
                "last_saved",
                "form",
                "removal",
                "photo",
                "file",
                "file_bytes",
                "reference",
                "meta",
            ] {
                store.run(&format!("DELETE FROM {table}"))?;
            }
            revoked_at.map_or(Ok(()), |at| store.set_meta(Key::Revoked, &at))
        })?;
        self.run("VACUUM")?;
        self.flush()
    }

    /// Moves the log into the file and empties it, so that removed rows are in neither.
    pub(crate) fn flush(&self) -> Result<(), Error> {
        self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}
