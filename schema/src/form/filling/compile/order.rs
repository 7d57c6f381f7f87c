//! Puts units in an order in which each comes after what it reads.

use super::faults::Faults;
use super::graph::tell_cycle;
use super::spec::{Aspect, Spec, SpecId, Unit};
use std::collections::VecDeque;

const ASPECTS: [Aspect; Aspect::COUNT] = [
    Aspect::Count,
    Aspect::Relevant,
    Aspect::Value,
    Aspect::Trigger,
    Aspect::ReadOnly,
    Aspect::Required,
    Aspect::Constraint,
    Aspect::Label,
];

/// Returns the rank of each unit by [`Unit::index`]; circles become faults.
pub(super) fn ranks(specs: &[Spec], edges: &[(u32, u32)], faults: &mut Faults) -> Vec<u32> {
    let units = specs.len() * Aspect::COUNT;
    let mut next: Vec<Vec<u32>> = vec![Vec::new(); units];
    let mut waits = vec![0_u32; units];
    for (from, to) in edges {
        next[*from as usize].push(*to);
        waits[*to as usize] += 1;
    }
    let mut rank = vec![u32::MAX; units];
    let mut ready: VecDeque<usize> = (0..units).filter(|unit| waits[*unit] == 0).collect();
    let mut now = 0;
    while let Some(unit) = ready.pop_front() {
        rank[unit] = now;
        now += 1;
        for to in &next[unit] {
            waits[*to as usize] -= 1;
            if waits[*to as usize] == 0 {
                ready.push_back(*to as usize);
            }
        }
    }
    if now as usize != units {
        circles(specs, edges, &rank, faults);
    }
    rank
}

/// Follows what is left backwards: each unit left waits for another one left, so every walk ends in a circle.
fn circles(specs: &[Spec], edges: &[(u32, u32)], rank: &[u32], faults: &mut Faults) {
    let left = |unit: u32| rank[unit as usize] == u32::MAX;
    let mut before = vec![u32::MAX; rank.len()];
    for (from, to) in edges {
        if left(*from) && left(*to) && (before[*to as usize] == u32::MAX || from == to) {
            before[*to as usize] = *from;
        }
    }
    let mut walk_of = vec![0_usize; rank.len()];
    for start in 0..rank.len() {
        let mut walk = Vec::new();
        let mut at = start;
        while before[at] != u32::MAX && walk_of[at] == 0 {
            walk_of[at] = start + 1;
            walk.push(at);
            at = before[at] as usize;
        }
        if walk_of[at] == start + 1
            && let Some(from) = walk.iter().position(|unit| *unit == at)
        {
            let cycle: Vec<Unit> = walk[from..].iter().rev().filter_map(|unit| unit_at(*unit)).collect();
            tell_cycle(specs, &cycle, faults);
        }
    }
}

/// Returns the units in the order of their ranks.
pub(super) fn by_rank(rank: &[u32]) -> Vec<Unit> {
    let mut at: Vec<usize> = (0..rank.len()).collect();
    at.sort_unstable_by_key(|unit| rank[*unit]);
    at.into_iter().filter_map(unit_at).collect()
}

fn unit_at(index: usize) -> Option<Unit> {
    let spec = SpecId::try_from(index / Aspect::COUNT).ok()?;
    Some(Unit { spec, aspect: *ASPECTS.get(index % Aspect::COUNT)? })
}
