//! In which order to walk to places: to the nearest next, then without the detours that crossing ways are.

use crate::place::Place;

/// The most places of which detours are looked for; a day's walk has far fewer.
const MAX_UNTANGLED: usize = 200;
/// The least that a change shortens the way by, in metres, so that rounding never goes in circles.
const LEAST_M: f64 = 1e-6;

/// Returns the order in which to walk to every place, as their positions in `places`; the walk begins at `from`, or at
/// the first place, and ends anywhere. It is never longer than going to the nearest next one each time, and the same
/// places give the same order.
#[must_use]
pub fn walk(from: Option<&Place>, places: &[Place]) -> Vec<usize> {
    let mut order = nearest_next(from, places);
    if order.len() <= MAX_UNTANGLED {
        untangle(from, places, &mut order);
    }
    order
}

/// Returns how long a walk is, in metres.
#[must_use]
pub fn length_m(from: Option<&Place>, places: &[Place], order: &[usize]) -> f64 {
    let stops = from.into_iter().chain(order.iter().filter_map(|at| places.get(*at)));
    let stops: Vec<&Place> = stops.collect();
    stops.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum()
}

/// Goes to the nearest next place each time; of two as near to the first.
fn nearest_next(from: Option<&Place>, places: &[Place]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..places.len()).collect();
    let mut order = Vec::with_capacity(places.len());
    let mut here = from.or_else(|| places.first());
    while let Some(at) = here {
        let metres = |place: &usize| at.distance_m(&places[*place]);
        let nearest = left.iter().enumerate().min_by(|a, b| metres(a.1).total_cmp(&metres(b.1)));
        let Some((nth, _)) = nearest else { break };
        let next = left.remove(nth);
        order.push(next);
        here = Some(&places[next]);
    }
    order
}

/// Turns round parts of the way as long as that makes it shorter (2-opt).
fn untangle(from: Option<&Place>, places: &[Place], order: &mut [usize]) {
    let metres = |a: Option<&Place>, b: Option<&Place>| match (a, b) {
        (Some(a), Some(b)) => a.distance_m(b),
        _ => 0.0,
    };
    // Without a beginning the first place is it, and stays.
    let first = usize::from(from.is_none());
    // Each turn shortens the way; the bound is for distances that rounding makes equal.
    for _ in 0..order.len() {
        let mut turned = false;
        for i in first..order.len() {
            for j in i + 1..order.len() {
                let before = i.checked_sub(1).map_or(from, |p| Some(&places[order[p]]));
                let (a, b) = (Some(&places[order[i]]), Some(&places[order[j]]));
                let after = order.get(j + 1).map(|next| &places[*next]);
                let now = metres(before, a) + metres(b, after);
                if metres(before, b) + metres(a, after) + LEAST_M < now {
                    order[i..=j].reverse();
                    turned = true;
                }
            }
        }
        if !turned {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place() -> impl Strategy<Value = Place> {
        (26.0..26.2, 99.0..99.2).prop_map(|(lat, lon)| Place { lat, lon, accuracy: 10.0 })
    }

    proptest! {
        #[test]
        fn every_place_is_walked_to_once_and_never_on_a_longer_way_than_nearest_next(
            places in proptest::collection::vec(place(), 0..25), from in proptest::option::of(place())
        ) {
            let order = walk(from.as_ref(), &places);
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..places.len()).collect::<Vec<_>>());
            let greedy = nearest_next(from.as_ref(), &places);
            let length = |order: &[usize]| length_m(from.as_ref(), &places, order);
            prop_assert!(length(&order) <= length(&greedy) + 1e-3);
            prop_assert_eq!(&order, &walk(from.as_ref(), &places));
            prop_assert!(from.is_some() || order.first().is_none_or(|first| *first == 0));
        }
    }

    #[test]
    fn a_row_of_homes_is_walked_along() {
        let at = |east: i32| Place { lat: 26.0, lon: 99.0 + f64::from(east) * 1e-3, accuracy: 5.0 };
        let places = [at(3), at(1), at(4), at(2)];
        assert_eq!(walk(Some(&at(0)), &places), [1, 3, 0, 2]);
        assert_eq!(walk(Some(&at(9)), &places), [2, 0, 3, 1]);
    }
}
