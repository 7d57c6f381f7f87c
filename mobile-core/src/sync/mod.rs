//! The sync machine: plain calls out, plain replies in; all progress is rows, so it may die anywhere.
//!
//! Unsent facts first, then receipts for removed students, then what is new, then photos, a part at a time. Each answer
//! is one idempotent transaction; a reply that does not fit its call counts as lost.

mod backoff;
mod call;
mod pull;
mod push;
mod refresh;
mod removal;
mod reply;
mod upload;

pub use call::{Call, Method};
pub use reply::Reply;

use crate::acts::signed_in;
use crate::photos::Network;
use crate::store::{Backoff, Key, Store};
use crate::{Code, Problem};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::v1;
use reply::{Answer, Understood};
use serde::Serialize;
use upload::{Next, Part};

/// What the driver does next.
#[derive(Clone, PartialEq, Debug)]
pub enum Step {
    /// Make the call and hand its reply to [`Sync::answer`].
    Send(Call),
    /// Come back then; earlier is no use.
    Wait {
        /// When, by the device's clock.
        until: Moment,
    },
    /// It is done.
    Done(Report),
}

/// What a run did.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SyncReport"))]
pub struct Report {
    /// Facts that became durable on the server.
    pub accepted: u32,
    /// Facts that the server did not take.
    pub refused: u32,
    /// Facts of others that came.
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

/// The call that a reply is for. It is not kept in rows: a call whose reply is lost is made again.
#[derive(Clone, PartialEq, Debug)]
enum Pending {
    Refresh,
    Push(Vec<FactId>),
    Pull(v1::Cursor),
    Removals(Vec<StudentId>),
    Upload(Part),
}

/// A run of the machine.
#[derive(Debug)]
pub struct Sync {
    pending: Option<Pending>,
    refreshed: bool,
    pulled: bool,
    network: Network,
    report: Report,
}

impl Sync {
    /// Begins a run; whatever an earlier one left half done goes on.
    ///
    /// # Errors
    /// `not_signed_in`, or when the store cannot be read.
    pub fn begin(store: &mut Store, now: Moment) -> Result<Self, Problem> {
        match signed_in(store) {
            Ok(_) => upload::tidy(store, now)?,
            // The phone may have died between erasing and emptying the log.
            Err(problem) if problem.code == Code::Revoked => store.flush()?,
            Err(problem) => return Err(problem),
        }
        Ok(Self {
            pending: None,
            refreshed: false,
            pulled: false,
            network: Network::default(),
            report: Report::default(),
        })
    }

    /// Says which network the run has; [`Network::Unmetered`] when it is not said.
    #[must_use]
    pub const fn on(mut self, network: Network) -> Self {
        self.network = network;
        self
    }

    /// Goes on at once after a network that was missing, as when a person asks or it has come back.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn anew(self, store: &Store) -> Result<Self, Problem> {
        backoff::forget_network(store)?;
        Ok(self)
    }

    /// Says what to do next; asked twice, it says the same again.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn next(&mut self, store: &mut Store, now: Moment) -> Result<Step, Problem> {
        self.pending = None;
        if store.meta::<Moment>(Key::Revoked)?.is_some() {
            self.report.revoked = true;
            return Ok(self.done());
        }
        if store.meta::<bool>(Key::SignInNeeded)?.unwrap_or(false) {
            self.report.sign_in_needed = true;
            return Ok(self.done());
        }
        if let Some(backoff) = store.meta::<Backoff>(Key::Backoff)?
            && let Some(until) = backoff::hold(&backoff, now)
        {
            return Ok(Step::Wait { until });
        }
        let session = signed_in(store)?;
        let refused = store.meta::<bool>(Key::TokenRefused)?.unwrap_or(false);
        if refused || refresh::is_expired(store, &session, now)? {
            self.pending = Some(Pending::Refresh);
            return Ok(Step::Send(refresh::call(store, &session)?));
        }
        if let Some((ids, call)) = push::call(store, &session)? {
            self.pending = Some(Pending::Push(ids));
            return Ok(Step::Send(call));
        }
        self.report.removed += removal::settle(store)?;
        if let Some((students, call)) = removal::call(store, &session)? {
            self.pending = Some(Pending::Removals(students));
            return Ok(Step::Send(call));
        }
        if !self.pulled {
            let (cursor, call) = pull::call(store, &session)?;
            self.pending = Some(Pending::Pull(cursor));
            return Ok(Step::Send(call));
        }
        if store.meta::<Network>(Key::Network)?.unwrap_or_default() != self.network {
            store.set_meta(Key::Network, &self.network)?;
        }
        match upload::next(store, &session, self.network, now)? {
            Some(Next::Send(part, call)) => {
                self.pending = Some(Pending::Upload(part));
                Ok(Step::Send(call))
            }
            Some(Next::Wait(until)) => Ok(Step::Wait { until }),
            None => Ok(self.done()),
        }
    }

    /// Returns what the run did until now.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    fn done(&mut self) -> Step {
        Step::Done(std::mem::take(&mut self.report))
    }

    /// Takes the reply to the last call; one without a call is ignored.
    ///
    /// # Errors
    /// When the store cannot be read or written; the reply is then as good as lost.
    pub fn answer(&mut self, store: &mut Store, reply: Reply, now: Moment) -> Result<(), Problem> {
        let Some(pending) = self.pending.take() else { return Ok(()) };
        let answer = Answer::read(reply);
        if let Answer::Problem { status: 401, code, .. } = &answer
            && code == "device_revoked"
        {
            self.report.revoked = true;
            return Ok(store.erase(Some(now))?);
        }
        let done = store.write(|store| self.take(store, &pending, &answer, now))?;
        if matches!(done, Understood::Lost) {
            store.write(|store| lost(store, &pending, &answer, now))?;
        }
        Ok(())
    }

    /// Applies an answer that fits its call.
    fn take(
        &mut self,
        store: &Store,
        pending: &Pending,
        answer: &Answer,
        now: Moment,
    ) -> Result<Understood, Problem> {
        let understood = match pending {
            Pending::Refresh => {
                let understood = refresh::take(store, answer, now)?;
                self.refreshed |= matches!(understood, Understood::Yes);
                understood
            }
            _ if matches!(
                answer,
                Answer::Problem { status: 401, .. } | Answer::Bare { status: 401 }
            ) && !self.refreshed =>
            {
                store.set_meta(Key::TokenRefused, &true)?;
                Understood::Yes
            }
            Pending::Push(ids) => push::take(store, ids, answer, &mut self.report, now)?,
            Pending::Pull(cursor) => {
                pull::take(store, *cursor, answer, &mut self.report, &mut self.pulled, now)?
            }
            Pending::Removals(students) => removal::take(store, students, answer)?,
            Pending::Upload(part) => upload::take(store, part, answer, &mut self.report, now)?,
        };
        if matches!(understood, Understood::Yes) {
            store.clear_meta(Key::Backoff)?;
            store.set_meta(Key::ContactAt, &now)?;
        }
        Ok(understood)
    }
}

/// Backs off, and asks for less at once next time.
fn lost(store: &Store, pending: &Pending, answer: &Answer, now: Moment) -> Result<(), Problem> {
    match pending {
        Pending::Push(ids) => push::shrink(store, ids.len())?,
        Pending::Pull(_) if matches!(answer, Answer::Lost) => pull::shrink(store)?,
        Pending::Upload(part) => {
            upload::lost(store, part, answer)?;
            // Facts do not wait for photos, nor for a day's quota of them.
            return backoff::grow(store, Key::UploadBackoff, answer, now);
        }
        _ => {}
    }
    backoff::grow(store, Key::Backoff, answer, now)
}

#[cfg(test)]
mod tests;
