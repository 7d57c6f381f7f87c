//! Today: what is late first, then what is due, each grouped by village.

use super::Work;
use super::way::Beginning;
use super::work::{own_todos, shown};
use crate::Problem;
use crate::store::{Store, TodoKind, TodoOf};
use doorstep_schema::moment::{Moment, plus_days};
use doorstep_schema::place::{Place, Plane};
use doorstep_schema::region::RegionCode;
use doorstep_schema::walk::walk;
use jiff::civil::Date;
use serde::Serialize;

/// Periodic visits show this many days before their last day, so that a way can serve several.
const VISITS_AHEAD_DAYS: i64 = 7;

/// The day's work.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Today {
    /// The day on the region's clock.
    #[cfg_attr(feature = "ts", ts(as = "doorstep_schema::ts::Day"))]
    pub day: Date,
    /// Where the way begins.
    pub from: Beginning,
    /// What is late, by village: in walking order, else the village with the longest late first.
    pub late: Vec<VillageGroup>,
    /// What is due, by village: in walking order, else the village with the first due first.
    pub due: Vec<VillageGroup>,
    /// The length of the way past every home, in metres as the crow flies; none while no home is known.
    pub total_m: Option<u32>,
    /// When the first of what comes after today is due.
    pub next_at: Option<Moment>,
}

/// The work in one village.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct VillageGroup {
    /// The village.
    pub village: Option<RegionCode>,
    /// Its name, empty when it is not known.
    pub name: String,
    /// The work: homes in walking order, else the first due first, then the higher risk.
    pub work: Vec<Work>,
}

/// Returns the day's work of the signed-in worker: in the order of a walk that begins at `from`, else at the worker's
/// school when its place is known.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn today(store: &Store, from: Option<Place>, now: Moment) -> Result<Today, Problem> {
    let clock = store.rules()?.policy.clock;
    let day = clock.day(now);
    let tonight = clock.end_of(day);
    let ahead = clock.end_of(plus_days(day, VISITS_AHEAD_DAYS));
    let from = Beginning::of(store, from.filter(Place::is_valid))?;
    let all = own_todos(store, Moment::from_ms(i64::MAX), now)?;
    let (todays, later): (Vec<TodoOf>, Vec<TodoOf>) = all.into_iter().partition(|of| {
        let todo = &of.todo;
        let periodic = todo.kind == TodoKind::Visit && todo.reason == "periodic_visit";
        todo.opens_at <= tonight && (todo.due_at <= tonight || (periodic && todo.due_at <= ahead))
    });
    let mut work = shown(store, todays, now)?;
    for item in &mut work {
        item.distance_m = item.home.and_then(|home| from.distance_m(&home));
    }
    let (late, due): (Vec<Work>, Vec<Work>) = work.into_iter().partition(|w| w.late);
    let (mut late, mut due) = (grouped(late), grouped(due));
    if let Some(place) = from.place {
        let here = order(&mut late, place);
        order(&mut due, here);
    }
    let total_m = from.length_m(&[&late, &due]);
    let next_at = later.iter().map(|of| of.todo.due_at).min();
    Ok(Today { day, from, late, due, total_m, next_at })
}

/// Puts villages and the homes in them in walking order; what has no known place comes after, in its own order. Returns
/// where the walk ends.
fn order(groups: &mut Vec<VillageGroup>, from: Place) -> Place {
    let walked = in_order(std::mem::take(groups), from, |group| {
        Plane::around(group.work.iter().filter_map(|work| work.home.as_ref())).map(|p| p.middle())
    });
    let mut here = from;
    *groups = walked;
    for group in groups {
        group.work = in_order(std::mem::take(&mut group.work), here, |work| work.home);
        here = group.work.iter().rev().find_map(|work| work.home).unwrap_or(here);
    }
    here
}

/// Puts things in walking order; those at one place keep their order among them.
fn in_order<T>(things: Vec<T>, from: Place, place: impl Fn(&T) -> Option<Place>) -> Vec<T> {
    let mut places: Vec<Place> = Vec::new();
    let stops = things.iter().map(|thing| {
        let at = place(thing)?;
        Some(places.iter().position(|known| *known == at).unwrap_or_else(|| {
            places.push(at);
            places.len() - 1
        }))
    });
    let stops: Vec<Option<usize>> = stops.collect();
    let order = walk(Some(&from), &places);
    let mut things: Vec<(usize, T)> = things
        .into_iter()
        .zip(stops)
        .map(|(thing, stop)| {
            let turn = stop.and_then(|stop| order.iter().position(|at| *at == stop));
            (turn.unwrap_or(usize::MAX), thing)
        })
        .collect();
    things.sort_by_key(|(turn, _)| *turn);
    things.into_iter().map(|(_, thing)| thing).collect()
}

/// Groups by village; villages and work keep the order in which they come.
fn grouped(work: Vec<Work>) -> Vec<VillageGroup> {
    let mut groups: Vec<VillageGroup> = Vec::new();
    for item in work {
        if let Some(group) = groups.iter_mut().find(|g| g.village == item.village) {
            group.work.push(item);
        } else {
            let (village, name) = (item.village, item.village_name.clone());
            groups.push(VillageGroup { village, name, work: vec![item] });
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts;
    use crate::testing::{absence, at, entry, phone, student_id};
    use crate::views::{Whence, homes};
    use doorstep_schema::fact::ProfileField;
    use jiff::civil::date;

    fn place(lat: f64) -> Place {
        Place { lat, lon: 99.4, accuracy: 8.0 }
    }

    /// Six students who are absent today, four of them with a home that a visit has found.
    fn morning() -> Store {
        let mut store = phone(Store::in_memory().unwrap(), 6, at(23, 8, 0));
        for n in 0..6 {
            let told = absence(date(2026, 11, 23), at(23, 8, 30));
            let entry = entry(at(23, 8, 40), u64::try_from(n).unwrap());
            acts::absence::report(&mut store, &entry, student_id(n), told).unwrap();
        }
        for (n, lat) in [(0, 26.46), (1, 26.41), (2, 26.44), (3, 26.42)] {
            let entry = entry(at(23, 8, 50), 100 + u64::try_from(n).unwrap());
            let value = serde_json::to_value(place(lat)).unwrap();
            acts::profile::edit(&mut store, &entry, student_id(n), ProfileField::Home, value)
                .unwrap();
        }
        store
    }

    #[test]
    fn villages_and_homes_come_in_walking_order_with_their_distances() {
        let day = today(&morning(), Some(place(26.40)), at(23, 9, 0)).unwrap();
        assert_eq!(day.from.is, Whence::Here);
        let order: Vec<Vec<_>> =
            day.due.iter().map(|g| g.work.iter().map(|w| w.student).collect()).collect();
        let ids = |ns: [u128; 3]| ns.map(student_id).to_vec();
        assert_eq!(order, [ids([1, 3, 5]), ids([2, 0, 4])]);
        let total = day.total_m.unwrap();
        assert!((6_600..6_750).contains(&total), "{total}");
        let first = &day.due[0].work[0];
        assert!((1_100..1_120).contains(&first.distance_m.unwrap()));
        assert_eq!(first.village_name, "俄科罗村");
    }

    #[test]
    fn a_school_without_a_place_is_no_beginning_and_nothing_is_lost() {
        let day = today(&morning(), None, at(23, 9, 0)).unwrap();
        assert_eq!(day.from, Beginning::default());
        assert_eq!(day.due.iter().map(|g| g.work.len()).sum::<usize>(), 6);
        assert!(day.due[0].work[0].distance_m.is_none());
    }

    #[test]
    fn an_empty_day_says_when_the_next_is() {
        let store = phone(Store::in_memory().unwrap(), 4, at(23, 8, 0));
        let day = today(&store, None, at(23, 9, 0)).unwrap();
        assert!(day.late.is_empty() && day.due.is_empty());
        assert!(day.next_at.is_some_and(|next| next > at(30, 18, 0)));
        assert_eq!(day.total_m, None);
    }

    #[test]
    fn the_map_counts_the_same_homes() {
        let map = homes(&morning(), Some(place(26.40)), at(23, 9, 0)).unwrap();
        let turns: Vec<_> = map.homes.iter().map(|h| (h.turn, h.work.student)).collect();
        let placed = [1, 3, 2, 0].map(student_id);
        assert_eq!(turns[..4], [0, 1, 2, 3].map(|i| (u32::try_from(i + 1).ok(), placed[i])));
        assert_eq!(turns[4..].iter().filter(|(turn, _)| turn.is_none()).count(), 2);
        assert_eq!((map.from.is, map.start.is_some()), (Whence::Here, true));
        assert_eq!(map.villages.len(), 2);
    }
}
