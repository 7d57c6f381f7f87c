//! Where a day's way begins, and how long it is.

use super::{VillageGroup, Work};
use crate::Problem;
use crate::acts::signed_in;
use crate::store::Store;
use doorstep_schema::people::Scope;
use doorstep_schema::place::Place;
use serde::Serialize;

/// Where a way begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Whence {
    /// Where the phone is.
    Here,
    /// At the worker's school.
    School,
    /// Nowhere that is known: the work is in the order in which it is due.
    #[default]
    Nowhere,
}

/// Where a way begins, with its name.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Beginning {
    /// What it is.
    pub is: Whence,
    /// The school's name, else empty.
    pub name: String,
    /// Where it is.
    pub place: Option<Place>,
}

impl Beginning {
    /// Begins where the phone is, else at the worker's school.
    pub(super) fn of(store: &Store, here: Option<Place>) -> Result<Self, Problem> {
        if here.is_some() {
            return Ok(Self { is: Whence::Here, name: String::new(), place: here });
        }
        for assignment in signed_in(store)?.scope {
            let school = match assignment.scope {
                Scope::School(school) => Some(school),
                Scope::Class(class) => store.class(class)?.map(|class| class.school),
                Scope::Region(_) | Scope::Department(..) => None,
            };
            let school = school.map(|school| store.school(school)).transpose()?.flatten();
            if let Some((name, place)) = school.and_then(|s| s.place.map(|place| (s.name, place))) {
                return Ok(Self { is: Whence::School, name, place: Some(place) });
            }
        }
        Ok(Self::default())
    }

    /// Tells how far a home is from it, in whole metres as the crow flies.
    pub(super) fn distance_m(&self, home: &Place) -> Option<u32> {
        self.place.map(|place| whole(place.distance_m(home)))
    }

    /// Adds up the way past every home once, in the order of the groups; none while no home is known.
    pub(super) fn length_m(&self, groups: &[&[VillageGroup]]) -> Option<u32> {
        let mut stops: Vec<Place> = self.place.into_iter().collect();
        let mut passed = Vec::new();
        for Work { student, home, .. } in groups.iter().copied().flatten().flat_map(|g| &g.work) {
            if let Some(home) = home
                && !passed.contains(student)
            {
                passed.push(*student);
                stops.push(*home);
            }
        }
        let length = stops.windows(2).map(|leg| leg[0].distance_m(&leg[1])).sum();
        (!passed.is_empty()).then(|| whole(length))
    }
}

/// Metres without what is finer.
fn whole(metres: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a distance on the earth is 0 to 20 million metres, and few are added up"
    )]
    let metres = metres.round().clamp(0.0, f64::from(u32::MAX)) as u32;
    metres
}
