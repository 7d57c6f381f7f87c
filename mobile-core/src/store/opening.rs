//! How a database file is reached: through which VFS, and under which key.

use super::Error;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use std::fmt::Write as _;
use std::path::Path;

/// How to open a database file; by default with the system's files, and unencrypted.
#[derive(Clone, Copy, Default)]
pub struct Opening<'a> {
    /// The SQLite VFS that holds the file. Such a one has no memory that connections share, so that the file is then
    /// opened for this one connection alone.
    pub vfs: Option<&'a str>,
    /// The key of the file. It is the key itself, not a password: 32 random bytes.
    pub key: Option<&'a [u8; 32]>,
}

/// Never shows the key.
impl std::fmt::Debug for Opening<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opening").field("vfs", &self.vfs).finish_non_exhaustive()
    }
}

/// Connects, gives the key and takes the lock, before anything of the file is read.
pub(super) fn connect(path: &Path, opening: &Opening<'_>) -> Result<Connection, Error> {
    let db = match opening.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, OpenFlags::default(), vfs)?,
        None => Connection::open(path)?,
    };
    if let Some(key) = opening.key {
        unlock(&db, key)?;
    }
    if opening.vfs.is_some() {
        // Before the journal mode: WAL without shared memory needs to know that nobody else comes.
        db.query_row("PRAGMA locking_mode = EXCLUSIVE", [], |_| Ok(()))?;
    }
    Ok(db)
}

/// Gives SQLite3 Multiple Ciphers the key: ChaCha20 with a Poly1305 tag for every page.
fn unlock(db: &Connection, key: &[u8; 32]) -> Result<(), Error> {
    // SQLite without a cipher knows neither pragma and says nothing: it would write the file in the clear.
    let told = |sql: &str| db.query_row(sql, [], |row| row.get::<_, String>(0)).optional();
    if told("PRAGMA cipher = 'chacha20'")?.as_deref() != Some("chacha20") {
        return Err(Error::NoCipher);
    }
    let mut pragma = String::from("PRAGMA key = 'raw:");
    for byte in key {
        let _ = write!(pragma, "{byte:02x}");
    }
    pragma.push('\'');
    if told(&pragma)?.as_deref() == Some("ok") { Ok(()) } else { Err(Error::NoCipher) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, Store};

    #[test]
    fn a_key_that_would_be_ignored_is_an_error_and_leaves_no_readable_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phone.db");
        let keyed = Opening { key: Some(&[7; 32]), ..Opening::default() };
        let problem = Store::open_with(&path, &keyed).unwrap_err();
        assert_eq!((problem.code, problem.retryable), (Code::Storage, false));
        assert_eq!(std::fs::metadata(&path).map_or(0, |file| file.len()), 0);
        assert_eq!(format!("{keyed:?}"), "Opening { vfs: None, .. }");
    }

    #[test]
    fn a_named_vfs_opens_for_one_connection_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phone.db");
        let alone = Opening { vfs: Some("unix"), ..Opening::default() };
        let store = Store::open_with(&path, &alone).unwrap();
        store.check().unwrap();
        // No shared memory, though the journal is a log.
        let mode: String = store.db.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        let beside = |end: &str| path.with_extension(end).exists();
        assert_eq!((mode.as_str(), beside("db-wal"), beside("db-shm")), ("wal", true, false));
        assert_eq!(Store::open(&path).unwrap_err().code, Code::Storage);
        drop(store);
        Store::open(&path).unwrap();
    }

    #[test]
    fn a_vfs_that_is_not_there_is_told() {
        let nowhere = Opening { vfs: Some("nowhere"), ..Opening::default() };
        let problem = Store::open_with("phone.db", &nowhere).unwrap_err();
        assert_eq!(problem.code, Code::Storage);
    }
}
