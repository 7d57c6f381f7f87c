//! One application's folder: reading a file of it, compressed beforehand where the build did that.

use crate::problem::Problem;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use std::ffi::OsStr;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use tower_http::services::ServeDir;
use tower_http::services::fs::{Backend, DefaultServeDirFallback, TokioBackend, TokioFile};

/// A folder whose files are served.
#[derive(Clone, Debug)]
pub(super) struct Folder(ServeDir<DefaultServeDirFallback, Within>);

impl Folder {
    /// Takes a folder.
    pub(super) fn new(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let within = Within { root: path.to_owned() };
        let files = ServeDir::with_backend(path, within)
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip()
            .precompressed_zstd()
            .ignore_multi_range_requests(true);
        Self(files)
    }

    /// Reads the file that a request names.
    ///
    /// # Errors
    /// When there is no such file, or the storage fails.
    pub(super) async fn read(mut self, request: Request<()>) -> Result<Response, Problem> {
        match self.0.try_call(request).await {
            Ok(response) if response.status() == StatusCode::NOT_FOUND => Err(Problem::not_found()),
            Ok(response) => Ok(response.map(Body::new)),
            Err(error) if is_absent(&error) => Err(Problem::not_found()),
            Err(error) => {
                tracing::error!(%error, "a file of a web application cannot be read");
                Err(Problem::busy(5))
            }
        }
    }
}

/// Tells whether an error says that there is no such file, whatever the name asked for is like.
fn is_absent(error: &Error) -> bool {
    use ErrorKind::{
        InvalidFilename, InvalidInput, IsADirectory, NotADirectory, NotFound, PermissionDenied,
    };
    // 40: names that lead in a circle (ELOOP on Linux), for which there is no stable kind yet.
    let absent =
        [InvalidFilename, InvalidInput, IsADirectory, NotADirectory, NotFound, PermissionDenied];
    absent.contains(&error.kind())
        || (cfg!(target_os = "linux") && error.raw_os_error() == Some(40))
}

/// Opens files that truly lie within a folder: links that lead out of it, hidden files, and what is no file are not there.
#[derive(Clone, Debug)]
struct Within {
    root: PathBuf,
}

impl Within {
    /// Returns where a file truly is.
    async fn find(self, path: PathBuf) -> Result<PathBuf, Error> {
        let found = tokio::task::spawn_blocking(move || {
            let root = self.root.canonicalize()?;
            let path = path.canonicalize()?;
            let within = path.strip_prefix(&root).map_err(|_| Error::from(ErrorKind::NotFound))?;
            let is_hidden = |part: &OsStr| part.as_encoded_bytes().starts_with(b".");
            if within.iter().any(is_hidden) || !path.metadata()?.is_file() {
                return Err(ErrorKind::NotFound.into());
            }
            Ok(path)
        });
        found.await.map_err(Error::other)?
    }
}

type Opening<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

impl Backend for Within {
    type File = TokioFile;
    type Metadata = std::fs::Metadata;
    type OpenFuture = Opening<TokioFile>;
    type MetadataFuture = Opening<std::fs::Metadata>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let found = self.clone().find(path);
        Box::pin(async move { TokioBackend.open(found.await?).await })
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let found = self.clone().find(path);
        Box::pin(async move { TokioBackend.metadata(found.await?).await })
    }
}
