//! What waits to be sent, and in plain words why.

use crate::Problem;
use crate::store::{Backoff, Key, Store, SyncState};
use doorstep_schema::moment::Moment;
use serde::Serialize;

/// Why something waits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
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
    /// Nobody has signed in on this phone.
    NotSignedIn,
    /// The device was revoked.
    Revoked,
}

/// How this phone stands with the server.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
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
    let lease_days = i64::from(store.rules()?.policy.lease_days);
    Ok(SyncStatus {
        waiting,
        sent,
        refused: store.count_facts(SyncState::Refused)?.0,
        bytes: waiting_bytes + sent_bytes,
        oldest_at: store.unsent(1)?.first().map(|row| row.fact.entered_at),
        drafts: i64::try_from(store.drafts()?.len()).unwrap_or(i64::MAX),
        leaving: store.count_leaving()?,
        why: why(store, waiting + sent > 0, backoff.as_ref())?,
        next_try_at: backoff.map(|b| b.until).filter(|until| *until > now),
        contact_at,
        lease_until: contact_at.map(|at| at.plus_days(lease_days)),
        clock_offset_ms: store.meta(Key::ClockOffset)?,
    })
}

fn why(store: &Store, waits: bool, backoff: Option<&Backoff>) -> Result<Why, Problem> {
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
            None if waits => Why::NotTried,
            None => Why::Nothing,
        }
    })
}
