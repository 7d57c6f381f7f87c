//! From a bag of wire facts to what counts: duplicates, amendments and retractions resolved, in telling order.

use crate::fact::Act;
use crate::hlc::Hlc;
use crate::id::{DeviceId, FactId, WorkerId};
use crate::moment::Moment;
use crate::wire::v1;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A fact that counts, as it was last amended.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<'a> {
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
    pub act: Cow<'a, Act>,
    /// The fact that amended it last.
    pub amended_by: Option<FactId>,
}

/// The facts that count, and those that do not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved<'a> {
    /// What counts, ordered by time, then clock, then id.
    pub told: Vec<Told<'a>>,
    /// Withdrawn facts with the retraction that did it.
    pub retracted: BTreeMap<FactId, FactId>,
    /// Facts of known kinds whose payload does not read; they are kept and shown to a person.
    pub unreadable: Vec<FactId>,
}

/// Resolves a student's facts; their order and repetition do not matter.
#[must_use]
pub fn resolve(facts: &[v1::Fact]) -> Resolved<'static> {
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
    let mut latest: BTreeMap<FactId, (&v1::Fact, &crate::fact::Amendment)> = BTreeMap::new();
    for (wire, act) in &read {
        if let Act::Amendment(amendment) = act
            && !resolved.retracted.contains_key(&wire.id)
        {
            let newer = latest
                .get(&amendment.of)
                .is_none_or(|(old, _)| (old.hlc, old.id) < (wire.hlc, wire.id));
            if newer {
                latest.insert(amendment.of, (wire, amendment));
            }
        }
    }
    let mut told: Vec<Told<'static>> = Vec::with_capacity(read.len());
    let mut seen: BTreeSet<FactId> = BTreeSet::new();
    for (wire, act) in &read {
        if resolved.retracted.contains_key(&wire.id)
            || matches!(act, Act::Amendment(_) | Act::Retraction(_) | Act::Unknown)
            || !seen.insert(wire.id)
        {
            continue;
        }
        let amended = latest.get(&wire.id);
        let amended_act = amended.and_then(|(_, a)| Act::read(&wire.kind, &a.payload).ok());
        told.push(Told {
            id: wire.id,
            author: wire.author,
            device: wire.device,
            at: amended.and_then(|(_, a)| a.happened_at).unwrap_or(wire.happened_at),
            hlc: wire.hlc,
            amended_by: amended_act.as_ref().and(amended).map(|(by, _)| by.id),
            act: Cow::Owned(amended_act.unwrap_or_else(|| act.clone())),
        });
    }
    told.sort_by_key(|t| (t.at, t.hlc, t.id));
    resolved.told = told;
    resolved
}
