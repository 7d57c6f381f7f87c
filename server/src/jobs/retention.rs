//! Deleting photos: when their period has passed, when a guardian refused them, or when it was asked for.

use crate::acts::evidence::{self, Judged};
use crate::app::App;
use crate::db::evidence::Row;
use crate::db::read::counties;
use crate::db::receipts::{self, Why};
use crate::db::roster::marks;
use crate::db::{Error, counter};
use crate::jobs::files::drop_objects;
use crate::problem::Problem;
use doorstep_schema::digest::Digest;
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;

/// Photos that are deleted in one transaction.
const AT_ONCE: i64 = 100;

/// Deletes what the policies of all counties no longer keep; returns how many photos.
///
/// # Errors
/// When the database or the storage does not answer; what was deleted before stays deleted.
pub async fn keep_to_policy(app: &App) -> Result<usize, Problem> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let all = counties(&mut tx).await?;
    drop(tx);
    let mut deleted = 0;
    for county in all {
        deleted += outlived(app, county, now).await?;
        deleted += refused(app, county, now).await?;
    }
    let mut tx = app.db.write().await?;
    marks::note_retention(&mut tx, now).await?;
    tx.commit().await?;
    Ok(deleted)
}

/// Deletes the photos of a county whose period has passed.
async fn outlived(app: &App, county: RegionCode, now: Moment) -> Result<usize, Problem> {
    let mut deleted = 0;
    loop {
        let mut tx = app.db.read().await?;
        let policy = app.rules.of(&mut tx, county).await?.policy;
        let Some(days) = policy.retention_days.get("photos") else { return Ok(deleted) };
        let before = now.plus_days(-i64::from(*days));
        let rows = receipts::outlived(&mut tx, county, before, AT_ONCE).await?;
        drop(tx);
        if rows.is_empty() {
            return Ok(deleted);
        }
        deleted += delete(app, county, rows, Why::Retention, None).await?;
    }
}

/// Deletes photos that a guardian refused long enough ago.
async fn refused(app: &App, county: RegionCode, now: Moment) -> Result<usize, Problem> {
    let mut tx = app.db.read().await?;
    let students = receipts::maybe_refused(&mut tx, county).await?;
    let policy = app.rules.of(&mut tx, county).await?.policy;
    drop(tx);
    let before = now.plus_days(-i64::from(policy.evidence.held_back_days));
    let mut deleted = 0;
    for student in students {
        let mut tx = app.db.read().await?;
        let since = evidence::refused_since(&mut tx, &app.rules, county, student, now).await?;
        if since.is_none_or(|since| since > before) {
            continue;
        }
        let rows = receipts::kept_of(&mut tx, student).await?;
        drop(tx);
        let rows: Vec<Row> = rows.into_iter().filter(|row| row.arrived_at <= before.ms()).collect();
        if !rows.is_empty() {
            deleted += delete(app, county, rows, Why::HeldBack, None).await?;
        }
    }
    Ok(deleted)
}

/// Deletes photos and leaves a receipt for each; the devices that recorded them are told with their next pull.
///
/// # Errors
/// When the database or the storage does not answer.
pub async fn delete(
    app: &App,
    county: RegionCode,
    rows: Vec<Row>,
    why: Why,
    by: Option<WorkerId>,
) -> Result<usize, Problem> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let judged = evidence::judged(&mut tx, &app.rules, rows, now).await?;
    drop(tx);
    let files = receipt(app, county, &judged, why, by, now).await?;
    // The rows say deleted already: what is not deleted here is collected later.
    drop_objects(app, county, &files).await?;
    Ok(judged.len())
}

/// Writes the receipts; returns the files that nobody names any more.
async fn receipt(
    app: &App,
    county: RegionCode,
    judged: &[Judged],
    why: Why,
    by: Option<WorkerId>,
    now: Moment,
) -> Result<Vec<Digest>, Error> {
    let mut tx = app.db.write().await?;
    let numbers = i64::try_from(judged.len()).unwrap_or(0).saturating_mul(2);
    let mut seq = counter::take(&mut tx, county, numbers).await?;
    for photo in judged {
        let verdict = serde_json::to_string(&photo.verdict).unwrap_or_default();
        receipts::add(&mut tx, &photo.row, why, &verdict, by, now).await?;
    }
    let mut gone = Vec::new();
    for photo in judged {
        let files = [Some(&photo.row.photo), photo.row.thumb.as_ref()];
        for file in files.into_iter().flatten() {
            if receipts::delete_file(&mut tx, &photo.row.county, file, seq).await? {
                gone.extend(Digest::from_slice(file));
            }
            seq += 1;
        }
    }
    tx.commit().await?;
    Ok(gone)
}
