//! A phone in a story: the real core in memory, and the server called in process when there is a network.

use crate::sim::deliver;
use doorstep_core::sync::{Call, Method, Reply, Step, Sync};
use doorstep_core::{Entry, Problem, Store, enrol};
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::{cbor, v1};
use doorstep_server::testing::World;

/// A worker's phone.
#[derive(Debug)]
pub struct Handset {
    /// The phone's core.
    pub store: Store,
    entries: u64,
    seed: u8,
}

impl Handset {
    /// Signs a worker in and fetches what is theirs.
    ///
    /// # Panics
    /// When the server does not let them in.
    pub async fn of(world: &World, username: &str) -> Self {
        let mut store = Store::in_memory().unwrap();
        let now = world.app.now();
        let seed = username.bytes().fold(0u8, |s, b| s.wrapping_mul(31).wrapping_add(b));
        let ask = enrol::begin(&mut store, username, "password", "phone", now, [seed; 32]).unwrap();
        let call = Call {
            method: Method::Post,
            path: "/v1/sign-in".to_owned(),
            content_type: Some(cbor::MEDIA_TYPE),
            accept: cbor::MEDIA_TYPE,
            accept_encoding: "identity",
            authorization: None,
            encoding: None,
            headers: Vec::new(),
            body: cbor::encode(&ask),
        };
        let Reply::Got { status: 200, body, .. } = deliver(world, &call).await else {
            panic!("{username} is not let in")
        };
        let session: v1::Session = cbor::decode(&body).unwrap();
        enrol::finish(&mut store, &session, now).unwrap();
        let mut handset = Self { store, entries: 0, seed };
        handset.syncs(world).await;
        handset
    }

    /// Returns time and chance for the next act.
    pub fn entry(&mut self, now: Moment) -> Entry {
        self.entries += 1;
        let mut entropy = [self.seed; 16];
        entropy[..8].copy_from_slice(&self.entries.to_be_bytes());
        Entry { now, entropy }
    }

    /// Does an act offline.
    ///
    /// # Panics
    /// When the phone does not take it.
    pub fn does<T>(
        &mut self,
        now: Moment,
        act: impl FnOnce(&mut Store, &Entry) -> Result<T, Problem>,
    ) -> T {
        let entry = self.entry(now);
        act(&mut self.store, &entry).unwrap()
    }

    /// Syncs over a good network until nothing is left.
    ///
    /// # Panics
    /// When the machine does not come to its end.
    pub async fn syncs(&mut self, world: &World) -> doorstep_core::sync::Report {
        let now = world.app.now();
        let mut sync = Sync::begin(&mut self.store, now).unwrap();
        for _ in 0..200 {
            match sync.next(&mut self.store, now).unwrap() {
                Step::Send(call) => {
                    let reply = deliver(world, &call).await;
                    sync.answer(&mut self.store, reply, now).unwrap();
                }
                Step::Wait { until } => panic!("waits until {until} on a good network"),
                Step::Done(report) => return report,
            }
        }
        panic!("does not come to an end")
    }
}
