//! Photos: each of a draft until it is finished, then of the fact that records it.

use super::{Error, Store, StudentKey};
use doorstep_schema::digest::Digest;
use doorstep_schema::id::FactId;
use rusqlite::Row;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// A photo's row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct PhotoRow {
    pub(crate) key: i64,
    /// Its record.
    pub(crate) fact: Option<FactId>,
    /// The key of the photo's file.
    pub(crate) photo: i64,
    /// The key of the thumbnail's file.
    pub(crate) thumb: i64,
    /// The photo's SHA-256.
    pub(crate) sha256: Digest,
}

const COLUMNS: &str = "p.key, p.fact, p.photo, p.thumb, f.sha256";

fn read(row: &Row<'_>) -> rusqlite::Result<PhotoRow> {
    let fact: Option<[u8; 16]> = row.get(1)?;
    Ok(PhotoRow {
        key: row.get(0)?,
        fact: fact.map(|id| FactId(Uuid::from_bytes(id))),
        photo: row.get(2)?,
        thumb: row.get(3)?,
        sha256: Digest(row.get(4)?),
    })
}

impl Store {
    fn photo_rows(&self, rest: &str, bound: impl rusqlite::Params) -> Result<Vec<PhotoRow>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM photo p JOIN file f ON f.key = p.photo {rest}");
        let mut query = self.db.prepare_cached(&sql)?;
        Ok(query.query_map(bound, read)?.collect::<Result<_, _>>()?)
    }

    /// Adds a photo to a draft with what was noted when it was taken.
    pub(crate) fn add_photo<T: Serialize>(
        &self,
        draft: i64,
        photo: i64,
        thumb: i64,
        noted: &T,
    ) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "INSERT INTO photo (draft, photo, thumb, noted) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((draft, photo, thumb, self.codec.write(noted)))?;
        Ok(())
    }

    /// Adds a photo that a fact records.
    pub(crate) fn add_recorded_photo(
        &self,
        fact: FactId,
        of: FactId,
        photo: i64,
        thumb: i64,
    ) -> Result<(), Error> {
        self.db
            .prepare_cached("INSERT INTO photo (fact, of, photo, thumb) VALUES (?1, ?2, ?3, ?4)")?
            .execute((fact.0.as_bytes(), of.0.as_bytes(), photo, thumb))?;
        Ok(())
    }

    /// Gives a draft's photo to the fact that records it.
    pub(crate) fn photo_is_recorded(
        &self,
        key: i64,
        fact: FactId,
        of: FactId,
    ) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "UPDATE photo SET draft = NULL, noted = NULL, fact = ?2, of = ?3 WHERE key = ?1",
            )?
            .execute((key, fact.0.as_bytes(), of.0.as_bytes()))?;
        Ok(())
    }

    /// Returns what was noted when a draft's photo was taken.
    pub(crate) fn noted<T: DeserializeOwned>(&self, key: i64) -> Result<T, Error> {
        let mut query = self.db.prepare_cached("SELECT noted FROM photo WHERE key = ?1")?;
        let bytes: Option<Vec<u8>> = query.query_row([key], |row| row.get(0))?;
        let bytes = bytes.ok_or_else(|| Error::row("photo", "noted", key, "nothing"))?;
        self.codec.read(&bytes).map_err(|e| Error::row("photo", "noted", key, e))
    }

    /// Lists a draft's photos in the order in which they were taken.
    pub(crate) fn photos_of_draft(&self, draft: i64) -> Result<Vec<PhotoRow>, Error> {
        self.photo_rows("WHERE p.draft = ?1 ORDER BY p.key", [draft])
    }

    /// Lists the photos of this phone that belong to a fact.
    pub(crate) fn photos_of(&self, of: FactId) -> Result<Vec<PhotoRow>, Error> {
        self.photo_rows("WHERE p.of = ?1 ORDER BY p.key", [of.0.as_bytes()])
    }

    /// Finds the photo that a fact records.
    pub(crate) fn recorded_photo(&self, fact: FactId) -> Result<Option<PhotoRow>, Error> {
        Ok(self.photo_rows("WHERE p.fact = ?1", [fact.0.as_bytes()])?.pop())
    }

    /// Finds any photo with a SHA-256.
    pub(crate) fn find_photo(&self, sha256: Digest) -> Result<Option<PhotoRow>, Error> {
        Ok(self.photo_rows("WHERE f.sha256 = ?1 ORDER BY p.key LIMIT 1", [sha256.0])?.pop())
    }

    /// Lists recorded photos of which the server did not take a file, with its code.
    pub(crate) fn photos_not_taken(&self) -> Result<Vec<(FactId, String)>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT p.fact, MIN(f.refusal) FROM file f JOIN photo p ON p.photo = f.key OR p.thumb = f.key
             JOIN fact x ON x.id = p.fact
             WHERE f.state IN (0, 2) AND f.state = 2 AND x.state <= 2 GROUP BY p.key ORDER BY p.key",
        )?;
        let rows = query.query_map([], |row| {
            let code: Option<String> = row.get(1)?;
            Ok((FactId(Uuid::from_bytes(row.get(0)?)), code.unwrap_or_default()))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Deletes a photo, and its files unless another photo is the same picture.
    pub(crate) fn delete_photo(&self, key: i64) -> Result<(), Error> {
        self.delete_photos("key = ?1", [key])
    }

    pub(super) fn delete_photos_of_draft(&self, draft: i64) -> Result<(), Error> {
        self.delete_photos("draft = ?1", [draft])
    }

    pub(super) fn delete_photo_of_fact(&self, fact: i64) -> Result<(), Error> {
        self.delete_photos("fact = (SELECT id FROM fact WHERE key = ?1)", [fact])
    }

    /// Deletes the photos that go with a student's facts: all but those of refused ones.
    pub(super) fn delete_photos_of_student(&self, student: StudentKey) -> Result<(), Error> {
        let of = "fact IN (SELECT id FROM fact WHERE student = ?1 AND state <> 3)";
        self.delete_photos(of, [student])
    }

    fn delete_photos(&self, of: &str, bound: [i64; 1]) -> Result<(), Error> {
        let sql = format!("DELETE FROM photo WHERE {of}");
        // Most drafts and students have none.
        if self.db.prepare_cached(&sql)?.execute(bound)? > 0 {
            self.delete_loose_files()?;
        }
        Ok(())
    }
}

#[cfg(test)]
impl Store {
    /// Counts photos, files, and files whose bytes are here.
    pub(crate) fn photo_counts(&self) -> (i64, i64, i64) {
        let count = |table: &str| {
            let sql = format!("SELECT COUNT(*) FROM {table}");
            self.db.query_row(&sql, [], |row| row.get(0)).unwrap()
        };
        (count("photo"), count("file"), count("file_bytes"))
    }
}
