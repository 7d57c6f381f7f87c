//! A harmful venue or employer near a school 校园周边.

use super::record;
use crate::{Entry, Problem, Store};
use doorstep_schema::fact::{Act, VenueReport};
use doorstep_schema::id::FactId;

/// Reports a venue.
///
/// # Errors
/// As [`record()`] says.
pub fn report(store: &mut Store, entry: &Entry, report: VenueReport) -> Result<FactId, Problem> {
    record(store, entry, None, entry.now, Act::VenueReport(report))
}
