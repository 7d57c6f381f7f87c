//! The seal of this device over a record, and the chain that it goes on.

use crate::enrol::sign;
use crate::store::{Chain, Key, Store};
use crate::{Code, Problem};
use doorstep_schema::evidence::{self, Record};
use doorstep_schema::fact::{Act, Fact};

/// Seals a photo's record as it is about to be stored; every other fact stays as it is.
pub(crate) fn seal(store: &Store, mut fact: Fact) -> Result<Fact, Problem> {
    let Some(mut record) = Record::of(&fact) else { return Ok(fact) };
    let sign = sign(store, fact.device)?.ok_or_else(|| Problem::new(Code::WrongSession))?;
    let last = store.meta::<Chain>(Key::Chain)?.map(|chain| (chain.number, chain.hash));
    let (number, hash) = evidence::seal(&mut record, last, &sign);
    store.set_meta(Key::Chain, &Chain { number, hash })?;
    fact.act = Act::EvidencePhoto(record.photo);
    Ok(fact)
}
