//! Beginning an upload: of what a record names, once, within the quota of the device.

use super::{deleted, expires_at};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::files::{self, File};
use crate::db::uploads::{self, State, Upload};
use crate::problem::Problem;
use doorstep_schema::digest::Digest;
use doorstep_schema::id::UploadId;
use doorstep_schema::moment::Moment;
use doorstep_schema::problem::Violation;

/// Begins an upload of a content, or finds the one that the device has begun.
///
/// # Errors
/// `unknown_file` when no record of the caller names it, `invalid` when it has another length, `file_deleted`, `quota`.
pub async fn begin(
    app: &App,
    caller: &Caller,
    sha256: Digest,
    length: u64,
) -> Result<Upload, Problem> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(file) = files::recorded_by(&mut tx, caller.worker, sha256).await? else {
        let detail = "no record of yours names this file; send the record first";
        return Err(Problem::new(404, "unknown_file", "The file is unknown", detail));
    };
    if file.state == files::State::Deleted {
        return Err(deleted());
    }
    if file.bytes != length {
        let message = format!("the record says that the file has {} bytes", file.bytes);
        return Err(Problem::invalid(vec![Violation::new("Upload-Length", "invalid", message)]));
    }
    let is_whole = file.state == files::State::Whole;
    let who = (caller.worker, caller.device);
    let begun = uploads::of_content(&mut tx, who, (file.county, sha256), now).await?;
    // One that is whole is of no use where the file got lost since.
    let fits = |upload: &&Upload| (upload.state == State::Open) != is_whole;
    if let Some(upload) = begun.iter().find(fits) {
        return Ok(*upload);
    }
    if !is_whole {
        let begun = uploads::begun(&mut tx, caller.device, now.plus_days(-1), now).await?;
        within_quota(app, &begun, length, now)?;
    }
    drop(tx);
    let upload = fresh(app, caller, &file, now)?;
    let mut tx = app.db.write().await?;
    uploads::add(&mut tx, &upload).await?;
    tx.commit().await?;
    Ok(upload)
}

fn fresh(app: &App, caller: &Caller, file: &File, now: Moment) -> Result<Upload, Problem> {
    let is_whole = file.state == files::State::Whole;
    Ok(Upload {
        id: UploadId::mint(now, app.chance()?),
        county: file.county,
        worker: caller.worker,
        device: caller.device,
        sha256: file.sha256,
        bytes: file.bytes,
        received: if is_whole { file.bytes } else { 0 },
        state: if is_whole { State::Known } else { State::Open },
        created_at: now,
        expires_at: expires_at(now),
    })
}

fn within_quota(
    app: &App,
    begun: &uploads::Begun,
    length: u64,
    now: Moment,
) -> Result<(), Problem> {
    let quota = |detail: &str, wait_ms: i64| Problem {
        retryable: true,
        retry_after: Some(u64::try_from(wait_ms / 1_000 + 1).unwrap_or(1)),
        ..Problem::new(429, "quota", "Too much is uploaded", detail)
    };
    if begun.open >= i64::from(app.settings.device_open_uploads) {
        return Err(quota("this device has too many uploads open; finish or end some", 60_000));
    }
    let bytes = u64::try_from(begun.bytes).unwrap_or(u64::MAX).saturating_add(length);
    if bytes > app.settings.device_bytes_a_day {
        let frees_at = begun.first.map_or(now, |first| Moment::from_ms(first).plus_days(1));
        let wait = frees_at.ms().saturating_sub(now.ms()).max(0);
        return Err(quota("this device has begun to upload too much today", wait));
    }
    Ok(())
}
