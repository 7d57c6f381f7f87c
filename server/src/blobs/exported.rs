//! Files that were made for a worker to take along: beside the photos, under `exports/`, by the id of their job.

use super::{Blobs, Unanswered, found, sweep, within};
use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt as _};
use object_store::ObjectStoreExt as _;
use object_store::path::Path as Key;
use std::fs::File;
use std::io::Read as _;
use std::time::SystemTime;
use uuid::Uuid;

/// The bytes that are in memory at once; an S3 service takes parts of no less than 5 MiB.
const PART: usize = 8 << 20;

/// The folder of the files.
const FOLDER: &str = "exports";

/// A stored file's size and its bytes.
pub(crate) type Stream = (u64, BoxStream<'static, Result<Bytes, Unanswered>>);

fn key(id: Uuid) -> Key {
    Key::from(format!("{FOLDER}/{id}"))
}

impl Blobs {
    /// Stores a file part by part, in place of what was stored under the id; returns its size in bytes.
    ///
    /// # Errors
    /// When the file does not read or the storage does not answer.
    pub async fn put_export(&self, id: Uuid, mut file: File) -> Result<u64, Unanswered> {
        let unread = |error: std::io::Error| Unanswered { reason: error.kind().to_string() };
        let mut upload = within(self.store.put_multipart(&key(id))).await?;
        let mut size = 0;
        loop {
            let mut part = Vec::new();
            let read = file.by_ref().take(PART as u64).read_to_end(&mut part).map_err(unread)?;
            if read == 0 {
                break;
            }
            size += part.len() as u64;
            within(upload.put_part(part.into())).await?;
        }
        within(upload.complete()).await?;
        Ok(size)
    }

    /// Reads a stored file; none when there is none.
    ///
    /// # Errors
    /// When the storage does not answer.
    pub async fn get_export(&self, id: Uuid) -> Result<Option<Stream>, Unanswered> {
        let key = key(id);
        let stored = found(self.store.get(&key)).await?;
        Ok(stored.map(|stored| {
            let size = stored.meta.size;
            (size, stored.into_stream().map(|part| part.map_err(Unanswered::from)).boxed())
        }))
    }

    /// Deletes a stored file; one that is not there is deleted.
    ///
    /// # Errors
    /// When the storage does not answer.
    pub async fn drop_export(&self, id: Uuid) -> Result<(), Unanswered> {
        let key = key(id);
        found(self.store.delete(&key)).await.map(drop)
    }

    /// Removes what was written aside and never put in place, if it was last written before that time; only a folder has
    /// such.
    ///
    /// # Errors
    /// When the folder does not read.
    pub async fn sweep_exports(&self, before: SystemTime) -> Result<(), Unanswered> {
        let Some(folder) = self.folder.clone() else { return Ok(()) };
        let swept = tokio::task::spawn_blocking(move || sweep(&folder.join(FOLDER), before)).await;
        let swept = swept.unwrap_or_else(|error| Err(std::io::Error::other(error)));
        swept.map_err(|error| Unanswered { reason: error.kind().to_string() })
    }
}
