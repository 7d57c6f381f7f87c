//! Files kept by their content, in a folder or in an S3 service: `{county}/{two digits}/{SHA-256}`.

mod exported;
mod http;

use crate::config::{Files, S3};
use crate::problem::Problem;
use bytes::Bytes;
use doorstep_schema::digest::Digest;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use futures_util::TryStreamExt as _;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::{BackoffConfig, ObjectStore, ObjectStoreExt as _, RetryConfig};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// How long one act may take, tries again included; what takes longer counts as unanswered.
const PATIENCE: Duration = Duration::from_secs(25);

/// The storage of files; cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// The folder, where it is one.
    folder: Option<PathBuf>,
}

/// An object that is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Object {
    /// The SHA-256 that it is named by.
    pub sha256: Digest,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was put, by the storage's clock.
    pub put_at: Moment,
}

/// The storage does not answer, or not as it should; the same call can succeed later.
#[derive(Debug, thiserror::Error)]
#[error("the storage of files does not answer: {reason}")]
pub struct Unanswered {
    /// What is known, without keys or addresses.
    pub reason: String,
}

/// The storage cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder cannot be made.
    #[error("files.folder: {folder} cannot be made: {reason}")]
    Folder {
        /// The folder.
        folder: String,
        /// Why.
        reason: std::io::Error,
    },
    /// What is set about the storage cannot be used.
    #[error("files: {0} cannot be used as it is set")]
    Settings(&'static str),
}

impl From<object_store::Error> for Unanswered {
    fn from(error: object_store::Error) -> Self {
        // A service's own words may repeat keys: only the kind is told, and what the system says.
        let mut cause: Option<&dyn std::error::Error> = Some(&error);
        let mut reason = match &error {
            object_store::Error::PermissionDenied { .. } => "it does not permit it",
            object_store::Error::Unauthenticated { .. } => "the keys are not taken",
            object_store::Error::NotFound { .. } => "there is no such thing, as a bucket",
            _ => "it failed",
        }
        .to_owned();
        while let Some(error) = cause {
            if let Some(system) = error.downcast_ref::<std::io::Error>() {
                reason = system.kind().to_string();
            }
            cause = error.source();
        }
        Self { reason }
    }
}

impl From<Unanswered> for Problem {
    fn from(error: Unanswered) -> Self {
        tracing::warn!(%error, "files cannot be kept or read");
        let detail = "the storage of files does not answer; try again soon";
        Self {
            retryable: true,
            retry_after: Some(5),
            ..Self::new(503, "files_unavailable", "Files are not available", detail)
        }
    }
}

impl Blobs {
    /// Opens the storage that is set; a folder is made, an S3 service is first called when it is needed.
    ///
    /// # Errors
    /// When the folder cannot be made or the settings cannot be used.
    pub fn open(files: &Files, data: &Path) -> Result<Self, OpenError> {
        match &files.s3 {
            Some(s3) => Self::s3(s3),
            None => Self::folder(&files.folder(data)),
        }
    }

    /// Keeps files in a folder, which is made if need be.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn folder(folder: &Path) -> Result<Self, OpenError> {
        let cannot = |reason| OpenError::Folder { folder: folder.display().to_string(), reason };
        std::fs::create_dir_all(folder).map_err(cannot)?;
        let store = LocalFileSystem::new_with_prefix(folder)
            .map_err(|_| OpenError::Settings("the folder"))?
            // An object is written aside, synced, renamed, and its folder synced, before a put returns.
            .with_fsync(true);
        Ok(Self { store: Arc::new(store), folder: Some(folder.to_owned()) })
    }

    fn s3(s3: &S3) -> Result<Self, OpenError> {
        let backoff = BackoffConfig {
            init_backoff: Duration::from_millis(100),
            max_backoff: Duration::from_secs(2),
            base: 2.0,
        };
        let retry = RetryConfig { backoff, max_retries: 3, retry_timeout: Duration::from_secs(15) };
        let store = AmazonS3Builder::new()
            .with_endpoint(&s3.endpoint)
            .with_bucket_name(&s3.bucket)
            .with_region(&s3.region)
            .with_access_key_id(s3.access_key_id.reveal())
            .with_secret_access_key(s3.secret_access_key.reveal())
            .with_allow_http(s3.allow_http)
            .with_disable_bulk_delete(true)
            .with_retry(retry)
            .with_http_connector(http::Connector)
            .build()
            .map_err(|_| OpenError::Settings("s3"))?;
        Ok(Self { store: Arc::new(store), folder: None })
    }

    /// Keeps files in memory only, for tests and trials.
    #[must_use]
    pub fn memory() -> Self {
        Self { store: Arc::new(InMemory::new()), folder: None }
    }

    /// Stores bytes under their SHA-256; when it returns they are durable, and no half of them is ever seen.
    ///
    /// # Errors
    /// When the storage does not answer.
    pub async fn put(
        &self,
        county: RegionCode,
        sha256: Digest,
        bytes: Bytes,
    ) -> Result<(), Unanswered> {
        let key = key(county, sha256);
        within(self.store.put(&key, bytes.into())).await.map(drop)
    }

    /// Reads a whole object; none when there is none.
    ///
    /// # Errors
    /// When the storage does not answer.
    pub async fn get(
        &self,
        county: RegionCode,
        sha256: Digest,
    ) -> Result<Option<Bytes>, Unanswered> {
        let key = key(county, sha256);
        found(async { self.store.get(&key).await?.bytes().await }).await
    }

    /// Reads a part of an object, cut at its end; none when there is no object.
    ///
    /// # Errors
    /// When the storage does not answer, or the range begins behind the end.
    pub async fn range(
        &self,
        county: RegionCode,
        sha256: Digest,
        range: Range<u64>,
    ) -> Result<Option<Bytes>, Unanswered> {
        let key = key(county, sha256);
        found(self.store.get_range(&key, range)).await
    }

    /// Returns an object's size in bytes; none when there is none.
    ///
    /// # Errors
    /// When the storage does not answer.
    pub async fn size(
        &self,
        county: RegionCode,
        sha256: Digest,
    ) -> Result<Option<u64>, Unanswered> {
        let key = key(county, sha256);
        found(async { Ok(self.store.head(&key).await?.size) }).await
    }

    /// Deletes an object; one that is not there is deleted.
    ///
    /// # Errors
    /// When the storage does not answer.
    pub async fn delete(&self, county: RegionCode, sha256: Digest) -> Result<(), Unanswered> {
        let key = key(county, sha256);
        found(self.store.delete(&key)).await.map(drop)
    }

    /// Demands that the storage takes and gives back bytes: an object that is not there is not lost where nothing is.
    ///
    /// # Errors
    /// When it does not, as without its bucket.
    pub async fn probe(&self) -> Result<(), Unanswered> {
        let key = Key::from("probe");
        within(async {
            self.store.put(&key, Bytes::from_static(b"probe").into()).await?;
            self.store.get(&key).await?.bytes().await
        })
        .await
        .map(drop)
    }

    /// Lists the objects of a county whose SHA-256 begins with that byte: a 256th of them.
    ///
    /// # Errors
    /// When the storage does not answer.
    pub async fn list(&self, county: RegionCode, first: u8) -> Result<Vec<Object>, Unanswered> {
        let folder = Key::from(format!("{county}/{first:02x}"));
        let listed = within(self.store.list(Some(&folder)).try_collect::<Vec<_>>()).await?;
        let object = |meta: object_store::ObjectMeta| {
            Some(Object {
                sha256: Digest::parse(meta.location.filename()?)?,
                bytes: meta.size,
                put_at: Moment::from_ms(meta.last_modified.timestamp_millis()),
            })
        };
        Ok(listed.into_iter().filter_map(object).collect())
    }

    /// Removes what was written aside among the objects whose SHA-256 begins with that byte and was never put in place,
    /// as when the process was killed, if it was last written before that time; only a folder has such.
    ///
    /// # Errors
    /// When the folder does not read.
    pub async fn sweep(
        &self,
        county: RegionCode,
        first: u8,
        before: SystemTime,
    ) -> Result<(), Unanswered> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let folder = folder.join(county.to_string()).join(format!("{first:02x}"));
        let swept = tokio::task::spawn_blocking(move || sweep(&folder, before)).await;
        let swept = swept.unwrap_or_else(|error| Err(std::io::Error::other(error)));
        swept.map_err(|error| Unanswered { reason: error.kind().to_string() })
    }
}

fn key(county: RegionCode, sha256: Digest) -> Key {
    let name = sha256.to_string();
    Key::from(format!("{county}/{}/{name}", &name[..2]))
}

/// Waits for an act of the storage, within bounds.
async fn within<T>(act: impl Future<Output = object_store::Result<T>>) -> Result<T, Unanswered> {
    match tokio::time::timeout(PATIENCE, act).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(Unanswered { reason: "it takes too long".to_owned() }),
    }
}

/// Waits for an act on an object that may not be there.
async fn found<T>(
    act: impl Future<Output = object_store::Result<T>>,
) -> Result<Option<T>, Unanswered> {
    let act = async {
        match act.await {
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            done => done.map(Some),
        }
    };
    within(act).await
}

fn sweep(folder: &Path, before: SystemTime) -> std::io::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        // `LocalFileSystem` writes `{name}#{n}` aside.
        let aside = entry.file_name().to_string_lossy().contains('#');
        if aside && entry.metadata()?.modified()? < before {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
