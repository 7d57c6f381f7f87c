//! Who is in, and how the phone stands with the server.

use super::{Json, Moment, TimelineEntry};
use serde::Deserialize;

/// Who is in.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct Who {
    /// Whether somebody is in: `new`, `in` or `revoked`.
    pub phase: String,
    /// The worker.
    pub worker: Option<Worker>,
    /// The code of the county that keeps the worker's account.
    pub county: Option<String>,
    /// The county's name, empty when it is not known.
    pub county_name: String,
    /// What the worker answers for; a list in its wire form.
    pub scope_names: Json,
    /// The sign-in name.
    pub username: Option<String>,
    /// The region's clock in minutes east of UTC; none while nobody is in.
    pub offset_minutes: Option<i32>,
    /// Until when the phone may work without contact to the server.
    pub lease_until: Option<Moment>,
    /// Whether that has passed: the data is locked until the phone has been in touch.
    pub lapsed: bool,
}

/// A worker.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct Worker {
    /// The worker.
    pub id: String,
    /// The name.
    pub name: String,
    /// The role: `teacher`, `committee`, …
    pub role: String,
}

/// How this phone stands with the server.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct SyncStatus {
    /// Records on this phone only.
    pub waiting: u32,
    /// Records that were sent and not answered for.
    pub sent: u32,
    /// Records that the server did not take.
    pub refused: u32,
    /// The size of what waits, in bytes.
    pub bytes: u64,
    /// When the oldest of it was entered.
    pub oldest_at: Option<Moment>,
    /// Drafts.
    pub drafts: u32,
    /// Students who are to leave this phone.
    pub leaving: u32,
    /// The photos.
    pub photos: PhotosStatus,
    /// Why it waits: `{"is": "no_network"}`, …
    pub why: Json,
    /// When it is tried next.
    pub next_try_at: Option<Moment>,
    /// When the phone was last in touch.
    pub contact_at: Option<Moment>,
    /// Until when the phone may work without contact.
    pub lease_until: Option<Moment>,
    /// By how many milliseconds the phone's clock is behind the server's.
    pub clock_offset_ms: Option<i64>,
}

/// How the photos stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct PhotosStatus {
    /// Thumbnails that the server does not have.
    pub thumbs_waiting: u32,
    /// Photos that it does not have.
    pub photos_waiting: u32,
    /// Bytes that are to go.
    pub bytes_left: u64,
    /// Bytes that it has of them.
    pub bytes_sent: u64,
    /// Photos that it did not take.
    pub refused: u32,
}

/// What a run of the sync machine did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, uniffi::Record)]
pub struct SyncReport {
    /// Records that became durable on the server.
    pub accepted: u32,
    /// Records that the server did not take.
    pub refused: u32,
    /// Records of others that came.
    pub facts: u32,
    /// Students that came or changed.
    pub students: u32,
    /// Students whose data was removed.
    pub removed: u32,
    /// Photos and thumbnails of which the server now has the last byte.
    pub files: u32,
    /// Bytes of photos and thumbnails that the server acknowledged.
    pub bytes: u64,
    /// Whether the worker has to sign in again before anything else.
    pub sign_in_needed: bool,
    /// Whether the device was revoked and everything erased.
    pub revoked: bool,
}

/// What has not reached the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct Unsent {
    /// Records that the server has not answered for.
    pub waiting: u32,
    /// Records that it did not take.
    pub refused: u32,
    /// Drafts.
    pub drafts: u32,
    /// Photos.
    pub photos: u32,
}

/// A page of records.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct Records {
    /// The records, the newest first.
    pub records: Vec<OwnRecord>,
    /// Where the next page begins; none after the last.
    pub next: Option<i64>,
}

/// A record of this phone.
#[derive(Clone, PartialEq, Debug, Deserialize, uniffi::Record)]
pub struct OwnRecord {
    /// The student's name, empty for a venue report.
    pub name: String,
    /// The record.
    pub entry: TimelineEntry,
}
