//! Photos that people take: small made pictures, in forms and beside visits.

use super::chance::Chance;
use super::day::Done;
use super::phone::Phone;
use doorstep_core::photos::{self, Picture, Prepared, Sighting};
use doorstep_core::views;
use doorstep_core::{Entry, Problem, drafts};
use doorstep_photo::made;
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::Look;
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::place::Place;

fn picture(chance: &mut Chance, size: usize) -> Picture {
    let mut seed = [0; 8];
    chance.fill(&mut seed);
    let bytes = made::bare(u64::from_be_bytes(seed), size);
    Picture { sha256: Digest::of(&bytes), bytes, width: 1_600, height: 1_200 }
}

/// Makes a picture of 2 to 40 KB; now and then one that takes several parts.
fn prepared(chance: &mut Chance) -> Prepared {
    let size = if chance.in_100(5) { 300_000 } else { 2_000 + chance.below(38_000) };
    let mut look = [0; 8];
    chance.fill(&mut look);
    Prepared {
        photo: picture(chance, size),
        thumb: picture(chance, 500 + chance.clone().below(3_000)),
        look: Look(u64::from_be_bytes(look)),
        taken: None,
        place: None,
    }
}

fn sighting(chance: &mut Chance) -> Sighting {
    let place = Place { lat: 26.4, lon: 99.4, accuracy: 12.0 };
    Sighting { place: chance.in_100(70).then_some(place), mock: chance.in_100(2) }
}

/// Takes a photo into a home visit that found nobody.
pub(super) fn take(phone: &mut Phone, entry: &Entry, draft: FactId) -> Done {
    let (made, seen) = (prepared(&mut phone.chance), sighting(&mut phone.chance));
    let count = photos::in_draft(&phone.store, draft)?.len();
    let path = if count > 0 && phone.chance.in_100(20) {
        "evidence/photos[1]/photo".to_owned()
    } else {
        let changed = drafts::add(&mut phone.store, entry, draft, "evidence/photos")?;
        let is_photo = |path: &&String| path.ends_with("/photo");
        changed.nodes.iter().rev().find(is_photo).cloned().unwrap_or_default()
    };
    photos::take(&mut phone.store, entry, draft, &path, &made, &seen).map(|_| None)
}

/// Adds a photo to a visit of one's own.
pub(super) fn attach(phone: &mut Phone, entry: &Entry, student: StudentId) -> Done {
    let screen = views::student(&phone.store, student, entry.now)?;
    let own: Vec<FactId> = screen
        .timeline
        .iter()
        .filter(|told| told.own && told.fact.kind == "visit")
        .map(|told| told.fact.id)
        .collect();
    let Some(of) = phone.chance.pick(&own).copied() else { return Ok(None) };
    let (made, seen) = (prepared(&mut phone.chance), sighting(&mut phone.chance));
    photos::attach(&mut phone.store, entry, of, &made, &seen).map(Some)
}

/// Notes the records of the photos of a finished form.
pub(super) fn note(phone: &mut Phone, of: FactId) -> Result<(), Problem> {
    let records = photos::list(&phone.store, of)?;
    phone.entered.extend(records.into_iter().map(|photo| photo.id));
    Ok(())
}
