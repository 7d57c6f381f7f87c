//! Workers: teachers, principals, committees, officers, supervisors, and the named accounts among them.

use super::stage::{ACCOUNTS, GRADE, TOWNSHIP, VILLAGE};
use super::{Class, School, SchoolKind, Worker};
use crate::dice::Dice;
use crate::names;
use crate::regions::{COUNTY, Township};
use doorstep_schema::people::{Department, Role};

/// Makes the workers; their places in the list are what scripts name.
pub(super) fn workers(
    townships: &[Township],
    schools: &[School],
    classes: &[Class],
    dice: &mut Dice,
) -> Vec<Worker> {
    let mut made = Making { workers: Vec::new(), dice };
    for class in classes {
        let school = &schools[class.school];
        let username = format!("teacher-{}-{}-{}", school.code, class.grade, class.number);
        let scope = class.scope(school);
        let shown =
            school.is_of(SchoolKind::Junior, TOWNSHIP) && (class.grade, class.number) == (GRADE, 1);
        made.add(if shown { "teacher" } else { &username }, Role::Teacher, scope);
    }
    for school in schools {
        let username = format!("principal-{}", school.code);
        let shown = school.is_of(SchoolKind::Junior, TOWNSHIP);
        made.add(
            if shown { "principal" } else { &username },
            Role::Principal,
            format!("school:{}", school.code),
        );
    }
    for village in townships.iter().flat_map(|t| &t.villages) {
        let shown = village.code.as_str() == VILLAGE;
        let username = format!("committee-{}", village.code);
        let scope = format!("region:{}", village.code);
        made.add(if shown { "committee" } else { &username }, Role::Committee, scope.clone());
        if made.dice.percent(25) {
            made.add(&format!("{username}-2"), Role::Committee, scope);
        }
    }
    for township in townships {
        let shown = township.code.as_str() == TOWNSHIP;
        let username = format!("township-{}", township.code);
        made.add(
            if shown { "township" } else { &username },
            Role::Township,
            format!("region:{}", township.code),
        );
    }
    for department in Department::ALL {
        let shown = *department == Department::CivilAffairs;
        let username = format!("department-{department}").replace('_', "-");
        made.add(
            if shown { "department" } else { &username },
            Role::Department,
            format!("department:{COUNTY}/{department}"),
        );
    }
    made.add("supervisor", Role::Supervisor, format!("region:{COUNTY}"));
    made.add("supervisor-2", Role::Supervisor, format!("region:{COUNTY}"));
    made.add("admin", Role::Administrator, format!("region:{COUNTY}"));
    made.workers
}

struct Making<'a> {
    workers: Vec<Worker>,
    dice: &'a mut Dice,
}

impl Making<'_> {
    fn add(&mut self, username: &str, role: Role, scope: String) {
        let sex = names::sex(self.dice);
        let name = names::full(self.dice, sex);
        let username = username.to_owned();
        self.workers.push(Worker { username, name, role, scope });
    }
}

/// Tells whether a sign-in name is one of the named accounts.
#[must_use]
pub fn is_shown(username: &str) -> bool {
    ACCOUNTS.iter().any(|(name, _)| *name == username)
}
