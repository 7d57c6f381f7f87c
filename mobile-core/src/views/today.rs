//! Today: what is late first, then what is due, each grouped by village.

use super::Work;
use super::work::own_work;
use crate::Problem;
use crate::store::{Store, TodoKind};
use doorstep_schema::moment::{Moment, plus_days};
use doorstep_schema::region::RegionCode;
use jiff::civil::Date;
use serde::Serialize;

/// Periodic visits show this many days before their last day, so that a way can serve several.
const VISITS_AHEAD_DAYS: i64 = 7;

/// The day's work.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Today {
    /// The day on the region's clock.
    #[cfg_attr(feature = "ts", ts(as = "doorstep_schema::ts::Day"))]
    pub day: Date,
    /// What is late, by village; the village with the longest late first.
    pub late: Vec<VillageGroup>,
    /// What is due, by village; the village with the first due first.
    pub due: Vec<VillageGroup>,
}

/// The work in one village.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct VillageGroup {
    /// The village.
    pub village: Option<RegionCode>,
    /// Its name, empty when it is not known.
    pub name: String,
    /// The work, the first due first, then the higher risk.
    pub work: Vec<Work>,
}

/// Returns the day's work of the signed-in worker.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn today(store: &Store, now: Moment) -> Result<Today, Problem> {
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
    Ok(Today { day, late: grouped(store, late)?, due: grouped(store, due)? })
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
