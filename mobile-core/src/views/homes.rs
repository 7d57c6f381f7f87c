//! The sketch map: the homes of today's work, the villages and schools around them, on a flat plane in metres.

use super::{VillageGroup, Work, today};
use crate::Problem;
use crate::store::Store;
use doorstep_schema::id::{SchoolId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::place::{Place, Plane, Point};
use doorstep_schema::region::RegionCode;
use serde::Serialize;

/// A home with work today.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Home {
    /// The student.
    pub student: StudentId,
    /// The student's name.
    pub name: String,
    /// The village.
    pub village: Option<RegionCode>,
    /// Whether work there is late.
    pub late: bool,
    /// Why one goes there: the reason of the first work.
    pub reason: String,
    /// The act that does the first work.
    pub next: String,
    /// By when the first work is due.
    pub due_at: Moment,
    /// Its turn in the walk, counted from 1; none for a home whose place is not known.
    pub turn: Option<u32>,
    /// Where it is on the map; none when its place is not known.
    pub at: Option<Point>,
}

/// A village of today's work.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapVillage {
    /// The village.
    pub village: RegionCode,
    /// Its name, empty when it is not known.
    pub name: String,
    /// The middle of its homes on the map.
    pub at: Point,
}

/// A school around.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapSchool {
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// Where it is on the map.
    pub at: Point,
}

/// The sketch map.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SketchMap {
    /// Where one is on the map.
    pub here: Option<Point>,
    /// The homes in the order of the walk, then those whose place is not known.
    pub homes: Vec<Home>,
    /// The villages that have a known home.
    pub villages: Vec<MapVillage>,
    /// The schools whose place is known, and that lie within the reach of the map.
    pub schools: Vec<MapSchool>,
}

/// A school further than this from every home, in metres, is not on the map.
const REACH_M: u32 = 15_000;

/// Returns the sketch map of today's homes, seen from a place.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn homes(store: &Store, from: Option<Place>, now: Moment) -> Result<SketchMap, Problem> {
    let from = from.filter(Place::is_valid);
    let today = today(store, from, now)?;
    let groups: Vec<VillageGroup> = today.late.into_iter().chain(today.due).collect();
    let mut first: Vec<&Work> = Vec::new();
    for work in groups.iter().flat_map(|group| &group.work) {
        if !first.iter().any(|known| known.student == work.student) {
            first.push(work);
        }
    }
    let places: Vec<Place> = first.iter().filter_map(|work| work.home).collect();
    let mut schools = store.schools()?;
    let near = |place: &Place| {
        places.is_empty()
            || doorstep_schema::place::nearest(place, &places).is_some_and(|(_, m)| m <= REACH_M)
    };
    schools.retain(|school| school.place.is_some_and(|place| near(&place)));
    let known = schools.iter().filter_map(|school| school.place.as_ref());
    let Some(plane) = Plane::around(places.iter().chain(known).chain(&from)) else {
        return Ok(SketchMap { homes: homes_of(&first, None), ..SketchMap::default() });
    };
    let villages = groups.iter().filter_map(|group| {
        let village = group.village?;
        let homes = groups.iter().filter(|other| other.village == group.village);
        let homes = homes.flat_map(|group| &group.work).filter_map(|work| work.home.as_ref());
        let at = plane.project(&Plane::around(homes)?.middle());
        Some(MapVillage { village, name: group.name.clone(), at })
    });
    let mut villages: Vec<MapVillage> = villages.collect();
    villages.sort_by_key(|one| one.village);
    villages.dedup_by_key(|one| one.village);
    let schools = schools.into_iter().filter_map(|school| {
        let at = plane.project(&school.place?);
        Some(MapSchool { school: school.id, name: school.name, at })
    });
    Ok(SketchMap {
        here: from.map(|from| plane.project(&from)),
        homes: homes_of(&first, Some(&plane)),
        villages,
        schools: schools.collect(),
    })
}

fn homes_of(first: &[&Work], plane: Option<&Plane>) -> Vec<Home> {
    let (placed, others): (Vec<&Work>, Vec<&Work>) =
        first.iter().copied().partition(|work| work.home.is_some());
    let home = |work: &Work, turn| Home {
        student: work.student,
        name: work.name.clone(),
        village: work.village,
        late: work.late,
        reason: work.reason.clone(),
        next: work.next.clone(),
        due_at: work.due_at,
        turn,
        at: plane.zip(work.home.as_ref()).map(|(plane, home)| plane.project(home)),
    };
    let walked = (1..).zip(placed).map(|(turn, work)| home(work, Some(turn)));
    walked.chain(others.into_iter().map(|work| home(work, None))).collect()
}
