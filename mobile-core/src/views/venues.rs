//! One's own venue reports, each with the nearest school and whether it is a breach.

use super::Receipt;
use super::student::receipt;
use crate::Problem;
use crate::acts::signed_in;
use crate::store::{Store, SyncState};
use doorstep_schema::fact::{Act, VenueKind};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::School;
use doorstep_schema::place::Place;
use doorstep_schema::state::resolve;
use doorstep_schema::wire::v1;
use serde::Serialize;

/// A venue report.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct VenueRow {
    /// The report.
    pub id: FactId,
    /// The venue's kind.
    pub kind: VenueKind,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: Place,
    /// When it was seen.
    pub seen_at: Moment,
    /// What was seen.
    pub note: String,
    /// The nearest school that the phone knows the place of.
    pub school: Option<String>,
    /// Metres to it.
    pub distance_m: Option<u32>,
    /// Whether that is nearer than the policy allows.
    pub breach: bool,
    /// How many photos belong to it.
    pub photos: u32,
    /// Where the report stands.
    pub receipt: Receipt,
}

/// The reports and what is held against them.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Venues {
    /// Nearer to a school than this is a breach, in metres.
    pub breach_m: u16,
    /// The reports, the latest first.
    pub venues: Vec<VenueRow>,
}

/// Lists the worker's own venue reports.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn venues(store: &Store) -> Result<Venues, Problem> {
    let session = signed_in(store)?;
    let breach_m = store.rules()?.policy.venue_breach_m;
    let schools = store.schools()?;
    let rows = store.own_facts_of_nobody()?;
    let counts = |state| !matches!(state, SyncState::Replaced | SyncState::SetAside);
    let facts: Vec<v1::Fact> =
        rows.iter().filter(|row| counts(row.state)).map(|row| row.fact.clone()).collect();
    let mut venues = Vec::new();
    for told in resolve(&facts).told.into_iter().filter(|told| told.author == session.subject) {
        let Act::VenueReport(report) = told.act else { continue };
        let Some(row) = rows.iter().find(|row| row.fact.id == told.id) else { continue };
        let nearest = nearest(&report.place, &schools);
        let distance_m = nearest.as_ref().map(|(metres, _)| *metres);
        venues.push(VenueRow {
            id: told.id,
            kind: report.kind,
            name: report.name,
            place: report.place,
            seen_at: told.at,
            note: report.note,
            breach: distance_m.is_some_and(|metres| metres < u32::from(breach_m)),
            school: nearest.map(|(_, name)| name),
            distance_m,
            photos: u32::try_from(store.photos_of(told.id)?.len()).unwrap_or(u32::MAX),
            receipt: receipt(row.state, store.refusal(row.key)?),
        });
    }
    venues.sort_by_key(|venue| (std::cmp::Reverse(venue.seen_at), venue.id));
    Ok(Venues { breach_m, venues })
}

/// Returns whole metres to the nearest school, and its name.
fn nearest(place: &Place, schools: &[School]) -> Option<(u32, String)> {
    let near = schools.iter().filter_map(|school| {
        let metres = place.distance_m(&school.place?);
        Some((whole(metres), school.name.clone()))
    });
    near.min_by(|(a, _), (b, _)| a.cmp(b))
}

/// Returns whole metres; no two places on the earth are further apart than a `u32` holds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 20,100,000")]
fn whole(metres: f64) -> u32 {
    metres.round() as u32
}
