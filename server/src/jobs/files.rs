//! Looking after files: uploads that expired, objects that nobody names, and files that went bad in storage.

use crate::app::App;
use crate::aside::aside;
use crate::blobs::{Blobs, Unanswered};
use crate::db::files::{self, File, State};
use crate::db::{self, Db, uploads};
use crate::problem::Problem;
use doorstep_schema::digest::Digest;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

/// Minutes that an object may be unnamed, as its row comes after it.
const GRACE_MINUTES: i64 = 60;
/// How many files of a page are compared with storage at once.
const PAGE: i64 = 500;

/// Why looking after files broke off.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error(transparent)]
    Database(#[from] db::Error),
    /// The storage does not answer.
    #[error(transparent)]
    Storage(#[from] Unanswered),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Database(error) => error.into(),
            Error::Storage(error) => error.into(),
        }
    }
}

/// What is wrong with a file that counts as whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// There is no object.
    Missing,
    /// The object has other bytes.
    Damaged,
}

/// A file with what is wrong with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Faulty {
    /// The county.
    pub county: RegionCode,
    /// The file.
    pub sha256: Digest,
    /// What is wrong.
    pub fault: Fault,
}

/// Forgets the uploads that have expired, with what came of them; returns how many.
///
/// # Errors
/// When the database refuses.
pub async fn expire(db: &Db, now: Moment) -> Result<u64, db::Error> {
    let mut tx = db.write().await?;
    let gone = uploads::forget_expired(&mut tx, now).await?;
    tx.commit().await?;
    Ok(gone)
}

/// Deletes the objects that no file names or whose file was deleted, if they are an hour old; returns how many.
///
/// # Errors
/// When the database refuses or the storage does not answer; what was deleted before stays deleted.
pub async fn collect(app: &App, now: Moment) -> Result<usize, Error> {
    let mut tx = app.db.read().await?;
    let counties = files::counties(&mut tx).await?;
    drop(tx);
    let before = now.plus_minutes(-GRACE_MINUTES);
    let aside_before =
        SystemTime::UNIX_EPOCH + Duration::from_millis(before.ms().max(0).unsigned_abs());
    let mut collected = 0;
    for county in counties {
        for first in 0..=u8::MAX {
            let listed = app.files.list(county, first).await?;
            let old: Vec<Digest> =
                listed.iter().filter(|o| o.put_at < before).map(|o| o.sha256).collect();
            let mut tx = app.db.read().await?;
            let named = files::states(&mut tx, county, &old).await?;
            drop(tx);
            let unnamed =
                |sha256: &Digest| matches!(named.get(sha256), None | Some(State::Deleted));
            let dropped: Vec<Digest> = old.into_iter().filter(unnamed).collect();
            drop_objects(app, county, &dropped).await?;
            collected += dropped.len();
            app.files.sweep(county, first, aside_before).await?;
        }
    }
    Ok(collected)
}

/// Deletes the objects of files that are deleted or that nobody names, the rows having been changed before.
///
/// Who uploads such a file anew meanwhile may lose the object: the upload looks for it after its row says that it is
/// whole, and this looks for the row after the object is gone, so one of the two finds out.
///
/// # Errors
/// When the database refuses or the storage does not answer.
pub async fn drop_objects(app: &App, county: RegionCode, dropped: &[Digest]) -> Result<(), Error> {
    for sha256 in dropped {
        app.files.delete(county, *sha256).await?;
    }
    let mut tx = app.db.read().await?;
    let states = files::states(&mut tx, county, dropped).await?;
    drop(tx);
    let whole = |sha256: &&Digest| states.get(*sha256) == Some(&State::Whole);
    let whole: Vec<Digest> = dropped.iter().filter(whole).copied().collect();
    for sha256 in whole {
        if app.files.size(county, sha256).await?.is_none() {
            let faulty = Faulty { county, sha256, fault: Fault::Missing };
            ask_again(&app.db, &app.files, &[faulty]).await?;
        }
    }
    Ok(())
}

/// Reads the files that were not checked for the longest time, so many, and asks again for those that are lost or
/// damaged; returns what was found.
///
/// # Errors
/// When the database refuses or the storage does not answer.
pub async fn scrub(app: &App, limit: i64, now: Moment) -> Result<Vec<Faulty>, Error> {
    let mut tx = app.db.read().await?;
    let oldest = files::oldest_checked(&mut tx, limit).await?;
    drop(tx);
    let (faulty, sound) = examine(&app.files, oldest).await?;
    if !sound.is_empty() {
        let mut tx = app.db.write().await?;
        files::checked(&mut tx, &sound, now).await?;
        tx.commit().await?;
    }
    ask_again(&app.db, &app.files, &faulty).await?;
    Ok(faulty)
}

/// Compares every file that counts as whole with its object, byte for byte; writes nothing.
///
/// # Errors
/// When the database refuses or the storage does not answer.
pub async fn verify(db: &Db, blobs: &Blobs) -> Result<(usize, Vec<Faulty>), Error> {
    let (mut compared, mut found, mut after) = (0, Vec::new(), None);
    loop {
        let mut tx = db.read().await?;
        let page = files::page_whole(&mut tx, after, PAGE).await?;
        drop(tx);
        let Some(last) = page.last() else { return Ok((compared, found)) };
        after = Some((last.county, last.sha256));
        compared += page.len();
        found.extend(examine(blobs, page).await?.0);
    }
}

/// Asks the devices again for files that are lost or damaged; a damaged object is deleted first.
///
/// # Errors
/// When the database refuses or the storage does not answer.
pub async fn ask_again(db: &Db, blobs: &Blobs, faulty: &[Faulty]) -> Result<(), Error> {
    let mut by_county: BTreeMap<RegionCode, Vec<Digest>> = BTreeMap::new();
    for file in faulty {
        by_county.entry(file.county).or_default().push(file.sha256);
    }
    for (county, missing) in by_county {
        let mut tx = db.write().await?;
        files::mark_missing(&mut tx, county, &missing).await?;
        tx.commit().await?;
    }
    // The row is first: whoever uploads it again from now on puts a new object over the old.
    for file in faulty.iter().filter(|file| file.fault == Fault::Damaged) {
        let bytes = blobs.get(file.county, file.sha256).await?;
        if bytes.is_some_and(|bytes| Digest::of(&bytes) != file.sha256) {
            blobs.delete(file.county, file.sha256).await?;
        }
    }
    Ok(())
}

/// Reads files and tells those that are faulty from those that are sound.
async fn examine(blobs: &Blobs, read: Vec<File>) -> Result<(Vec<Faulty>, Vec<File>), Error> {
    let (mut faulty, mut sound) = (Vec::new(), Vec::new());
    for file in read {
        let bytes = blobs.get(file.county, file.sha256).await?;
        let fault = match bytes {
            None => Some(Fault::Missing),
            Some(bytes) => {
                let same = aside(move || Digest::of(&bytes) == file.sha256).await;
                // Work aside fails only where the process ends.
                (same == Ok(false)).then_some(Fault::Damaged)
            }
        };
        match fault {
            Some(fault) => {
                faulty.push(Faulty { county: file.county, sha256: file.sha256, fault });
            }
            None => sound.push(file),
        }
    }
    if faulty.iter().any(|file| file.fault == Fault::Missing) {
        blobs.probe().await?;
    }
    Ok((faulty, sound))
}

#[cfg(test)]
mod tests;
