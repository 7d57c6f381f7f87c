//! Photos from the question to the sealed record, and what becomes of their bytes.

mod chain;
mod taking;

use crate::drafts::{self, Beginning};
use crate::photos::{self, Sighting};
use crate::store::Store;
use crate::testing::*;
use crate::{Entry, Problem};
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::{Link, Record};
use doorstep_schema::fact::Fact;
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use doorstep_schema::wire::v1;
use ed25519_dalek::SigningKey;
use serde_json::json;

/// A teacher who takes photos; each step takes a minute.
struct Worker {
    store: Store,
    now: Moment,
    entries: u64,
}

impl Worker {
    fn new() -> Self {
        Self::with(Store::in_memory().unwrap())
    }

    fn with(store: Store) -> Self {
        let store = phone(store, 3, at(23, 7, 0));
        publish(&store, &form_with_photos(), 1);
        Self { store, now: at(23, 9, 0), entries: 0 }
    }

    fn entry(&mut self) -> Entry {
        self.entries += 1;
        self.now = self.now.plus_minutes(1);
        entry(self.now, self.entries)
    }

    fn begins(&mut self) -> FactId {
        let entry = self.entry();
        let about = Beginning::about("photos", student_id(0));
        let draft = drafts::begin(&mut self.store, &entry, &about).unwrap();
        self.answers(draft, "met", &json!("guardian"));
        draft
    }

    fn answers(&mut self, draft: FactId, path: &str, value: &serde_json::Value) {
        let entry = self.entry();
        drafts::answer(&mut self.store, &entry, draft, path, value).unwrap();
    }

    fn adds(&mut self, draft: FactId) {
        let entry = self.entry();
        drafts::add(&mut self.store, &entry, draft, "more").unwrap();
    }

    fn takes(&mut self, draft: FactId, path: &str, seed: u64) -> Result<Digest, Problem> {
        let (entry, prepared) = (self.entry(), picture(seed, 3_000));
        photos::take(&mut self.store, &entry, draft, path, &prepared, &Sighting::default())
    }

    fn attaches(&mut self, of: FactId, seed: u64) -> Result<FactId, Problem> {
        let (entry, prepared) = (self.entry(), picture(seed, 3_000));
        photos::attach(&mut self.store, &entry, of, &prepared, &Sighting::default())
    }

    fn finishes(&mut self, draft: FactId) -> FactId {
        let entry = self.entry();
        drafts::finish(&mut self.store, &entry, draft).unwrap()
    }

    fn visits(&mut self) -> FactId {
        let draft = self.begins();
        self.finishes(draft)
    }
}

/// The records of every photo in the order in which they were sealed; each seal is checked.
fn records(store: &Store) -> Vec<Record> {
    let key = SigningKey::from_bytes(&[7; 32]).verifying_key().to_bytes();
    let rows = store.unsent(10_000).unwrap().into_iter();
    let facts = rows.map(|row| {
        // As it travels, not as it was made.
        let bytes = doorstep_schema::wire::cbor::encode(&row.fact);
        doorstep_schema::wire::cbor::decode::<v1::Fact>(&bytes).unwrap()
    });
    let mut records: Vec<Record> =
        facts.filter_map(|fact| Record::of(&Fact::try_from(&fact).unwrap())).collect();
    records.sort_by_key(|record| record.photo.seal.as_ref().unwrap().number);
    for record in &records {
        let link = Link::of(record).unwrap();
        link.verify(&record.photo.seal.as_ref().unwrap().signature, &key).unwrap();
    }
    records
}

/// Asserts that the records make one chain from the first on.
fn chain_holds(records: &[Record]) {
    let mut last = None;
    for (number, record) in (1..).zip(records) {
        let seal = record.photo.seal.as_ref().unwrap();
        assert_eq!((seal.number, seal.previous), (number, last));
        last = Link::of(record).map(|link| link.hash());
    }
}
