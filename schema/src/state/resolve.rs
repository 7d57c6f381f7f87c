//! From a bag of wire facts to what counts: duplicates, amendments and retractions resolved, in telling order.

use crate::fact::{Act, Amendment};
use crate::hlc::Hlc;
use crate::id::{DeviceId, FactId, WorkerId};
use crate::moment::Moment;
use crate::wire::v1;
use std::collections::BTreeMap;

/// A fact that counts, as it was last amended.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The fact's id.
    pub id: FactId,
    /// Who did it.
    pub author: WorkerId,
    /// On which device.
    pub device: DeviceId,
    /// When it happened, as last amended.
    pub at: Moment,
    /// The clock at its first entry.
    pub hlc: Hlc,
    /// What was done, as last amended.
    pub act: Act,
    /// The fact that amended it last.
    pub amended_by: Option<FactId>,
}

/// The facts that count, and those that do not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// What counts, ordered by time, then clock, then id.
    pub told: Vec<Told>,
    /// Withdrawn facts with the retraction that did it.
    pub retracted: BTreeMap<FactId, FactId>,
    /// Facts of known kinds whose payload does not read; they are kept and shown to a person.
    pub unreadable: Vec<FactId>,
}

/// Resolves a student's facts; their order and repetition do not matter.
#[must_use]
pub fn resolve(facts: &[v1::Fact]) -> Resolved {
    let distinct: BTreeMap<FactId, &v1::Fact> = facts.iter().map(|f| (f.id, f)).collect();
    let mut resolved = Resolved::default();
    let mut read: Vec<(&v1::Fact, Act)> = Vec::with_capacity(distinct.len());
    for wire in distinct.values() {
        match crate::fact::Fact::try_from(*wire) {
            Ok(fact) => read.push((wire, fact.act)),
            Err(_) => resolved.unreadable.push(wire.id),
        }
    }
    // A retraction cannot itself be withdrawn: what was withdrawn is entered anew instead.
    for (wire, act) in &read {
        if let Act::Retraction(r) = act
            && distinct.get(&r.of).is_some_and(|of| of.kind != "retraction")
        {
            let by = resolved.retracted.entry(r.of).or_insert(wire.id);
            *by = (*by).min(wire.id);
        }
    }
    read.retain(|(wire, _)| !resolved.retracted.contains_key(&wire.id));
    let amendments = latest_amendments(&read);
    for (wire, act) in read {
        if matches!(act, Act::Amendment(_) | Act::Retraction(_) | Act::Unknown) {
            continue;
        }
        let mut told = Told {
            id: wire.id,
            author: wire.author,
            device: wire.device,
            at: wire.happened_at,
            hlc: wire.hlc,
            act,
            amended_by: None,
        };
        if let Some((by, amendment)) = amendments.get(&wire.id) {
            told.at = amendment.happened_at.unwrap_or(told.at);
            // A correction that does not read leaves what it meant to correct.
            if let Ok(act) = Act::read(&wire.kind, &amendment.payload) {
                told.act = act;
                told.amended_by = Some(*by);
            }
        }
        resolved.told.push(told);
    }
    resolved.told.sort_by_key(|t| (t.at, t.hlc, t.id));
    resolved
}

/// Returns for each amended fact its latest amendment by clock, then id.
fn latest_amendments(read: &[(&v1::Fact, Act)]) -> BTreeMap<FactId, (FactId, Amendment)> {
    let mut latest: BTreeMap<FactId, (&v1::Fact, &Amendment)> = BTreeMap::new();
    for (wire, act) in read {
        if let Act::Amendment(amendment) = act
            && latest
                .get(&amendment.of)
                .is_none_or(|(old, _)| (old.hlc, old.id) < (wire.hlc, wire.id))
        {
            latest.insert(amendment.of, (wire, amendment));
        }
    }
    latest.into_iter().map(|(of, (wire, amendment))| (of, (wire.id, amendment.clone()))).collect()
}
