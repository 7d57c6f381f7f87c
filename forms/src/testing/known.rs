//! The table of known disagreements: what may differ from the other engine, and why.

use regex::Regex;
use serde::Deserialize;

/// A known disagreement, as written in the table.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Its short name.
    pub id: String,
    /// Why the engines differ.
    pub reason: String,
    /// Who is right by the specification: `ours`, `peer`, or `open` where it is silent.
    pub right: String,
    /// What is seen differently: `value`, `relevant`, `choices` and so on; anything when empty.
    #[serde(default)]
    pub aspect: String,
    /// A pattern of the rules of the node.
    #[serde(default)]
    pub rules: String,
    /// What must be so for the engines to differ.
    #[serde(default)]
    pub when: When,
    /// A pattern of what is seen here.
    #[serde(default)]
    pub ours: String,
    /// A pattern of what the other engine sees.
    #[serde(default)]
    pub peer: String,
}

/// What must be so for a known disagreement.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Nothing besides.
    #[default]
    Always,
    /// Something that the node refers to is not relevant.
    Irrelevant,
    /// Something that the node refers to is unanswered or not relevant.
    Empty,
    /// The node may only be read.
    ReadOnly,
    /// Something that the node refers to is not there at all.
    Nothing,
    /// Something that the node refers to is infinite.
    Infinite,
    /// The node was not asked before.
    Asleep,
    /// The form counts the instances of a repeat around the node.
    Counted,
    /// The form took instances away of a repeat around the node.
    Recounted,
}

/// What is seen differently of a node.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What of it.
    pub aspect: &'a str,
    /// The node's rules.
    pub rules: &'a str,
    /// What is so.
    pub when: &'a [When],
    /// What is seen here.
    pub ours: &'a str,
    /// What the other engine sees.
    pub peer: &'a str,
}

/// The known disagreements, ready to be looked up.
#[derive(Clone, Debug)]
pub struct Table(Vec<Entry>);

#[derive(Clone, Debug)]
struct Entry {
    known: Known,
    rules: Regex,
    ours: Regex,
    peer: Regex,
}

impl Table {
    /// Reads the table.
    ///
    /// # Errors
    /// When it is no table, or a pattern is none.
    pub fn parse(json: &str) -> Result<Self, String> {
        let all: Vec<Known> = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let entry = |known: Known| {
            let pattern =
                |text: &str| Regex::new(text).map_err(|error| format!("{}: {error}", known.id));
            let (rules, ours, peer) =
                (pattern(&known.rules)?, pattern(&known.ours)?, pattern(&known.peer)?);
            Ok(Entry { known, rules, ours, peer })
        };
        all.into_iter().map(entry).collect::<Result<_, String>>().map(Self)
    }

    /// Finds the known disagreement that a difference is.
    #[must_use]
    pub fn find(&self, case: &Case<'_>) -> Option<&Known> {
        let is_it = |entry: &&Entry| {
            (entry.known.aspect.is_empty() || entry.known.aspect == case.aspect)
                && case.when.contains(&entry.known.when)
                && entry.rules.is_match(case.rules)
                && entry.ours.is_match(case.ours)
                && entry.peer.is_match(case.peer)
        };
        self.0.iter().find(is_it).map(|entry| &entry.known)
    }

    /// Lists the disagreements.
    pub fn list(&self) -> impl Iterator<Item = &Known> {
        self.0.iter().map(|entry| &entry.known)
    }
}
