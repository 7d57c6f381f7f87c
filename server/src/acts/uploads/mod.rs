//! Uploads of photos and thumbnails: begun, received in pieces, and stored as files once they are whole.
//!
//! **No byte is acknowledged before it is durable, and none is acknowledged twice**: a piece and the offset behind it are
//! written in one transaction that demands the offset before it. Any server process can go on with any upload.

mod admit;
mod begin;
mod checksum;
mod complete;
mod receive;

pub use admit::admit_file;
pub use begin::begin;
pub use checksum::Checksum;
pub use receive::{Piece, Pieces, receive};

use crate::app::App;
use crate::db::uploads::{self, State, Upload};
use crate::problem::Problem;
use doorstep_schema::id::{UploadId, WorkerId};
use doorstep_schema::moment::Moment;

/// Minutes that an upload is kept after its last byte.
const LASTS_MINUTES: i64 = 24 * 60;

fn expires_at(now: Moment) -> Moment {
    now.plus_minutes(LASTS_MINUTES)
}

/// What cannot be done to an upload, with what the answer tells besides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// What is wrong.
    pub problem: Box<Problem>,
    /// Where the upload stands, where another offset was given.
    pub stands_at: Option<u64>,
}

impl<P: Into<Problem>> From<P> for Refused {
    fn from(problem: P) -> Self {
        Self { problem: Box::new(problem.into()), stands_at: None }
    }
}

impl Refused {
    /// The bytes do not go on where the upload stands.
    #[must_use]
    pub fn conflict(stands_at: u64) -> Self {
        let detail = format!("the upload stands at {stands_at}; go on from there");
        let problem = Problem { retryable: true, ..Problem::conflict("wrong_offset", detail) };
        Self { problem: Box::new(problem), stands_at: Some(stands_at) }
    }
}

/// Finds an upload of that worker.
///
/// # Errors
/// `not_found`, or `upload_expired` with status 410 while that is still known.
pub async fn find(app: &App, worker: WorkerId, id: UploadId) -> Result<Upload, Problem> {
    let mut tx = app.db.read().await?;
    let found = uploads::find(&mut tx, id).await?;
    let own = found.filter(|upload| upload.worker == worker && upload.state != State::Gone);
    let upload = own.ok_or_else(Problem::not_found)?;
    if upload.expires_at <= app.now() {
        let detail = "no byte came for a day; begin anew";
        return Err(Problem::new(410, "upload_expired", "The upload has expired", detail));
    }
    Ok(upload)
}

/// Another request moved the upload meanwhile: tells where it stands now.
async fn overtaken(app: &App, upload: &Upload) -> Refused {
    match find(app, upload.worker, upload.id).await {
        Ok(upload) => Refused::conflict(upload.received),
        Err(problem) => problem.into(),
    }
}

/// Ends an upload; a file that is whole stays.
///
/// # Errors
/// When the database refuses.
pub async fn end(app: &App, upload: &Upload) -> Result<(), Problem> {
    let mut tx = app.db.write().await?;
    uploads::end(&mut tx, upload).await?;
    Ok(tx.commit().await?)
}

/// The file was deleted for good.
fn deleted() -> Problem {
    let detail = "the photo was deleted and is not taken again";
    Problem::new(410, "file_deleted", "The file was deleted", detail)
}

/// More bytes came than a file has, or than the upload says.
#[must_use]
pub fn too_long(most: u64) -> Problem {
    let detail = format!("the file has at most {most} bytes");
    Problem::new(413, "too_large", "The body is too large", detail)
}
