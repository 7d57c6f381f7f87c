//! A phone: the real core over a database file, a clock that is wrong, and a battery that dies.

use super::carry::Network;
use super::chance::Chance;
use doorstep_core::sync::{Call, Reply, Step, Sync};
use doorstep_core::{Store, enrol};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::{cbor, v1};
use doorstep_server::testing::World;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A worker's phone.
#[derive(Debug)]
pub(super) struct Phone {
    file: PathBuf,
    pub(super) store: Store,
    /// Minutes by which its clock is ahead.
    pub(super) skew: i64,
    pub(super) chance: Chance,
    /// Everything that was entered on it.
    pub(super) entered: Vec<FactId>,
    pub(super) signed_in: bool,
    /// The bytes of photos that went to the server and of which the answer came back, by upload.
    pub(super) answered: BTreeMap<String, usize>,
    /// How many of its photos are whole on the server at the end.
    pub(super) photos: usize,
}

/// The most steps of one run of the sync machine.
const MOST_STEPS: usize = 300;

impl Phone {
    pub(super) fn new(file: PathBuf, chance: Chance, skew: i64) -> Result<Self, String> {
        let store = Store::open(&file).map_err(|p| p.to_string())?;
        Ok(Self {
            file,
            store,
            skew,
            chance,
            entered: Vec::new(),
            signed_in: false,
            answered: BTreeMap::new(),
            photos: 0,
        })
    }

    /// Returns what the phone's clock shows.
    pub(super) fn now(&self, server: &World) -> Moment {
        server.app.now().plus_minutes(self.skew)
    }

    /// The battery dies: whatever was not in rows is gone.
    pub(super) fn die(&mut self) -> Result<(), String> {
        let nothing = Store::in_memory().map_err(|p| p.to_string())?;
        drop(std::mem::replace(&mut self.store, nothing));
        self.store = Store::open(&self.file).map_err(|p| format!("reopening: {p}"))?;
        Ok(())
    }

    /// Signs in over the network.
    pub(super) async fn sign_in(
        &mut self,
        server: &World,
        network: &mut Network,
        username: &str,
    ) -> Result<(), String> {
        let now = self.now(server);
        let mut entropy = [0; 32];
        self.chance.fill(&mut entropy);
        let ask = enrol::begin(&mut self.store, username, "password", "phone", now, entropy)
            .map_err(|p| format!("enrol: {p}"))?;
        let call = Call {
            method: doorstep_core::sync::Method::Post,
            path: "/v1/sign-in".to_owned(),
            content_type: Some(cbor::MEDIA_TYPE),
            accept: cbor::MEDIA_TYPE,
            accept_encoding: "identity",
            authorization: None,
            encoding: None,
            headers: Vec::new(),
            body: cbor::encode(&ask),
        };
        if let Reply::Got { status: 200, body, .. } = network.carry(server, call).await
            && let Ok(session) = cbor::decode::<v1::Session>(&body)
        {
            enrol::finish(&mut self.store, &session, now).map_err(|p| format!("enrol: {p}"))?;
            self.signed_in = true;
        }
        Ok(())
    }

    /// Counts the bytes of a part that was answered; those of an upload that the server forgot were lost.
    fn count(&mut self, call: &Call, reply: &Reply) {
        match reply {
            Reply::Got { status: 201 | 204, upload_offset: Some(_), location, .. } => {
                let upload = location.as_ref().unwrap_or(&call.path);
                *self.answered.entry(upload.clone()).or_default() += call.body.len();
            }
            Reply::Got { status: 404 | 410, .. } => {
                self.answered.remove(&call.path);
            }
            _ => {}
        }
    }

    /// Runs the sync machine; with `mortal`, the phone may die between any two steps. Returns whether it
    /// came to its end.
    pub(super) async fn sync(
        &mut self,
        server: &World,
        network: &mut Network,
        mortal: bool,
    ) -> Result<bool, String> {
        let now = self.now(server);
        let mut sync = Sync::begin(&mut self.store, now).map_err(|p| format!("begin: {p}"))?;
        for _ in 0..MOST_STEPS {
            if mortal && self.chance.in_100(3) {
                self.die()?;
                return Ok(false);
            }
            match sync.next(&mut self.store, now).map_err(|p| format!("next: {p}"))? {
                Step::Send(call) => {
                    let file = call.path.starts_with("/v1/files").then(|| call.clone());
                    let reply = network.carry(server, call).await;
                    if mortal && self.chance.in_100(3) {
                        self.die()?;
                        return Ok(false);
                    }
                    if let Some(call) = file {
                        self.count(&call, &reply);
                    }
                    sync.answer(&mut self.store, reply, now).map_err(|p| format!("answer: {p}"))?;
                }
                Step::Wait { .. } => return Ok(false),
                Step::Done(report) => {
                    if report.sign_in_needed {
                        self.signed_in = false;
                    }
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}
