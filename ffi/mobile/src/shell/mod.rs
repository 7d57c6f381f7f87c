//! The native side of the app's pages: one door for their messages, and the sync while no page is looked at.

mod message;

use crate::{Call, Cancel, Core, Gate, Header, Platform, Problem, Synced};
use doorstep_core::Code;
use message::{Answer, Part, Wish};
use serde::Deserialize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The native side of the app's pages, one for each app. It keeps the database's file, and decides nothing: when to open,
/// lock, sign in or erase, the pages' own keeper says.
#[derive(uniffi::Object)]
pub struct Shell {
    path: PathBuf,
    platform: Platform,
    gate: Option<Arc<dyn Gate>>,
    held: Mutex<Held>,
}

/// The open core, and who uses it.
#[derive(Default)]
struct Held {
    core: Option<Arc<Core>>,
    /// Whether a page has opened it.
    by_page: bool,
    /// Whether a page has a call of the sync machine on its way.
    page_carries: bool,
    /// Whether it is synced in the background.
    background: bool,
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shell").finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "do")]
    request: String,
}

#[uniffi::export]
impl Shell {
    /// Makes the shell of the database at a path; nothing is opened yet.
    #[must_use]
    #[uniffi::constructor]
    pub fn new(path: String, platform: Platform, gate: Option<Arc<dyn Gate>>) -> Arc<Self> {
        Arc::new(Self { path: PathBuf::from(path), platform, gate, held: Mutex::default() })
    }

    /// Takes one message of a page and returns the answer to it, both as JSON. It blocks its thread, as for the network
    /// or the owner's finger, and may be called from several at once. Whatever comes, an answer with the same id goes out.
    #[must_use]
    pub fn takes(&self, message: &str) -> String {
        let (id, wish) = message::read(message);
        let done = AssertUnwindSafe(|| wish.and_then(|wish| self.fulfil(wish)));
        let answer = catch_unwind(done).unwrap_or_else(|_| Err(Problem::new(Code::Fault)));
        message::write(&id, answer)
    }

    /// Syncs in the background until everything is done or has to wait; none when there is nothing to do it with: no
    /// database, no key, nobody who is in, or a page that syncs by itself.
    ///
    /// # Errors
    /// As [`Core::sync`] and [`Core::open`].
    pub fn sync(&self, metered: bool, cancel: Arc<Cancel>) -> Result<Option<Synced>, Problem> {
        let core = {
            let mut held = self.held();
            if held.page_carries || held.background || !self.path.exists() {
                return Ok(None);
            }
            let core = self.opened(&mut held)?;
            held.background = true;
            core
        };
        let synced = synced(&core, metered, cancel);
        let mut held = self.held();
        held.background = false;
        if !held.by_page {
            held.core = None;
            core.close();
        }
        synced
    }

    /// The open core, for what the app does natively beside its pages.
    #[must_use]
    pub fn core(&self) -> Option<Arc<Core>> {
        self.held().core.clone()
    }

    /// Closes the database; a page may open it again.
    pub fn close(&self) {
        let mut held = self.held();
        held.by_page = false;
        held.page_carries = false;
        if let Some(core) = held.core.take() {
            core.close();
        }
    }
}

impl Shell {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn opened(&self, held: &mut Held) -> Result<Arc<Core>, Problem> {
        if let Some(core) = &held.core {
            return Ok(core.clone());
        }
        let core = Core::open(self.path.to_string_lossy().into_owned(), self.platform.clone())?;
        held.core = Some(core.clone());
        Ok(core)
    }

    fn fulfil(&self, wish: Wish) -> Result<Answer, Problem> {
        match wish {
            Wish::Open => {
                let mut held = self.held();
                self.opened(&mut held)?;
                held.by_page = true;
                Ok(Answer::Done)
            }
            Wish::Call { now, entropy, ask, parts } => self.call(now, &entropy, &ask, parts),
            Wish::Close => {
                self.close();
                Ok(Answer::Done)
            }
            Wish::Exists => Ok(Answer::Is(self.path.exists())),
            Wish::Erase => self.erase().map(|()| Answer::Done),
            Wish::Pass => self.pass().map(|()| Answer::Done),
            Wish::Carry { method, path, headers, part } => {
                let headers = headers.into_iter().map(|(name, value)| Header { name, value });
                let call = Call { method, path, headers: headers.collect(), body: part.0 };
                self.carry(call)
            }
            Wish::Here => {
                let location = self.platform.location.as_ref();
                Ok(Answer::Here(location.map(|at| at.here()).transpose()?.flatten()))
            }
        }
    }

    fn call(
        &self,
        now: i64,
        entropy: &str,
        ask: &str,
        parts: Vec<Part>,
    ) -> Result<Answer, Problem> {
        let chance = message::chance(entropy)?;
        let asked = serde_json::from_str::<Asked>(ask).map(|asked| asked.request);
        let asked = asked.unwrap_or_default();
        let core = {
            let mut held = self.held();
            if asked == "sync_next" && held.background {
                return Err(Problem::busy());
            }
            // A call of another run's would be answered by this one's reply.
            held.page_carries = match asked.as_str() {
                "sync_next" => true,
                "sync_answer" => false,
                _ => held.page_carries,
            };
            held.core.clone().filter(|_| held.by_page)
        };
        let core = core.ok_or_else(|| Problem::new(Code::WrongState))?;
        let parts = parts.into_iter().map(|Part(bytes)| bytes).collect();
        let said = core.call_at(now, chance, ask, parts)?;
        if asked == "sync_next" && said.bytes.is_empty() {
            self.held().page_carries = false;
        }
        let parts = said.bytes.into_iter().map(Part).collect();
        Ok(Answer::Said { json: said.json, parts, wrote: said.wrote })
    }

    /// The key goes first: without it the file is noise.
    fn erase(&self) -> Result<(), Problem> {
        self.close();
        self.platform.keystore.forget()?;
        if let Some(notifications) = &self.platform.notifications {
            let _ = notifications.plan(Vec::new());
        }
        for beside in ["", "-wal", "-shm", "-journal"] {
            let mut file = self.path.clone().into_os_string();
            file.push(beside);
            remove(Path::new(&file))?;
        }
        Ok(())
    }

    fn pass(&self) -> Result<(), Problem> {
        match &self.gate {
            Some(gate) if !gate.pass()? => Err(Problem::told("not_recognised", true)),
            _ => Ok(()),
        }
    }

    fn carry(&self, call: Call) -> Result<Answer, Problem> {
        let came = self.platform.transport.carry(call);
        let came = came.map_err(|_| Problem::told("no_network", true))?;
        let headers = message::pairs(came.headers);
        Ok(Answer::Came { status: came.status, headers, part: Part(came.body) })
    }
}

/// Syncs when somebody is in.
fn synced(core: &Core, metered: bool, cancel: Arc<Cancel>) -> Result<Option<Synced>, Problem> {
    if core.who()?.phase != "in" {
        return Ok(None);
    }
    core.sync(metered, false, None, Some(cancel)).map(Some)
}

/// Removes a file that may not be there.
fn remove(file: &Path) -> Result<(), Problem> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Problem::new(Code::Storage))
        }
        _ => Ok(()),
    }
}
