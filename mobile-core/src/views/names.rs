//! The names by which people know regions, schools, and those who own work.

use crate::store::{Error, Store};
use doorstep_schema::id::{ClassId, SchoolId};
use doorstep_schema::people::Class;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Owner;
use serde::Serialize;

/// An owner with its name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NamedOwner {
    /// The owner.
    pub owner: Owner,
    /// Its kind: `class`, `school`, `village`, `township`, `county` or `department`.
    pub kind: String,
    /// The name of the region, or of the school of a class; empty when the phone does not know it.
    pub name: String,
    /// The grade of a class.
    pub grade: Option<u8>,
    /// The number of a class in its grade.
    pub number: Option<u8>,
    /// The department's word.
    pub department: Option<String>,
}

/// Names an owner.
pub(super) fn named(store: &Store, owner: Owner) -> Result<NamedOwner, Error> {
    let class = match owner {
        Owner::Class(id) => store.class(id)?,
        _ => None,
    };
    let department = match owner {
        Owner::Department(_, department) => Some(department.as_str().to_owned()),
        _ => None,
    };
    Ok(NamedOwner {
        owner,
        kind: owner.kind().to_owned(),
        name: owner_name(store, &owner)?,
        grade: class.as_ref().map(|class| class.grade),
        number: class.map(|class| class.number),
        department,
    })
}

/// Returns the name of the region or school behind an owner, empty when it is not known.
pub(super) fn owner_name(store: &Store, owner: &Owner) -> Result<String, Error> {
    match owner {
        Owner::Village(code)
        | Owner::Township(code)
        | Owner::County(code)
        | Owner::Department(code, _) => region_name(store, *code),
        Owner::School(school) => school_name(store, *school),
        Owner::Class(class) => Ok(class_name(store, *class)?.1),
    }
}

/// Returns a region's name, empty when it is not known.
pub(super) fn region_name(store: &Store, code: RegionCode) -> Result<String, Error> {
    Ok(store.region(code)?.map(|region| region.name).unwrap_or_default())
}

/// Returns a school's name, empty when it is not known.
pub(super) fn school_name(store: &Store, school: SchoolId) -> Result<String, Error> {
    Ok(store.school(school)?.map(|school| school.name).unwrap_or_default())
}

/// Returns a class, when the phone has it, and its school's name, empty when it is not known.
pub(super) fn class_name(store: &Store, class: ClassId) -> Result<(Option<Class>, String), Error> {
    let class = store.class(class)?;
    let name = class.as_ref().map(|class| school_name(store, class.school)).transpose()?;
    Ok((class, name.unwrap_or_default()))
}
