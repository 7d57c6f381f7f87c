//! Where a photo was taken, seen from the places that are known: the home, the village, elsewhere.

use crate::place::Place;

/// How near a place is to what is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NearBy {
    /// At the home, so many metres from it.
    Home(u32),
    /// Not at the home, or the home is not known, but in the village: so many metres from the nearest known place.
    Village(u32),
    /// In neither: so many metres from the nearest known place.
    Elsewhere(u32),
    /// Nothing is known to compare with.
    Unknown,
}

/// Tells how near a place is: at home within `home_m` beside both accuracies, in the village within `village_m` of one
/// of its known places beside the place's own accuracy.
#[must_use]
pub fn near(
    place: &Place,
    home: Option<&Place>,
    village: &[Place],
    home_m: u32,
    village_m: u32,
) -> NearBy {
    let metres = |other: &Place| place.distance_m(other);
    if let Some(home) = home
        && metres(home) <= f64::from(home_m) + place.accuracy + home.accuracy
    {
        return NearBy::Home(whole(metres(home)));
    }
    let nearest = village.iter().chain(home).map(metres).min_by(f64::total_cmp);
    match nearest {
        None => NearBy::Unknown,
        Some(metres) if metres <= f64::from(village_m) + place.accuracy => {
            NearBy::Village(whole(metres))
        }
        Some(metres) => NearBy::Elsewhere(whole(metres)),
    }
}

/// Returns whole metres; no two places on the earth are further apart than a `u32` holds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 20,100,000")]
fn whole(metres: f64) -> u32 {
    metres.round() as u32
}
