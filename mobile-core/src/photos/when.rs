//! On which networks photos go: always, or only where bytes cost nothing.

use crate::store::{Key, Store};
use crate::{Problem, acts};
use serde::{Deserialize, Serialize};

/// When photos are sent; records and thumbnails always are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PhotosWhen {
    /// On every network.
    #[default]
    Always,
    /// Only on a network without a meter.
    Unmetered,
}

/// The network that the driver has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Network {
    /// Bytes cost nothing.
    #[default]
    Unmetered,
    /// Bytes cost money.
    Metered,
}

/// Sets when photos are sent.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be written.
pub fn set_when(store: &mut Store, when: PhotosWhen) -> Result<(), Problem> {
    acts::signed_in(store)?;
    Ok(store.set_meta(Key::PhotosWhen, &when)?)
}

/// Returns when photos are sent.
///
/// # Errors
/// When the store cannot be read.
pub fn when(store: &Store) -> Result<PhotosWhen, Problem> {
    Ok(store.meta(Key::PhotosWhen)?.unwrap_or_default())
}
