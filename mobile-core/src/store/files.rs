//! Photos and thumbnails as files: their bytes, and how far each is on its way to the server.

use super::{Error, Store, StudentKey};
use doorstep_schema::digest::Digest;
use doorstep_schema::moment::Moment;
use rusqlite::{OptionalExtension as _, Row};

/// Where a file stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FileState {
    /// The server does not have all of it.
    Waiting,
    /// The server has it.
    There,
    /// The server did not take it.
    Refused,
    /// It was deleted for good, or its author let go of it.
    Deleted,
}

impl FileState {
    const ALL: [Self; 4] = [Self::Waiting, Self::There, Self::Refused, Self::Deleted];

    fn code(self) -> i64 {
        Self::ALL.iter().position(|s| *s == self).and_then(|p| i64::try_from(p).ok()).unwrap_or(0)
    }
}

/// A file's row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct FileRow {
    pub(crate) key: i64,
    pub(crate) sha256: Digest,
    pub(crate) size: u64,
    pub(crate) thumb: bool,
    pub(crate) state: FileState,
    /// Where the server takes the rest, as a path.
    pub(crate) location: Option<String>,
    /// The bytes that the server has acknowledged.
    pub(crate) sent: u64,
    /// Whether a part was sent and not answered.
    pub(crate) unsure: bool,
    /// How often the server could not use what came.
    pub(crate) tries: u32,
    /// The server's code when it did not take the file.
    pub(crate) refusal: Option<String>,
    /// Whether the bytes are on this phone.
    pub(crate) here: bool,
}

/// How many files of a kind stand somewhere, with their bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct FileCount {
    pub(crate) files: u64,
    pub(crate) size: u64,
    pub(crate) sent: u64,
}

const COLUMNS: &str = "f.key, f.sha256, f.size, f.thumb, f.state, f.location, f.sent, f.unsure, f.tries, f.refusal, \
    EXISTS (SELECT 1 FROM file_bytes b WHERE b.file = f.key)";

/// Whether a record of the file is known to the server.
const RECORDED: &str = "EXISTS (SELECT 1 FROM photo p JOIN fact x ON x.id = p.fact \
    WHERE (p.photo = f.key OR p.thumb = f.key) AND x.state = 2)";

/// Sizes fit SQLite's integers by far, as a photo has at most 2 MiB.
fn integer(size: impl TryInto<i64>) -> i64 {
    size.try_into().unwrap_or(i64::MAX)
}

fn whole(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn read(row: &Row<'_>) -> Result<FileRow, Error> {
    let key: i64 = row.get(0)?;
    let state: i64 = row.get(4)?;
    let known = usize::try_from(state).ok().and_then(|place| FileState::ALL.get(place).copied());
    Ok(FileRow {
        key,
        sha256: Digest(row.get(1)?),
        size: whole(row.get(2)?),
        thumb: row.get(3)?,
        state: known.ok_or_else(|| Error::row("file", "state", key, state))?,
        location: row.get(5)?,
        sent: whole(row.get(6)?),
        unsure: row.get(7)?,
        tries: row.get(8)?,
        refusal: row.get(9)?,
        here: row.get(10)?,
    })
}

impl Store {
    fn file_row(&self, rest: &str, bound: impl rusqlite::Params) -> Result<Option<FileRow>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM file f {rest}");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(bound)?;
        rows.next()?.map(read).transpose()
    }

    /// Puts a file and returns its key; bytes are kept once, and a file that was given up is tried anew.
    pub(crate) fn put_file(&self, sha256: Digest, bytes: &[u8], thumb: bool) -> Result<i64, Error> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO file (sha256, size, thumb) VALUES (?1, ?2, ?3)")?
            .execute((sha256.0, integer(bytes.len()), thumb))?;
        let key = self
            .db
            .prepare_cached("SELECT key FROM file WHERE sha256 = ?1")?
            .query_row([sha256.0], |row| row.get(0))?;
        self.db
            .prepare_cached(
                "UPDATE file SET state = 0, location = NULL, sent = 0, unsure = 0, tries = 0, refusal = NULL
                 WHERE key = ?1 AND state IN (2, 3)",
            )?
            .execute([key])?;
        self.db
            .prepare_cached("INSERT OR IGNORE INTO file_bytes (file, bytes) VALUES (?1, ?2)")?
            .execute((key, bytes))?;
        Ok(key)
    }

    pub(crate) fn file(&self, key: i64) -> Result<Option<FileRow>, Error> {
        self.file_row("WHERE f.key = ?1", [key])
    }

    pub(crate) fn find_file(&self, sha256: Digest) -> Result<Option<FileRow>, Error> {
        self.file_row("WHERE f.sha256 = ?1", [sha256.0])
    }

    /// Returns the bytes while the phone has them.
    pub(crate) fn file_bytes(&self, key: i64) -> Result<Option<Vec<u8>>, Error> {
        let mut query = self.db.prepare_cached("SELECT bytes FROM file_bytes WHERE file = ?1")?;
        Ok(query.query_row([key], |row| row.get(0)).optional()?)
    }

    /// Returns a part of the bytes, as much as there is.
    pub(crate) fn file_part(&self, key: i64, from: u64, most: u64) -> Result<Vec<u8>, Error> {
        let mut query = self
            .db
            .prepare_cached("SELECT substr(bytes, ?2 + 1, ?3) FROM file_bytes WHERE file = ?1")?;
        Ok(query.query_row((key, integer(from), integer(most)), |row| row.get(0))?)
    }

    /// Returns the next file to send: thumbnails before photos, small before large, troubled ones last.
    pub(crate) fn next_file(&self, photos_too: bool) -> Result<Option<FileRow>, Error> {
        self.file_row(
            &format!(
                "WHERE f.state IN (0, 2) AND f.state = 0 AND f.thumb >= ?1 AND EXISTS (SELECT 1 FROM file_bytes b WHERE b.file = f.key)
                 AND {RECORDED} ORDER BY f.thumb DESC, f.tries, f.size, f.key LIMIT 1"
            ),
            [!photos_too],
        )
    }

    /// Writes how far a file is.
    pub(crate) fn change_file(&self, file: &FileRow) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "UPDATE file SET state = ?2, location = ?3, sent = ?4, unsure = ?5, tries = ?6, refusal = ?7
                 WHERE key = ?1",
            )?
            .execute((
                file.key,
                file.state.code(),
                &file.location,
                integer(file.sent),
                file.unsure,
                file.tries,
                &file.refusal,
            ))?;
        Ok(())
    }

    /// Notes when the server had the file.
    pub(crate) fn file_is_there(&self, key: i64, at: Moment) -> Result<(), Error> {
        self.db
            .prepare_cached("UPDATE file SET there_at = ?2 WHERE key = ?1")?
            .execute((key, at.ms()))?;
        Ok(())
    }

    pub(crate) fn delete_bytes(&self, key: i64) -> Result<(), Error> {
        self.db.prepare_cached("DELETE FROM file_bytes WHERE file = ?1")?.execute([key])?;
        Ok(())
    }

    /// Deletes the files that no photo is made of any more.
    pub(super) fn delete_loose_files(&self) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "DELETE FROM file WHERE NOT EXISTS (SELECT 1 FROM photo p WHERE p.photo = file.key)
                 AND NOT EXISTS (SELECT 1 FROM photo p WHERE p.thumb = file.key)",
            )?
            .execute([])?;
        self.db
            .prepare_cached("DELETE FROM file_bytes WHERE file NOT IN (SELECT key FROM file)")?
            .execute([])?;
        Ok(())
    }

    /// Deletes the bytes of photos that the server has had, with their thumbnails, since before a moment; returns of
    /// how many.
    pub(crate) fn delete_old_bytes(&self, before: Moment) -> Result<usize, Error> {
        let sql = "DELETE FROM file_bytes WHERE file IN (
               SELECT f.key FROM file f WHERE f.state = 1 AND f.thumb = 0 AND f.there_at < ?1
               AND NOT EXISTS (
                 SELECT 1 FROM photo p JOIN file t ON t.key = p.thumb LEFT JOIN fact x ON x.id = p.fact
                 WHERE p.photo = f.key AND (t.state <> 1 OR t.there_at >= ?1 OR x.state IS NOT 2)
               )
             )";
        Ok(self.db.prepare_cached(sql)?.execute([before.ms()])?)
    }

    /// Counts recorded files of a kind and state whose bytes are here.
    pub(crate) fn count_files(&self, state: FileState, thumb: bool) -> Result<FileCount, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT COUNT(*), COALESCE(SUM(f.size), 0), COALESCE(SUM(f.sent), 0) FROM file f
             WHERE f.state IN (0, 2) AND f.state = ?1 AND f.thumb = ?2
             AND EXISTS (SELECT 1 FROM file_bytes b WHERE b.file = f.key)
             AND EXISTS (SELECT 1 FROM photo p JOIN fact x ON x.id = p.fact
               WHERE (p.photo = f.key OR p.thumb = f.key) AND x.state <= 2)",
        )?;
        let read = |row: &Row<'_>| {
            Ok(FileCount {
                files: whole(row.get(0)?),
                size: whole(row.get(1)?),
                sent: whole(row.get(2)?),
            })
        };
        Ok(query.query_row((state.code(), thumb), read)?)
    }

    /// Tells whether a photo about a student is not on the server yet, or was not taken there.
    pub(crate) fn photos_wait(&self, student: StudentKey) -> Result<bool, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT EXISTS (
               SELECT 1 FROM file f JOIN file_bytes b ON b.file = f.key
               JOIN photo p ON p.photo = f.key OR p.thumb = f.key JOIN fact x ON x.id = p.fact
               WHERE f.state IN (0, 2) AND x.student = ?1 AND x.state <= 2)",
        )?;
        Ok(query.query_row([student], |row| row.get(0))?)
    }
}
