//! Two records of one filling compared, node by node.

use super::known::{Case, Table, When};
use super::record::{Record, Sight, View};
use super::rules::{Index, name_of};
use doorstep_schema::form::Form;
use std::collections::{BTreeMap, BTreeSet};

/// Something that the engines see differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The form.
    pub form: String,
    /// The step after which it was first seen so; 0 for the beginning.
    pub step: usize,
    /// The node.
    pub path: String,
    /// What of it.
    pub aspect: &'static str,
    /// What is seen here.
    pub ours: String,
    /// What the other engine sees.
    pub peer: String,
    /// The rules of the node.
    pub rules: String,
}

/// What a comparison came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Forms compared.
    pub forms: usize,
    /// Steps taken.
    pub steps: usize,
    /// Values, conditions, labels and choices compared.
    pub compared: usize,
    /// Known disagreements, by their name.
    pub known: BTreeMap<String, usize>,
    /// Differences that follow from a known disagreement in what the node refers to.
    pub following: usize,
    /// Differences that are not known.
    pub unknown: Vec<Difference>,
}

/// Compares what two engines saw of a form.
pub fn compare(tally: &mut Tally, form: &Form, ours: &Record, peer: &Record, table: &Table) {
    let index = Index::of(form);
    let mut found = Found {
        tally,
        form,
        index: &index,
        table,
        told: BTreeSet::new(),
        roots: BTreeSet::new(),
        shrunk: BTreeSet::new(),
        asleep: BTreeSet::new(),
        refused: Vec::new(),
    };
    found.tally.forms += 1;
    if !peer.failure.is_empty() {
        found.differ(0, "/", "failure", "", &peer.failure, &[When::Always]);
        return;
    }
    for (step, reason) in &peer.refused {
        let path = reason.split(": ").next().unwrap_or("/");
        found.refused.push((*step, path.to_owned(), reason.clone()));
    }
    found.tally.steps += ours.sights.len().saturating_sub(1);
    let mut before: Option<&Sight> = None;
    for (step, (mine, theirs)) in ours.sights.iter().zip(&peer.sights).enumerate() {
        if let Some(before) = before {
            found.note(before, mine);
        }
        found.sights(step, mine, theirs);
        found.tell_refused(step);
        before = Some(mine);
    }
    let (mine, theirs) = (ours.sights.len().to_string(), peer.sights.len().to_string());
    if mine != theirs {
        found.differ(0, "/", "step", &mine, &theirs, &[When::Always]);
    }
}

struct Found<'a> {
    tally: &'a mut Tally,
    form: &'a Form,
    index: &'a Index,
    table: &'a Table,
    /// What was told already: path and aspect.
    told: BTreeSet<(String, &'static str)>,
    /// Names of nodes with a known disagreement.
    roots: BTreeSet<String>,
    /// Names of repeats of which the form took instances away.
    shrunk: BTreeSet<String>,
    /// Paths of nodes that were not asked at some time.
    asleep: BTreeSet<String>,
    /// Steps that the other engine refused: number, path, reason.
    refused: Vec<(usize, String, String)>,
}

impl Found<'_> {
    fn sights(&mut self, step: usize, mine: &Sight, theirs: &Sight) {
        let mut paths: Vec<&String> = mine.keys().chain(theirs.keys()).collect();
        paths.sort();
        paths.dedup();
        // Those that are known come first: the others may follow from them.
        let mut differing = Vec::new();
        for path in paths {
            match (mine.get(path), theirs.get(path)) {
                (Some(ours), Some(peer)) => {
                    for (aspect, ours, peer) in aspects(ours, peer) {
                        self.tally.compared += 1;
                        if !is_same(aspect, &ours, &peer) {
                            differing.push((path, aspect, ours, peer));
                        }
                    }
                }
                // Instances of what is not asked: nobody sees whether they are there.
                (Some(one), None) | (None, Some(one)) if !one.relevant || is_counter(path) => {}
                (ours, peer) => {
                    let there = |view: Option<_>| if view.is_some() { "yes" } else { "no" };
                    differing.push((path, "there", there(ours).to_owned(), there(peer).to_owned()));
                }
            }
        }
        let whens: Vec<Vec<When>> =
            differing.iter().map(|(path, ..)| self.whens(path, mine)).collect();
        for ((path, aspect, ours, peer), when) in differing.iter().zip(&whens) {
            let case = Case { aspect, rules: self.index.rules(path), when, ours, peer };
            if self.table.find(&case).is_some() {
                self.roots.insert(name_of(path).to_owned());
            }
        }
        for ((path, aspect, ours, peer), when) in differing.into_iter().zip(&whens) {
            self.differ(step, path, aspect, &ours, &peer, when);
        }
    }

    /// Tells what is so of a node that may be the reason of a known disagreement.
    fn whens(&self, path: &str, sight: &Sight) -> Vec<When> {
        let mut whens = vec![When::Always];
        for name in self.index.direct(path) {
            if !sight.keys().any(|path| name_of(path) == name) {
                whens.push(When::Nothing);
            }
            for (_, view) in sight.iter().filter(|(path, _)| name_of(path) == name) {
                whens.extend((!view.relevant).then_some(When::Irrelevant));
                whens.extend(view.value.ends_with("Infinity").then_some(When::Infinite));
                whens.extend(view.value.is_empty().then_some(When::Empty));
            }
        }
        whens.extend(sight.get(path).filter(|view| view.readonly).map(|_| When::ReadOnly));
        whens.extend(self.asleep.contains(path).then_some(When::Asleep));
        let counted = |step: &str| self.index.rules(step).contains("| count ");
        whens.extend(path.split('/').any(counted).then_some(When::Counted));
        if path.split('/').any(|step| self.shrunk.contains(name_of(step))) {
            whens.push(When::Recounted);
        }
        whens
    }

    /// Tells of a step that the other engine refused: it may follow from what was seen differently before.
    fn tell_refused(&mut self, step: usize) {
        let (now, later) = std::mem::take(&mut self.refused)
            .into_iter()
            .partition::<Vec<_>, _>(|(refused, ..)| *refused == step);
        self.refused = later;
        for (_, path, reason) in now {
            self.differ(step, &path, "step", "", &reason, &[When::Always]);
        }
    }

    /// Notes which nodes were not asked before, and of which repeats there are fewer instances than before.
    fn note(&mut self, before: &Sight, now: &Sight) {
        let asleep = before.iter().filter(|(_, view)| !view.relevant);
        self.asleep.extend(asleep.map(|(path, _)| path.clone()));
        for path in before.keys().filter(|path| path.ends_with(']') && !now.contains_key(*path)) {
            self.shrunk.insert(name_of(path).to_owned());
        }
    }

    fn differ(
        &mut self,
        step: usize,
        path: &str,
        aspect: &'static str,
        ours: &str,
        peer: &str,
        when: &[When],
    ) {
        if !self.told.insert((path.to_owned(), aspect)) {
            return;
        }
        let rules = self.index.rules(path).to_owned();
        if let Some(known) = self.table.find(&Case { aspect, rules: &rules, when, ours, peer }) {
            *self.tally.known.entry(known.id.clone()).or_default() += 1;
        } else if self.index.around(path).intersection(&self.roots).next().is_some() {
            self.tally.following += 1;
        } else {
            self.tally.unknown.push(Difference {
                form: self.form.id.clone(),
                step,
                path: path.to_owned(),
                aspect,
                ours: ours.to_owned(),
                peer: peer.to_owned(),
                rules,
            });
        }
    }
}

/// Tells whether a path is the node that pyxform adds for a repeat's count: no question made here is called so.
fn is_counter(path: &str) -> bool {
    path.ends_with("_count")
}

/// Lists what is to be compared of a node: of one that is not asked only that it is not.
fn aspects(ours: &View, peer: &View) -> Vec<(&'static str, String, String)> {
    let yes = |yes: bool| yes.to_string();
    let mut all = vec![
        ("relevant", yes(ours.relevant), yes(peer.relevant)),
        ("value", ours.value.clone(), peer.value.clone()),
    ];
    if ours.relevant && peer.relevant && !peer.hidden {
        let choices = |view: &View| {
            let named: Vec<String> =
                view.choices.iter().map(|(name, label)| format!("{name}= {label} ")).collect();
            named.join(", ")
        };
        all.extend([
            ("required", yes(ours.required), yes(peer.required)),
            ("readonly", yes(ours.readonly), yes(peer.readonly)),
            ("valid", yes(ours.valid), yes(peer.valid)),
            ("label", ours.label.clone(), peer.label.clone()),
            ("choices", choices(ours), choices(peer)),
        ]);
    }
    all
}

/// Tells whether two texts mean the same: numbers may differ in their last digits.
fn is_same(aspect: &str, ours: &str, peer: &str) -> bool {
    if ours == peer {
        return true;
    }
    if aspect != "value" {
        // pyxform puts spaces around the answers that a text shows.
        return ours.split_whitespace().eq(peer.split_whitespace());
    }
    let numbers = |text: &str| -> Option<Vec<f64>> {
        text.split([' ', ';'])
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().ok())
            .collect()
    };
    match (numbers(ours), numbers(peer)) {
        (Some(ours), Some(peer)) if !ours.is_empty() && ours.len() == peer.len() => ours
            .iter()
            .zip(&peer)
            .all(|(a, b)| (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)),
        _ => false,
    }
}
