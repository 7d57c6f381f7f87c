//! What surrounds a photo: the visit, the home, the village, what was said about it, and whether it may be shown.

use super::Explanation;
use crate::acts::rules::RuleBook;
use crate::db::read::evidence as read;
use crate::db::{Error, Tx, facts, students};
use doorstep_schema::evidence::Around;
use doorstep_schema::fact::{Act, Met};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::place::Place;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::{Resolved, evaluate, home, photos_refused_since, resolve};
use doorstep_schema::wire::v1;
use std::collections::HashMap;

/// What is known around the photos about one student, or about a county's venues.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    facts: HashMap<FactId, v1::Fact>,
    resolved: Resolved,
    /// The home as the profile or the roster has it.
    home: Option<Place>,
    /// Known places of the village.
    pub(super) village: Vec<Place>,
    /// Since when a guardian refuses photos.
    pub(super) refused_since: Option<Moment>,
}

/// Finds what surrounds the photos about a student, or those of venues.
pub(super) async fn find(
    tx: &mut Tx,
    rules: &RuleBook,
    county: RegionCode,
    student: Option<StudentId>,
    now: Moment,
) -> Result<Surroundings, Error> {
    let Some(id) = student else {
        let stored = read::about_venues(tx, county.as_str()).await?;
        return Ok(Surroundings::of(stored));
    };
    let stored = facts::of_students(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let Some(student) = students::find(tx, &[id]).await?.remove(&id) else {
        return Ok(Surroundings::of(stored));
    };
    let held = rules.of(tx, student.county).await?;
    let state = evaluate(&student, &stored, &held.rules(), now);
    Ok(Surroundings {
        home: home(&student, &state.profile),
        village: read::village(tx, student.village, id).await?,
        refused_since: photos_refused_since(&state.profile),
        ..Surroundings::of(stored)
    })
}

impl Surroundings {
    fn of(stored: Vec<v1::Fact>) -> Self {
        let resolved = resolve(&stored);
        let facts = stored.into_iter().map(|fact| (fact.id, fact)).collect();
        Self { facts, resolved, ..Self::default() }
    }

    /// Returns when the fact that a photo belongs to happened and was entered.
    pub(super) fn around(&self, of: FactId) -> Option<Around> {
        let fact = self.facts.get(&of)?;
        let told = self.resolved.told.iter().find(|told| told.id == of);
        Some(Around {
            happened_at: told.map_or(fact.happened_at, |told| told.at),
            entered_at: fact.entered_at,
            device: fact.device,
        })
    }

    /// Returns the home: as the profile or the roster has it, else where the first other visit met somebody.
    pub(super) fn home_for(&self, of: FactId) -> Option<Place> {
        self.home.or_else(|| {
            self.resolved.told.iter().filter(|told| told.id != of).find_map(|told| {
                match &told.act {
                    Act::Visit(visit) if visit.met != Met::Nobody => visit.place,
                    _ => None,
                }
            })
        })
    }

    /// Returns the retraction that withdrew a record.
    pub(super) fn withdrawn(&self, photo: FactId) -> Option<FactId> {
        self.resolved.retracted.get(&photo).copied()
    }

    /// Lists what supervisors say about a photo.
    pub(super) fn explanations(&self, photo: FactId) -> Vec<Explanation> {
        let about = |told: &doorstep_schema::state::Told| match &told.act {
            Act::EvidenceExplained(said) if said.photo == photo => Some(Explanation {
                fact: told.id,
                author: told.author,
                at: told.at,
                note: said.note.clone(),
            }),
            _ => None,
        };
        self.resolved.told.iter().filter_map(about).collect()
    }
}
