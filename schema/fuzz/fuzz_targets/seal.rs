//! Records as a stranger may send them: what reads is checked, judged and sealed without a panic, a seal holds until
//! anything is changed, and the canonical text has its eighteen lines whatever the record says.

#![no_main]

use doorstep_schema::evidence::{Link, Record, seal};
use doorstep_schema::fact::Fact;
use doorstep_schema::wire::{cbor, v1};
use ed25519_dalek::{Signer as _, SigningKey};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let wire: Option<v1::Fact> =
        if kind % 2 == 0 { serde_json::from_slice(rest).ok() } else { cbor::decode(rest).ok() };
    let Some(fact) = wire.and_then(|wire| Fact::try_from(&wire).ok()) else { return };
    let Some(mut record) = Record::of(&fact) else { return };
    if !fact.act.check().is_empty() {
        return;
    }
    let key = SigningKey::from_bytes(&[7; 32]);
    let public = key.verifying_key().to_bytes();
    if let Some((link, seal)) = Link::of(&record).zip(record.photo.seal.as_ref()) {
        // A stranger's signature does not hold by chance.
        assert!(link.verify(&seal.signature, &public).is_err());
    }
    seal(&mut record, None, &|text| key.sign(text).to_bytes());
    assert_eq!(record.body().lines().count(), 18);
    let link = Link::of(&record).expect("it was sealed");
    let signature = record.photo.seal.clone().expect("it was sealed").signature;
    assert!(link.verify(&signature, &public).is_ok());
    record.photo.bytes ^= 1;
    let changed = Link::of(&record).expect("it was sealed");
    assert!(changed.verify(&signature, &public).is_err());
});
