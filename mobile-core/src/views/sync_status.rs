//! What waits to be sent, and in plain words why.

use super::who::lease_until;
use crate::Problem;
use crate::photos::{Network, PhotosWhen, when};
use crate::store::{Backoff, FileState, Key, Store, SyncState};
use doorstep_schema::moment::Moment;
use serde::Serialize;

/// Why something waits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Why {
    /// Nothing waits.
    Nothing,
    /// It has not been tried yet.
    NotTried,
    /// There was no network at the last try.
    NoNetwork,
    /// The server was busy or failed at the last try.
    ServerBusy,
    /// The server answered with a problem.
    Problem {
        /// Its code.
        code: String,
    },
    /// The worker has to sign in again.
    SignInNeeded,
    /// Photos wait for a network without a meter, and nothing else waits.
    WaitsForWifi,
    /// Nobody has signed in on this phone.
    NotSignedIn,
    /// The device was revoked.
    Revoked,
}

/// How the photos of recorded facts stand; those of drafts are not counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PhotosStatus {
    /// Thumbnails that the server does not have.
    pub thumbs_waiting: u64,
    /// Photos that the server does not have, or not all of.
    pub photos_waiting: u64,
    /// Their bytes that are still to be sent, thumbnails included.
    pub bytes_left: u64,
    /// Their bytes that the server has acknowledged.
    pub bytes_sent: u64,
    /// Photos and thumbnails that the server did not take; see attention.
    pub refused: u64,
}

/// How this phone stands with the server.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SyncStatus {
    /// Facts on this phone only.
    pub waiting: i64,
    /// Facts sent and not answered yet.
    pub sent: i64,
    /// Facts under attention.
    pub refused: i64,
    /// The bytes that the unanswered facts take.
    pub bytes: i64,
    /// When the oldest unanswered fact was entered.
    pub oldest_at: Option<Moment>,
    /// Forms being filled.
    pub drafts: i64,
    /// Students who left the scope and whose data is still here for unsent work.
    pub leaving: i64,
    /// How the photos stand.
    pub photos: PhotosStatus,
    /// Why it waits.
    pub why: Why,
    /// When it is tried again, at the earliest.
    pub next_try_at: Option<Moment>,
    /// When the server last answered.
    pub contact_at: Option<Moment>,
    /// Until when the phone may work without contact.
    pub lease_until: Option<Moment>,
    /// The server's clock minus this phone's, in milliseconds.
    pub clock_offset_ms: Option<i64>,
}

/// Returns how this phone stands with the server.
///
/// # Errors
/// When the store cannot be read.
pub fn sync_status(store: &Store, now: Moment) -> Result<SyncStatus, Problem> {
    let (waiting, waiting_bytes) = store.count_facts(SyncState::Waiting)?;
    let (sent, sent_bytes) = store.count_facts(SyncState::Sent)?;
    let backoff: Option<Backoff> = store.meta(Key::Backoff)?;
    let contact_at: Option<Moment> = store.meta(Key::ContactAt)?;
    let photos = photos(store)?;
    let upload: Option<Backoff> = store.meta(Key::UploadBackoff)?;
    // Photos never hold up facts, so what hinders facts is told first.
    let upload = upload.filter(|_| photos.thumbs_waiting + photos.photos_waiting > 0);
    let backoff = backoff.or(upload);
    Ok(SyncStatus {
        waiting,
        sent,
        refused: store.count_facts(SyncState::Refused)?.0,
        bytes: waiting_bytes + sent_bytes,
        oldest_at: store.unsent(1)?.first().map(|row| row.fact.entered_at),
        drafts: i64::try_from(store.drafts()?.len()).unwrap_or(i64::MAX),
        leaving: store.count_leaving()?,
        why: why(store, waiting + sent > 0, &photos, backoff.as_ref())?,
        photos,
        next_try_at: backoff.map(|b| b.until).filter(|until| *until > now),
        contact_at,
        lease_until: lease_until(store)?,
        clock_offset_ms: store.meta(Key::ClockOffset)?,
    })
}

fn photos(store: &Store) -> Result<PhotosStatus, Problem> {
    let thumbs = store.count_files(FileState::Waiting, true)?;
    let photos = store.count_files(FileState::Waiting, false)?;
    let refused = [true, false].map(|thumb| store.count_files(FileState::Refused, thumb));
    let [refused_thumbs, refused_photos] = refused;
    Ok(PhotosStatus {
        thumbs_waiting: thumbs.files,
        photos_waiting: photos.files,
        bytes_left: (thumbs.size + photos.size).saturating_sub(thumbs.sent + photos.sent),
        bytes_sent: thumbs.sent + photos.sent,
        refused: refused_thumbs?.files + refused_photos?.files,
    })
}

fn why(
    store: &Store,
    facts_wait: bool,
    photos: &PhotosStatus,
    backoff: Option<&Backoff>,
) -> Result<Why, Problem> {
    let metered = store.meta::<Network>(Key::Network)? == Some(Network::Metered);
    let only_photos = !facts_wait && photos.thumbs_waiting == 0 && photos.photos_waiting > 0;
    let held = metered && only_photos && when(store)? == PhotosWhen::Unmetered;
    let waits = facts_wait || photos.thumbs_waiting + photos.photos_waiting > 0;
    Ok(if store.meta::<Moment>(Key::Revoked)?.is_some() {
        Why::Revoked
    } else if store.session()?.is_none() {
        Why::NotSignedIn
    } else if store.meta::<bool>(Key::SignInNeeded)?.unwrap_or(false) {
        Why::SignInNeeded
    } else {
        match backoff.map(|b| b.why.as_str()) {
            Some("no_network") => Why::NoNetwork,
            Some("server_busy") => Why::ServerBusy,
            Some(code) => Why::Problem { code: code.to_owned() },
            None if held => Why::WaitsForWifi,
            None if waits => Why::NotTried,
            None => Why::Nothing,
        }
    })
}
