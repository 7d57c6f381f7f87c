//! The photos of the term: drawn from a seed, as no picture of a real home may be shown.

use doorstep_core::photos::{Prepared, Sighting, prepare};
use doorstep_core::{Entry, Problem};
use doorstep_photo::{Taken, made};
use doorstep_schema::fact::{Act, Met};
use doorstep_schema::moment::Clock;
use doorstep_schema::place::Place;

/// One visit in so many has a photo.
const ONE_IN: u8 = 7;
/// One photo in so many is a picture that was used before.
const USED_AGAIN: u8 = 13;
/// One photo in so many was taken somewhere else.
const ELSEWHERE: u8 = 17;

/// Returns the photo of an act, with where it was taken and the entry of its record; none where nobody took one.
pub(super) fn of(act: &Act, entry: &Entry) -> Result<Option<(Prepared, Sighting, Entry)>, Problem> {
    let Act::Visit(visit) = act else { return Ok(None) };
    let (Some(place), true) = (visit.place, visit.met != Met::Nobody) else { return Ok(None) };
    let [.., first, second, third] = entry.entropy;
    if first % ONE_IN != 0 {
        return Ok(None);
    }
    let mut eight = [0; 8];
    eight.copy_from_slice(&entry.entropy[..8]);
    let seed = if second % USED_AGAIN == 0 { 1 } else { u64::from_be_bytes(eight) };
    let civil = Clock::CHINA.civil(entry.now);
    let taken = Taken { civil, offset_minutes: Some(Clock::CHINA.offset_minutes) };
    let picture = made::with_exif(&made::picture(seed, 960, 720), 1, Some(taken), None);
    let away = if third % ELSEWHERE == 0 { 0.08 } else { 0.000_2 };
    let place = Place { lat: place.lat + away, accuracy: 12.0, ..place };
    let mut entropy = entry.entropy;
    entropy.reverse();
    let sighting = Sighting { place: Some(place), mock: false };
    Ok(Some((prepare(&picture)?, sighting, Entry { entropy, ..*entry })))
}
