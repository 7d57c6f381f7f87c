//! Signing out: everything is erased, but never before it has reached the server.

use crate::Problem;
use crate::store::{FileState, Store, SyncState};
use serde::Serialize;

/// What has not reached the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Unsent {
    /// Records that the server has not answered for.
    pub waiting: i64,
    /// Records and photos that the server did not take.
    pub refused: i64,
    /// Forms being filled.
    pub drafts: i64,
    /// Photos and thumbnails that the server does not have, or not all of.
    pub photos: i64,
}

/// What became of signing out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Leaving {
    /// Everything was erased. The server is told by `POST /v1/sign-out` with this `Authorization`, if it can be reached;
    /// otherwise its sessions of this device run out by themselves.
    Left(Option<String>),
    /// Nothing was: this would be lost.
    Unsent(Unsent),
}

/// Signs the worker out and erases everything on this phone, unless something has not reached the server.
///
/// # Errors
/// When the store cannot be read or written.
pub fn leave(store: &mut Store) -> Result<Leaving, Problem> {
    if let Some(unsent) = unsent(store)? {
        return Ok(Leaving::Unsent(unsent));
    }
    let session = store.session()?;
    store.erase(None)?;
    Ok(Leaving::Left(session.map(|session| format!("Bearer {}", session.access_token))))
}

/// Counts what has not reached the server; none when everything has.
pub(crate) fn unsent(store: &Store) -> Result<Option<Unsent>, Problem> {
    let files = |state| -> Result<i64, Problem> {
        let files = store.count_files(state, true)?.files + store.count_files(state, false)?.files;
        Ok(i64::try_from(files).unwrap_or(i64::MAX))
    };
    let count = |state| -> Result<i64, Problem> { Ok(store.count_facts(state)?.0) };
    let unsent = Unsent {
        waiting: count(SyncState::Waiting)? + count(SyncState::Sent)?,
        refused: count(SyncState::Refused)? + files(FileState::Refused)?,
        drafts: i64::try_from(store.drafts()?.len()).unwrap_or(i64::MAX),
        photos: files(FileState::Waiting)?,
    };
    Ok((unsent != Unsent::default()).then_some(unsent))
}
