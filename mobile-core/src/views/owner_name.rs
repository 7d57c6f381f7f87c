//! An owner of work with the name that people know it by.

use super::names::owner_name;
use crate::Problem;
use crate::store::Store;
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
pub(super) fn named(store: &Store, owner: Owner) -> Result<NamedOwner, Problem> {
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
