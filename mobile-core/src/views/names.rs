//! The names of those who own work.

use crate::store::{Error, Store};
use doorstep_schema::state::Owner;

/// Returns the name of the region or school behind an owner, empty when it is not known.
pub(super) fn owner_name(store: &Store, owner: &Owner) -> Result<String, Error> {
    let school = match owner {
        Owner::Village(code)
        | Owner::Township(code)
        | Owner::County(code)
        | Owner::Department(code, _) => {
            return Ok(store.region(*code)?.map(|region| region.name).unwrap_or_default());
        }
        Owner::School(school) => Some(*school),
        Owner::Class(class) => store.class(*class)?.map(|class| class.school),
    };
    let school = school.map(|school| store.school(school)).transpose()?.flatten();
    Ok(school.map(|school| school.name).unwrap_or_default())
}
