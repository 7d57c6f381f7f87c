//! The core with its open database, callable from any thread.

use crate::problem::Told;
use crate::{Listener, PlannedNotification, Platform, Problem};
use doorstep_core::{Code, Opening, Store};
use doorstep_face::{Face, Said};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The phone's core: one object for one database file. Every call may come from any thread; calls wait for each other,
/// never for the network.
#[derive(uniffi::Object)]
pub struct Core {
    face: Mutex<Option<Face>>,
    platform: Platform,
    listeners: Mutex<Listeners>,
    /// Held by the loop that syncs: what comes back for one loop's call is no answer to another's.
    pub(crate) syncing: Mutex<()>,
}

#[derive(Default)]
struct Listeners {
    last: u64,
    all: BTreeMap<u64, Arc<dyn Listener>>,
}

impl std::fmt::Debug for Core {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Core").finish_non_exhaustive()
    }
}

/// Listens until it is ended.
#[derive(Debug, uniffi::Object)]
pub struct Listening {
    core: Arc<Core>,
    number: u64,
}

#[uniffi::export]
impl Listening {
    /// Ends it; nothing is told afterwards.
    pub fn end(&self) {
        self.core.listeners().all.remove(&self.number);
    }
}

#[uniffi::export]
impl Core {
    /// Opens the database at a path, making it when there is none, under the key that the platform's keystore keeps.
    ///
    /// # Errors
    /// `damaged_database`, also when the key is another one, or `newer_database`, and the file stays as it is;
    /// `storage_full`; `storage` when the file cannot be had, or, not retryable, when a key is given and this build has
    /// no cipher; `platform` when the keystore does not give the key now.
    #[uniffi::constructor]
    pub fn open(path: String, platform: Platform) -> Result<Arc<Self>, Problem> {
        let key = match platform.keystore.key()? {
            Some(key) => Some(<[u8; 32]>::try_from(key).map_err(|_| Problem::at("key"))?),
            None => None,
        };
        let opening = Opening { key: key.as_ref(), ..Opening::default() };
        let store = Store::open_with(PathBuf::from(path), &opening)?;
        let face = Mutex::new(Some(Face::new(store)));
        let (listeners, syncing) = (Mutex::default(), Mutex::default());
        Ok(Arc::new(Self { face, platform, listeners, syncing }))
    }

    /// Closes the database. Whatever is asked afterwards is refused with `wrong_state`; to close again does nothing.
    pub fn close(&self) {
        self.face.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.listeners().all.clear();
    }

    /// Tells a listener of every change from now on, until it is ended or the core is closed.
    #[must_use]
    pub fn listen(self: Arc<Self>, listener: Arc<dyn Listener>) -> Arc<Listening> {
        let number = {
            let mut listeners = self.listeners();
            listeners.last += 1;
            let number = listeners.last;
            listeners.all.insert(number, listener);
            number
        };
        Arc::new(Listening { core: self, number })
    }
}

impl Core {
    pub(crate) const fn platform(&self) -> &Platform {
        &self.platform
    }

    fn listeners(&self) -> std::sync::MutexGuard<'_, Listeners> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a request of the face, and tells those who listen when it changed something.
    pub(crate) fn call(&self, request: &str, parts: Vec<Vec<u8>>) -> Result<Said, Problem> {
        let now = self.platform.clock.now()?;
        let chance = self.platform.entropy.bytes(32)?;
        let chance = <[u8; 32]>::try_from(chance).map_err(|_| Problem::at("entropy"))?;
        self.call_at(now.ms(), chance, request, parts)
    }

    /// Makes a request as of a time and with chance that were fixed where it was asked: the same again is the same act.
    pub(crate) fn call_at(
        &self,
        now_ms: i64,
        chance: [u8; 32],
        request: &str,
        parts: Vec<Vec<u8>>,
    ) -> Result<Said, Problem> {
        let said = {
            let mut face = self.face.lock().unwrap_or_else(PoisonError::into_inner);
            let face = face.as_mut().ok_or_else(|| Problem::new(Code::WrongState))?;
            face.call(now_ms, chance, request, parts)
        };
        if said.wrote {
            self.tell();
        }
        Ok(said)
    }

    /// Makes a request and reads its answer.
    pub(crate) fn ask<T: DeserializeOwned>(&self, name: &str, fields: Value) -> Result<T, Problem> {
        self.ask_with(name, fields, Vec::new()).map(|(answer, _)| answer)
    }

    /// Makes a request that has byte parts, or whose answer has.
    pub(crate) fn ask_with<T: DeserializeOwned>(
        &self,
        name: &str,
        mut fields: Value,
        parts: Vec<Vec<u8>>,
    ) -> Result<(T, Vec<Vec<u8>>), Problem> {
        fields["do"] = json!(name);
        let said = self.call(&fields.to_string(), parts)?;
        match serde_json::from_str(&said.json) {
            Ok(Outcome::Ok(answer)) => Ok((answer, said.bytes)),
            Ok(Outcome::Problem(told)) => Err(told.into()),
            Err(_) => Err(Problem::new(Code::Fault)),
        }
    }

    /// Tells the platform's notifications and everybody who listens.
    fn tell(&self) {
        if let Some(notifications) = &self.platform.notifications
            && let Some(plan) = self.plan()
        {
            // What was recorded is recorded: the plan is handed over again after the next change.
            let _ = notifications.plan(plan);
        }
        let all: Vec<_> = self.listeners().all.values().cloned().collect();
        for listener in all {
            let _ = listener.changed();
        }
    }

    /// What is to be shown from now on; nothing of theirs when nobody is in any more, none when it cannot be told.
    fn plan(&self) -> Option<Vec<PlannedNotification>> {
        match self.ask("reminder_plan", json!({})) {
            Ok(plan) => Some(plan),
            Err(problem) if problem.is(Code::NotSignedIn) || problem.is(Code::Revoked) => {
                Some(Vec::new())
            }
            Err(_) => None,
        }
    }
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome<T> {
    Ok(T),
    Problem(Told),
}
