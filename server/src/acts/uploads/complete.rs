//! Making a file of an upload whose last byte has come.

use super::{Refused, admit_file, deleted, expires_at, overtaken};
use crate::app::App;
use crate::aside::aside;
use crate::db::files;
use crate::db::uploads::{self, State, Upload};
use crate::problem::Problem;
use bytes::Bytes;
use doorstep_schema::digest::Digest;

/// Stores an upload's durable parts and its last bytes as a file; the object comes before the row that says so.
///
/// # Errors
/// `hash_mismatch`, after which it begins anew; what is no photo, after which it is gone; `file_deleted`; when another request
/// was faster, or database or storage do not answer.
pub(super) async fn complete(app: &App, upload: Upload, last: Vec<u8>) -> Result<Upload, Refused> {
    let bytes = if upload.received == 0 { last } else { with_parts(app, &upload, last).await? };
    let sha256 = upload.sha256;
    let (bytes, fits, admitted) = aside(move || {
        let fits = Digest::of(&bytes) == sha256;
        let admitted = if fits { admit_file(&bytes) } else { Ok(()) };
        (Bytes::from(bytes), fits, admitted)
    })
    .await?;
    if !fits {
        let mut tx = app.db.write().await?;
        uploads::reset(&mut tx, &upload, expires_at(app.now())).await?;
        tx.commit().await?;
        let detail = "the bytes do not have the SHA-256 that was said; send them again from 0";
        let problem = Problem::new(422, "hash_mismatch", "The file is another one", detail);
        return Err(Problem { retryable: true, ..problem }.into());
    }
    if let Err(problem) = admitted {
        super::end(app, &upload).await?;
        return Err(problem.into());
    }
    app.files.put(upload.county, sha256, bytes.clone()).await?;
    let upload = note(app, upload).await?;
    // The object may have been dropped as one of a deleted file between the put and the row: see `jobs::files`.
    if app.files.size(upload.county, sha256).await?.is_none() {
        app.files.put(upload.county, sha256, bytes).await?;
    }
    Ok(upload)
}

/// Notes that upload and file are whole.
async fn note(app: &App, upload: Upload) -> Result<Upload, Refused> {
    let (now, expires_at) = (app.now(), expires_at(app.now()));
    let mut tx = app.db.write().await?;
    if !uploads::complete(&mut tx, &upload, expires_at).await? {
        drop(tx);
        return Err(overtaken(app, &upload).await);
    }
    if !files::mark_whole(&mut tx, upload.county, upload.sha256, now).await? {
        // Deleted meanwhile; the job that drops objects of such files finds this one too.
        uploads::end(&mut tx, &upload).await?;
        tx.commit().await?;
        return Err(deleted().into());
    }
    tx.commit().await?;
    Ok(Upload { received: upload.bytes, state: State::Whole, expires_at, ..upload })
}

async fn with_parts(app: &App, upload: &Upload, last: Vec<u8>) -> Result<Vec<u8>, Refused> {
    let mut tx = app.db.read().await?;
    let stored = uploads::find(&mut tx, upload.id).await?;
    if stored.is_none_or(|s| s.received != upload.received || s.state != State::Open) {
        drop(tx);
        return Err(overtaken(app, upload).await);
    }
    let mut bytes = uploads::content(&mut tx, upload).await?;
    bytes.extend_from_slice(&last);
    Ok(bytes)
}
