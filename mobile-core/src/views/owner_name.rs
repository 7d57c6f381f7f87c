//! An owner of work with the name that people know it by.

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
    let (mut name, mut grade, mut number, mut department) = (None, None, None, None);
    match owner {
        Owner::Class(id) => {
            if let Some(class) = store.class(id)? {
                grade = Some(class.grade);
                number = Some(class.number);
                name = store.school(class.school)?.map(|school| school.name);
            }
        }
        Owner::School(id) => name = store.school(id)?.map(|school| school.name),
        Owner::Village(code) | Owner::Township(code) | Owner::County(code) => {
            name = store.region(code)?.map(|region| region.name);
        }
        Owner::Department(county, of) => {
            name = store.region(county)?.map(|region| region.name);
            department = Some(of.as_str().to_owned());
        }
    }
    Ok(NamedOwner {
        owner,
        kind: owner.kind().to_owned(),
        name: name.unwrap_or_default(),
        grade,
        number,
        department,
    })
}
