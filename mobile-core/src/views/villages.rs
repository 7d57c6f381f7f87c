//! The villages that a household can live in.

use crate::Problem;
use crate::acts::signed_in;
use crate::store::Store;
use doorstep_schema::region::{Level, RegionCode};
use serde::Serialize;

/// A village.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Village {
    /// Its code.
    pub code: RegionCode,
    /// Its name.
    pub name: String,
}

/// Lists the villages of the worker's county that are not retired, by code.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn villages(store: &Store) -> Result<Vec<Village>, Problem> {
    let county = signed_in(store)?.county;
    let regions = store.regions()?.into_iter();
    let own = regions.filter(|r| r.code.level() == Level::Village && county.contains(&r.code));
    Ok(own.filter(|r| !r.retired).map(|r| Village { code: r.code, name: r.name }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, phone};

    #[test]
    fn the_villages_of_the_county_have_their_names() {
        let store = phone(Store::in_memory().unwrap(), 1, at(23, 8, 0));
        let names: Vec<_> = villages(&store).unwrap().into_iter().map(|v| v.name).collect();
        assert_eq!(names, ["双纳村", "俄科罗村"]);
    }
}
