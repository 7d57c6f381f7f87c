//! Today: what is late first, then what is due, each grouped by village.

use super::Work;
use super::work::own_work;
use crate::Problem;
use crate::store::{Store, TodoKind};
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
    /// What is late, by village: in walking order, else the village with the longest late first.
    pub late: Vec<VillageGroup>,
    /// What is due, by village: in walking order, else the village with the first due first.
    pub due: Vec<VillageGroup>,
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

/// Returns the day's work of the signed-in worker: in the order of a walk that begins at `from`, when that is known.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn today(store: &Store, from: Option<Place>, now: Moment) -> Result<Today, Problem> {
    let clock = store.rules()?.policy.clock;
    let day = clock.day(now);
    let tonight = clock.end_of(day);
    let ahead = clock.end_of(plus_days(day, VISITS_AHEAD_DAYS));
    let work = own_work(store, ahead, now)?;
    let (late, due): (Vec<Work>, Vec<Work>) = work
        .into_iter()
        .filter(|w| w.opens_at <= tonight)
        .filter(|w| {
            w.due_at <= tonight || (w.kind == TodoKind::Visit && w.reason == "periodic_visit")
        })
        .partition(|w| w.late);
    let (mut late, mut due) = (grouped(store, late)?, grouped(store, due)?);
    if let Some(from) = from.filter(Place::is_valid) {
        let here = order(&mut late, from);
        order(&mut due, here);
    }
    Ok(Today { day, late, due })
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
fn grouped(store: &Store, work: Vec<Work>) -> Result<Vec<VillageGroup>, Problem> {
    let mut groups: Vec<VillageGroup> = Vec::new();
    for item in work {
        if let Some(group) = groups.iter_mut().find(|g| g.village == item.village) {
            group.work.push(item);
        } else {
            let region = item.village.map(|code| store.region(code)).transpose()?.flatten();
            let name = region.map(|r| r.name).unwrap_or_default();
            groups.push(VillageGroup { village: item.village, name, work: vec![item] });
        }
    }
    Ok(groups)
}
