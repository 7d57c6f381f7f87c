//! The patrol around schools 校园周边: the schools of one's own regions, and the places that were reported on this phone.

use super::student::{Receipt, receipt};
use crate::Problem;
use crate::acts::signed_in;
use crate::store::Store;
use doorstep_schema::fact::{Act, VenueReport};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{School, Scope};
use doorstep_schema::place::nearest;
use serde::Serialize;

/// How many days back reports are shown.
const DAYS: i64 = 180;
/// The most reports that are looked at.
const MAX_REPORTS: i64 = 2_000;

/// A place that was reported.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolPlace {
    /// The report.
    pub fact: FactId,
    /// When it was seen.
    pub at: Moment,
    /// What was reported.
    pub report: VenueReport,
    /// Where the report stands.
    pub receipt: Receipt,
    /// The nearest school whose place is known.
    pub school: Option<School>,
    /// How many metres away it is.
    pub metres: Option<u32>,
    /// Whether that is nearer than the policy allows.
    pub breach: bool,
}

/// A school to look around.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolSchool {
    /// The school.
    pub school: School,
    /// When something near it was last reported on this phone.
    pub last_at: Option<Moment>,
}

/// The patrol.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Patrol {
    /// Nearer to a school than this, in metres, is a breach.
    pub breach_m: u16,
    /// The schools of one's own regions, the longest not looked at first.
    pub schools: Vec<PatrolSchool>,
    /// The places reported on this phone, the last first; those withdrawn left out.
    pub places: Vec<PatrolPlace>,
}

/// Returns the patrol of the signed-in worker.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn patrol(store: &Store, now: Moment) -> Result<Patrol, Problem> {
    let session = signed_in(store)?;
    let rules = store.rules()?;
    let all = store.schools()?;
    let known: Vec<&School> = all.iter().filter(|school| school.place.is_some()).collect();
    let rows = store.own_facts(i64::MAX, MAX_REPORTS)?;
    let withdrawn: Vec<FactId> = rows
        .iter()
        .filter_map(|row| match Act::read(&row.fact.kind, &row.fact.payload) {
            Ok(Act::Retraction(retraction)) => Some(retraction.of),
            _ => None,
        })
        .collect();
    let since = now.plus_days(-DAYS);
    let mut places = Vec::new();
    for row in rows {
        let Ok(Act::VenueReport(report)) = Act::read(&row.fact.kind, &row.fact.payload) else {
            continue;
        };
        if withdrawn.contains(&row.fact.id) || row.fact.happened_at < since {
            continue;
        }
        let near = nearest(&report.place, known.iter().filter_map(|s| s.place.as_ref()));
        places.push(PatrolPlace {
            fact: row.fact.id,
            at: row.fact.happened_at,
            receipt: receipt(row.state, store.refusal(row.key)?),
            school: near.and_then(|(which, _)| known.get(which)).map(|school| (*school).clone()),
            metres: near.map(|(_, metres)| metres),
            breach: near.is_some_and(|(_, metres)| rules.policy.is_breach(metres)),
            report,
        });
    }
    places.sort_by_key(|place| (std::cmp::Reverse(place.at), place.fact));
    let own = |school: &&School| {
        session.scope.iter().any(|assignment| match assignment.scope {
            Scope::Region(code) => code.contains(&school.region) || school.region.contains(&code),
            Scope::School(own) => own == school.id,
            Scope::Class(_) | Scope::Department(..) => false,
        })
    };
    let mut schools: Vec<PatrolSchool> = all
        .iter()
        .filter(own)
        .map(|school| {
            let there = |place: &&PatrolPlace| {
                place.school.as_ref().is_some_and(|near| near.id == school.id)
            };
            let last_at = places.iter().find(there).map(|place| place.at);
            PatrolSchool { school: school.clone(), last_at }
        })
        .collect();
    schools.sort_by_key(|one| (one.last_at, one.school.id));
    Ok(Patrol { breach_m: rules.policy.venue_breach_m, schools, places })
}
