//! The sync machine: step by step, or as one loop over the platform's transport.

use crate::{Call, Core, Header, Moment, PortError, Problem, Reply, SyncReport, SyncStatus};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};

/// What the machine asks for next.
#[derive(Clone, PartialEq, Eq, Debug, uniffi::Enum)]
pub enum SyncStep {
    /// Carry the call, and hand over what comes back.
    Send {
        /// The call.
        call: Call,
    },
    /// Come back then; earlier is no use, unless something new was recorded.
    Wait {
        /// When, by the device's clock.
        until: Moment,
        /// What the run did until now.
        report: SyncReport,
    },
    /// It is done.
    Done {
        /// What the run did.
        report: SyncReport,
    },
}

/// How a loop ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, uniffi::Record)]
pub struct Synced {
    /// What it did.
    pub report: SyncReport,
    /// When to come back; none when everything is done.
    pub again_at: Option<Moment>,
    /// Whether it was cancelled: what was under way is taken as lost, and is made again.
    pub cancelled: bool,
}

/// Calls off a loop that runs.
#[derive(Debug, Default, uniffi::Object)]
pub struct Cancel {
    called: AtomicBool,
}

#[uniffi::export]
impl Cancel {
    /// Makes one.
    #[must_use]
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Calls it off, from any thread; it ends after the call that is on its way.
    pub fn call_off(&self) {
        self.called.store(true, Ordering::Relaxed);
    }
}

/// One who hears how a loop goes.
#[uniffi::export(with_foreign)]
pub trait SyncProgress: Send + Sync {
    /// A call came back; so many bytes went and came until now.
    ///
    /// # Errors
    /// What is thrown here calls the loop off.
    fn carried(&self, sent: u64, received: u64) -> Result<(), PortError>;
}

#[derive(Deserialize)]
struct Wire {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", tag = "step")]
enum Told {
    Send { call: Wire },
    Wait { until: i64, report: SyncReport },
    Done { report: SyncReport },
}

#[uniffi::export]
impl Core {
    /// How this phone stands with the server.
    ///
    /// # Errors
    /// `wrong_state` when the core is closed.
    pub fn sync_status(&self) -> Result<SyncStatus, Problem> {
        self.ask("sync_status", json!({}))
    }

    /// Says what the sync machine does next; `metered` tells that bytes cost money, `anew` that a person asks or the
    /// network has come back.
    ///
    /// # Errors
    /// `not_signed_in`, `storage`.
    pub fn sync_next(&self, metered: bool, anew: bool) -> Result<SyncStep, Problem> {
        let network = if metered { "metered" } else { "unmetered" };
        let ask = json!({ "network": network, "anew": anew });
        let (told, mut parts) = self.ask_with("sync_next", ask, Vec::new())?;
        Ok(match told {
            Told::Send { call: Wire { method, path, headers } } => {
                let headers = headers.into_iter().map(|(name, value)| Header { name, value });
                let body = parts.pop().unwrap_or_default();
                SyncStep::Send { call: Call { method, path, headers: headers.collect(), body } }
            }
            Told::Wait { until, report } => {
                SyncStep::Wait { until: Moment::from_ms(until), report }
            }
            Told::Done { report } => SyncStep::Done { report },
        })
    }

    /// Hands the machine what came back for its call; none when nothing came, or not all of it.
    ///
    /// # Errors
    /// `storage`.
    pub fn sync_answer(&self, reply: Option<Reply>) -> Result<(), Problem> {
        let Some(Reply { status, headers, body }) = reply else {
            return self.ask("sync_answer", json!({ "lost": true }));
        };
        let header = |name: &str| {
            headers
                .iter()
                .find(|header| header.name.eq_ignore_ascii_case(name))
                .map(|header| header.value.trim())
        };
        let number = |name: &str| header(name).and_then(|value| value.parse::<u64>().ok());
        let ask: Value = json!({
            "status": status,
            "retry_after": number("Retry-After"),
            "content_type": header("Content-Type"),
            "encoding": header("Content-Encoding"),
            "location": header("Location"),
            "upload_offset": number("Upload-Offset"),
        });
        self.ask_with("sync_answer", ask, vec![body]).map(|((), _)| ())
    }

    /// Syncs over the platform's transport until everything is done or has to wait. It blocks its thread, never those who
    /// show or record something meanwhile; a second loop waits for the first.
    ///
    /// # Errors
    /// `not_signed_in`, `device_revoked`, `storage`; what was sent and answered stays so.
    #[uniffi::method(default(progress = None, cancel = None))]
    pub fn sync(
        &self,
        metered: bool,
        anew: bool,
        progress: Option<Arc<dyn SyncProgress>>,
        cancel: Option<Arc<Cancel>>,
    ) -> Result<Synced, Problem> {
        let _alone = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut anew = anew;
        let (mut sent, mut received) = (0, 0);
        let mut called_off = false;
        loop {
            called_off |=
                cancel.as_ref().is_some_and(|cancel| cancel.called.load(Ordering::Relaxed));
            if called_off {
                return Ok(Synced {
                    report: SyncReport::default(),
                    again_at: None,
                    cancelled: true,
                });
            }
            let call = match self.sync_next(metered, std::mem::take(&mut anew))? {
                SyncStep::Send { call } => call,
                SyncStep::Wait { until, report } => {
                    return Ok(Synced { report, again_at: Some(until), cancelled: false });
                }
                SyncStep::Done { report } => {
                    return Ok(Synced { report, again_at: None, cancelled: false });
                }
            };
            sent += call.body.len() as u64;
            let reply = self.platform().transport.carry(call).ok();
            received += reply.as_ref().map_or(0, |reply| reply.body.len() as u64);
            self.sync_answer(reply)?;
            if let Some(progress) = &progress {
                called_off = progress.carried(sent, received).is_err();
            }
        }
    }

    /// Sets whether photos go on a network without a meter only.
    ///
    /// # Errors
    /// `storage`.
    pub fn set_photos_unmetered_only(&self, only: bool) -> Result<(), Problem> {
        self.ask("set_photos_when", json!({ "when": if only { "unmetered" } else { "always" } }))
    }
}
