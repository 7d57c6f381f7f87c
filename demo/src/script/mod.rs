//! The plan of a term: who does what when. It is pure; the player lets real phones do it.

mod absences;
mod calls;
mod ladders;
mod pen;
mod visits;

use crate::roster::Roster;
use doorstep_schema::fact::{Act, ProfileField};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use doorstep_schema::state::Reason;
use pen::Pen;
use serde_json::Value;

/// What a worker does to a piece of work in the queue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Handling {
    /// Takes it up.
    Accept,
    /// Says that it is done, and what was done.
    Done(String),
    /// Sends it back, with the reason.
    SendBack(String),
}

/// What is done.
#[derive(Clone, PartialEq, Debug)]
pub enum Deed {
    /// An act whose content is known beforehand.
    Record(Box<Act>),
    /// An edit of the profile; what it replaces is what the phone then shows.
    Edit(ProfileField, Value),
    /// Work on a follow-up, found in the phone's queue by its reason and step.
    Work(Reason, Option<u8>, Handling),
}

/// One thing that one worker does.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// When.
    pub at: Moment,
    /// The worker's place in the roster.
    pub by: usize,
    /// The student's place in the roster; `None` for a venue.
    pub about: Option<usize>,
    /// The worker who comes along on a visit.
    pub with: Option<usize>,
    /// What.
    pub deed: Deed,
    /// The chance that the fact's id is minted from.
    pub entropy: [u8; 16],
    /// Whether the phone syncs the same evening, since others have to know.
    pub urgent: bool,
    /// Whether the phone syncs in the morning before, since it builds on what others did.
    pub informed: bool,
}

impl Step {
    /// Returns the id that the step's fact gets on the phone.
    #[must_use]
    pub fn fact(&self) -> FactId {
        let mut ten = [0; 10];
        ten.copy_from_slice(&self.entropy[..10]);
        FactId::mint(self.at, ten)
    }
}

/// Everything that is done, in order of time.
#[derive(Clone, PartialEq, Debug)]
pub struct Script {
    /// The steps.
    pub steps: Vec<Step>,
}

impl Script {
    /// Plans the term of a roster until `now`; later steps are left out.
    #[must_use]
    pub fn plan(roster: &Roster, seed: u64, now: Moment) -> Self {
        let mut pen = Pen::new(roster, seed, now);
        // The stories that must be there come first; everything else finds the children who are left.
        ladders::slipping(&mut pen);
        ladders::climbing(&mut pen);
        absences::longer(&mut pen);
        absences::short(&mut pen);
        visits::periodic(&mut pen);
        calls::routine(&mut pen);
        calls::reminders(&mut pen);
        calls::edits(&mut pen);
        calls::conflicts(&mut pen);
        calls::venues(&mut pen);
        let mut steps = pen.finish();
        steps.sort_by_key(|s| (s.at, s.entropy));
        Self { steps }
    }

    /// Returns the places of the workers who do anything, in order.
    #[must_use]
    pub fn cast(&self) -> Vec<usize> {
        let all: std::collections::BTreeSet<usize> =
            self.steps.iter().flat_map(|s| std::iter::once(s.by).chain(s.with)).collect();
        all.into_iter().collect()
    }
}

#[cfg(test)]
mod tests;
