//! What a platform gives to the core: clock, chance, key, place, notifications and the way to the server.

use crate::{Moment, PlannedNotification, Sighting};
use std::sync::Arc;

/// What a platform could not give.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error, uniffi::Error)]
pub enum PortError {
    /// It failed, or threw something of its own.
    #[error("{reason}")]
    Failed {
        /// What it said.
        reason: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for PortError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}

/// The device's clock.
#[uniffi::export(with_foreign)]
pub trait Clock: Send + Sync {
    /// What the device believes the time to be; the core learns from the server how far that is off.
    ///
    /// # Errors
    /// When there is no clock to be had.
    fn now(&self) -> Result<Moment, PortError>;
}

/// The device's source of chance.
#[uniffi::export(with_foreign)]
pub trait Entropy: Send + Sync {
    /// So many random bytes, fit for keys.
    ///
    /// # Errors
    /// When there are none to be had.
    fn bytes(&self, length: u32) -> Result<Vec<u8>, PortError>;
}

/// The device's store of keys: Android Keystore, iOS Keychain.
#[uniffi::export(with_foreign)]
pub trait Keystore: Send + Sync {
    /// The database's key of 32 bytes, made and kept when there is none yet; none where the database is not encrypted.
    ///
    /// # Errors
    /// When the key cannot be had now: the device is locked, or its owner was not recognised.
    fn key(&self) -> Result<Option<Vec<u8>>, PortError>;

    /// Throws the key away: what was written under it cannot be read any more. The next one is another.
    ///
    /// # Errors
    /// When the platform refuses.
    fn forget(&self) -> Result<(), PortError>;
}

/// Asks the device's owner to prove themself: a fingerprint, a face, the device's own PIN.
#[uniffi::export(with_foreign)]
pub trait Gate: Send + Sync {
    /// Returns whether they did; blocks until they have answered.
    ///
    /// # Errors
    /// When the device cannot ask.
    fn pass(&self) -> Result<bool, PortError>;
}

/// Where the device is.
#[uniffi::export(with_foreign)]
pub trait Location: Send + Sync {
    /// The last known place, and whether another program pretends it; none when it is not known.
    ///
    /// # Errors
    /// When the platform refuses.
    fn here(&self) -> Result<Option<Sighting>, PortError>;
}

/// The device's notifications.
#[uniffi::export(with_foreign)]
pub trait Notifications: Send + Sync {
    /// Replaces everything that was planned: what is to be shown, the first first. Called after every change, on the
    /// thread that made it.
    ///
    /// # Errors
    /// When the platform refuses; what was recorded is recorded all the same.
    fn plan(&self, all: Vec<PlannedNotification>) -> Result<(), PortError>;
}

/// A call to the server.
#[derive(Clone, PartialEq, Eq, Debug, uniffi::Record)]
pub struct Call {
    /// The method: `GET`, `POST`, `HEAD` or `PATCH`.
    pub method: String,
    /// The path with its query, from `/v1`.
    pub path: String,
    /// The headers.
    pub headers: Vec<Header>,
    /// The body, empty when there is none.
    pub body: Vec<u8>,
}

/// A header of a call.
#[derive(Clone, PartialEq, Eq, Debug, uniffi::Record)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// What it says.
    pub value: String,
}

/// What came back for a call; `Accept-Encoding` was asked for, so that the body is handed over as it came.
#[derive(Clone, PartialEq, Eq, Debug, uniffi::Record)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The headers; names in any case.
    pub headers: Vec<Header>,
    /// The body as it came; without a `Content-Encoding` among the headers where the platform has undone it.
    pub body: Vec<u8>,
}

/// The way to the server.
#[uniffi::export(with_foreign)]
pub trait Transport: Send + Sync {
    /// Carries one call; called on the thread that syncs, never while the core is held.
    ///
    /// # Errors
    /// When nothing came, or not all of it, or too late: it is tried again later.
    fn carry(&self, call: Call) -> Result<Reply, PortError>;
}

/// Everything that a platform gives.
#[derive(Clone, uniffi::Record)]
pub struct Platform {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The source of chance.
    pub entropy: Arc<dyn Entropy>,
    /// The store of keys.
    pub keystore: Arc<dyn Keystore>,
    /// The way to the server.
    pub transport: Arc<dyn Transport>,
    /// Where the device is; none where that is never known.
    pub location: Option<Arc<dyn Location>>,
    /// The notifications; none where there are none.
    pub notifications: Option<Arc<dyn Notifications>>,
}

impl std::fmt::Debug for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Platform").finish_non_exhaustive()
    }
}

/// One who hears that something changed.
#[uniffi::export(with_foreign)]
pub trait Listener: Send + Sync {
    /// Something changed that a view may show. Called on the thread that changed it, after the change; views may be asked
    /// from here.
    ///
    /// # Errors
    /// What is thrown here is passed over: the change stands.
    fn changed(&self) -> Result<(), PortError>;
}
