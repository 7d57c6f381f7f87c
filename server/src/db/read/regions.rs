//! The regions that a worker works in.

use super::{area, class};
use crate::auth::caller::Caller;
use crate::db::{Error, Tx};
use doorstep_schema::people::Scope;
use doorstep_schema::region::RegionCode;

/// Lists the regions of a caller's scopes, as their phone finds them: of a class or a school the school's, of a
/// department its county.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn of(tx: &mut Tx, caller: &Caller) -> Result<Vec<RegionCode>, Error> {
    let mut regions = Vec::new();
    for scope in &caller.scopes {
        regions.extend(match scope {
            Scope::Class(id) => class(tx, *id).await?.map(|(_, _, region)| region),
            Scope::School(id) => area::school(tx, *id).await?.map(|(_, region)| region),
            Scope::Region(code) | Scope::Department(code, _) => Some(*code),
        });
    }
    Ok(regions)
}
