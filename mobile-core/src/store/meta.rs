//! Single values: who is signed in, keys and tokens, the cursor, the clocks and the back-off.

use super::{Error, Store};
use doorstep_schema::digest::Digest;
use doorstep_schema::id::{DeviceId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Assignment, Worker};
use doorstep_schema::region::RegionCode;
use rusqlite::OptionalExtension as _;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The names of the single values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Key {
    /// The device's id, Ed25519 secret and the sign-in name that it belongs to.
    Device,
    /// The key and name of a device that is enrolling for another worker.
    NewDevice,
    /// The session.
    Session,
    /// The access token was refused: refresh before the next call.
    TokenRefused,
    /// The refresh token was refused: sign in again.
    SignInNeeded,
    /// When the server said that the device is revoked.
    Revoked,
    /// How far the county's log has been read.
    Cursor,
    /// The hybrid logical clock.
    Hlc,
    /// The server's clock minus ours, in milliseconds.
    ClockOffset,
    /// When the server last answered.
    ContactAt,
    /// When to try again, and why not now.
    Backoff,
    /// The most facts that a push carries on this network.
    PushLimit,
    /// The most entries that a pulled page carries on this network.
    PullLimit,
    /// The most bytes of a photo that one call carries on this network.
    ChunkLimit,
    /// When to try a photo again, and why not now; facts do not wait for it.
    UploadBackoff,
    /// The number and hash of the device's last sealed record.
    Chain,
    /// On which networks photos go.
    PhotosWhen,
    /// The network of the last run.
    Network,
}

impl Key {
    const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::NewDevice => "new_device",
            Self::Session => "session",
            Self::TokenRefused => "token_refused",
            Self::SignInNeeded => "sign_in_needed",
            Self::Revoked => "revoked",
            Self::Cursor => "cursor",
            Self::Hlc => "hlc",
            Self::ClockOffset => "clock_offset",
            Self::ContactAt => "contact_at",
            Self::Backoff => "backoff",
            Self::PushLimit => "push_limit",
            Self::PullLimit => "pull_limit",
            Self::ChunkLimit => "chunk_limit",
            Self::UploadBackoff => "upload_backoff",
            Self::Chain => "chain",
            Self::PhotosWhen => "photos_when",
            Self::Network => "network",
        }
    }
}

/// The session that the phone has.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) access_token: String,
    pub(crate) expires_at: Moment,
    pub(crate) refresh_token: String,
    pub(crate) worker: Worker,
    pub(crate) subject: WorkerId,
    pub(crate) device: DeviceId,
    pub(crate) county: RegionCode,
    pub(crate) scope: Vec<Assignment>,
}

/// When the next call may be made, after failures.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Backoff {
    pub(crate) failures: u32,
    pub(crate) until: Moment,
    /// `no_network`, `server_busy` or the problem's code.
    pub(crate) why: String,
}

/// The last link of the device's chain of sealed records.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Chain {
    pub(crate) number: u64,
    pub(crate) hash: Digest,
}

impl Store {
    pub(crate) fn meta<T: DeserializeOwned>(&self, key: Key) -> Result<Option<T>, Error> {
        let mut query = self.db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
        let bytes: Option<Vec<u8>> = query.query_row([key.name()], |row| row.get(0)).optional()?;
        bytes
            .map(|b| self.codec.read(&b).map_err(|e| Error::row("meta", "value", key.name(), e)))
            .transpose()
    }

    pub(crate) fn set_meta<T: Serialize>(&self, key: Key, value: &T) -> Result<(), Error> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?
            .execute((key.name(), self.codec.write(value)))?;
        Ok(())
    }

    pub(crate) fn clear_meta(&self, key: Key) -> Result<(), Error> {
        self.db.prepare_cached("DELETE FROM meta WHERE key = ?1")?.execute([key.name()])?;
        Ok(())
    }

    pub(crate) fn session(&self) -> Result<Option<Session>, Error> {
        self.meta(Key::Session)
    }
}
