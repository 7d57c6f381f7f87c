//! Photos as screens show them, with where each stands.

use crate::acts::signed_in;
use crate::store::{FactRow, FileState, PhotoRow, Store, SyncState};
use crate::{Code, Problem};
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Act, EvidencePhoto};
use doorstep_schema::id::FactId;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where a photo stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum PhotoReceipt {
    /// On this phone only.
    OnThisPhone,
    /// Its record was sent, its files were not.
    RecordSent,
    /// The server has the thumbnail.
    ThumbThere,
    /// The server has the whole photo.
    Complete,
    /// The server did not take the record or a file; see attention.
    Refused {
        /// Its code.
        code: String,
    },
    /// It was deleted for good, or its author let go of it.
    Deleted,
    /// Another phone recorded it, and this one does not know how far its files are.
    Elsewhere,
}

/// A recorded photo.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Photo {
    /// Its record.
    pub id: FactId,
    /// The fact that it belongs to.
    pub of: FactId,
    /// The SHA-256 of the photo.
    pub sha256: Digest,
    /// The photo's size in bytes.
    pub bytes: u64,
    /// Whether the thumbnail is on this phone.
    pub thumb_here: bool,
    /// Whether the photo is on this phone.
    pub photo_here: bool,
    /// Where it stands.
    pub receipt: PhotoReceipt,
}

/// Lists the photos of a fact in the order in which they were recorded.
///
/// # Errors
/// `unknown_fact`, `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn list(store: &Store, of: FactId) -> Result<Vec<Photo>, Problem> {
    signed_in(store)?;
    let row = store.find_fact(of)?.ok_or_else(|| Problem::new(Code::UnknownFact))?;
    if let Some(student) = row.student {
        let mut photos = of_student(store, &store.facts_of(student)?)?;
        return Ok(photos.remove(&of).unwrap_or_default());
    }
    let mut photos = Vec::new();
    for own in store.photos_of(of)? {
        let record = own.fact.map(|id| store.find_fact(id)).transpose()?.flatten();
        photos.extend(record.map(|row| shown(store, &row)).transpose()?.flatten());
    }
    Ok(photos)
}

/// Lists the photos among a student's facts by the fact that each belongs to.
pub(crate) fn of_student(
    store: &Store,
    rows: &[FactRow],
) -> Result<BTreeMap<FactId, Vec<Photo>>, Problem> {
    let mut photos: BTreeMap<FactId, Vec<Photo>> = BTreeMap::new();
    let mut records: Vec<&FactRow> =
        rows.iter().filter(|row| row.fact.kind == "evidence_photo").collect();
    records.sort_by_key(|row| row.key);
    for row in records {
        if let Some(photo) = shown(store, row)? {
            photos.entry(photo.of).or_default().push(photo);
        }
    }
    Ok(photos)
}

/// Shows the photo that a fact records; one that this build cannot read is passed over.
fn shown(store: &Store, row: &FactRow) -> Result<Option<Photo>, Problem> {
    let Ok(Act::EvidencePhoto(record)) = Act::read(&row.fact.kind, &row.fact.payload) else {
        return Ok(None);
    };
    let own = store.recorded_photo(row.fact.id)?;
    let (receipt, [photo_here, thumb_here]) = stands(store, row, own.as_ref())?;
    let EvidencePhoto { of, sha256, bytes, .. } = record;
    Ok(Some(Photo { id: row.fact.id, of, sha256, bytes, thumb_here, photo_here, receipt }))
}

fn stands(
    store: &Store,
    row: &FactRow,
    own: Option<&PhotoRow>,
) -> Result<(PhotoReceipt, [bool; 2]), Problem> {
    let file = |key: i64| store.file(key).map(|file| file.ok_or(key));
    let files =
        own.map(|own| Ok::<_, Problem>([file(own.photo)?, file(own.thumb)?])).transpose()?;
    let Some([Ok(photo), Ok(thumb)]) = files else {
        let receipt = match row.state {
            _ if !row.own => PhotoReceipt::Elsewhere,
            SyncState::Refused => refused(store, row)?,
            _ => PhotoReceipt::Deleted,
        };
        return Ok((receipt, [false; 2]));
    };
    let here = [photo.here, thumb.here];
    let receipt = match (row.state, photo.state, thumb.state) {
        (SyncState::Waiting, ..) => PhotoReceipt::OnThisPhone,
        (SyncState::Refused, ..) => refused(store, row)?,
        (SyncState::Replaced | SyncState::SetAside, ..) | (_, FileState::Deleted, _) => {
            PhotoReceipt::Deleted
        }
        (_, FileState::Refused, _) => {
            PhotoReceipt::Refused { code: photo.refusal.unwrap_or_default() }
        }
        (_, _, FileState::Refused) => {
            PhotoReceipt::Refused { code: thumb.refusal.unwrap_or_default() }
        }
        (SyncState::Sent, ..) => PhotoReceipt::RecordSent,
        (_, FileState::There, FileState::There) => PhotoReceipt::Complete,
        (_, _, FileState::There) => PhotoReceipt::ThumbThere,
        _ => PhotoReceipt::RecordSent,
    };
    Ok((receipt, here))
}

fn refused(store: &Store, row: &FactRow) -> Result<PhotoReceipt, Problem> {
    let refusal = store.refusal(row.key)?.unwrap_or_default();
    Ok(PhotoReceipt::Refused { code: refusal.code })
}

/// Lists the SHA-256 of every picture that was taken into a draft, in the order in which they were taken.
///
/// # Errors
/// `unknown_draft`.
pub fn in_draft(store: &Store, draft: FactId) -> Result<Vec<Digest>, Problem> {
    let row = store.find_draft(draft)?.ok_or_else(|| Problem::new(Code::UnknownDraft))?;
    Ok(store.photos_of_draft(row.key)?.into_iter().map(|photo| photo.sha256).collect())
}

/// Returns the thumbnail of a photo, by the photo's SHA-256, while the phone has it.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn thumb(store: &Store, sha256: Digest) -> Result<Option<Vec<u8>>, Problem> {
    signed_in(store)?;
    let found = store.find_photo(sha256)?;
    Ok(found.map(|photo| store.file_bytes(photo.thumb)).transpose()?.flatten())
}

/// Returns a photo while the phone has it.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn photo(store: &Store, sha256: Digest) -> Result<Option<Vec<u8>>, Problem> {
    signed_in(store)?;
    let found = store.find_photo(sha256)?;
    Ok(found.map(|photo| store.file_bytes(photo.photo)).transpose()?.flatten())
}
