//! The roster of the demonstration county: everything that an import brings in.

mod cohorts;
mod files;
mod schools;
pub mod stage;
mod students;
mod workers;

pub use files::{Files, Unwritten, files};
pub use workers::is_shown;

use crate::dice::{Dice, Purpose};
use crate::regions::{self, Township};
use crate::school_year::SchoolYear;
use doorstep_schema::people::{Group, Relation, Role, Sex, Status};
use doorstep_schema::region::RegionCode;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The kinds of schools.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SchoolKind {
    /// Grades 7 to 9.
    Junior,
    /// A township's central school, grades 1 to 6.
    Central,
    /// A village's school, grades 1 to 3.
    Village,
}

/// A school.
#[derive(Clone, PartialEq, Debug)]
pub struct School {
    /// The kind.
    pub kind: SchoolKind,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The township or village it lies in.
    pub region: RegionCode,
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
    /// The villages whose children it takes.
    pub villages: Vec<RegionCode>,
}

impl School {
    /// Tells whether it is the school of a kind in a township.
    #[must_use]
    pub fn is_of(&self, kind: SchoolKind, township: &str) -> bool {
        self.kind == kind && self.region.as_str() == township
    }
}

/// A class.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Class {
    /// The place of its school in the list.
    pub school: usize,
    /// The year in which the school year starts.
    pub year: i16,
    /// The grade.
    pub grade: u8,
    /// The number in the grade.
    pub number: u8,
}

impl Class {
    /// Returns the scope of its teacher as imports write it.
    #[must_use]
    pub fn scope(&self, school: &School) -> String {
        format!("class:{}/{}/{}/{}", school.code, self.year, self.grade, self.number)
    }
}

/// A guardian.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guardian {
    /// The name.
    pub name: String,
    /// What they are to the child.
    pub relation: Relation,
    /// The telephone number.
    pub phone: String,
    /// Where they work when away.
    pub away: String,
    /// Whether they consented, when asked.
    pub consent: Option<bool>,
}

/// A student.
#[derive(Clone, PartialEq, Debug)]
pub struct Student {
    /// The student number.
    pub number: String,
    /// The identity number.
    pub identity: String,
    /// The name.
    pub name: String,
    /// The sex.
    pub sex: Sex,
    /// The birth date.
    pub birth_date: Date,
    /// The place of the class in the list.
    pub class: usize,
    /// The household's village.
    pub village: RegionCode,
    /// The household's address.
    pub address: String,
    /// Latitude of the household.
    pub lat: f64,
    /// Longitude of the household.
    pub lon: f64,
    /// The groups.
    pub groups: BTreeSet<Group>,
    /// Whether the student boards.
    pub boarding: bool,
    /// The status at import.
    pub status: Status,
    /// Since when the roster knows the student.
    pub known_since: Date,
    /// The guardians, first the one who cares for the child.
    pub guardians: Vec<Guardian>,
}

/// A worker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Worker {
    /// The sign-in name.
    pub username: String,
    /// The name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The scope as imports write it.
    pub scope: String,
}

/// The whole roster.
#[derive(Clone, PartialEq, Debug)]
pub struct Roster {
    /// The seed that it was made from.
    pub seed: u64,
    /// The school year.
    pub year: SchoolYear,
    /// The townships with their villages.
    pub townships: Vec<Township>,
    /// The schools.
    pub schools: Vec<School>,
    /// The classes.
    pub classes: Vec<Class>,
    /// The students.
    pub students: Vec<Student>,
    /// The workers.
    pub workers: Vec<Worker>,
}

impl Roster {
    /// Makes the roster of a seed as it is on a day.
    ///
    /// # Errors
    /// When the table of regions does not read.
    pub fn generate(seed: u64, today: Date) -> Result<Self, csv::Error> {
        let year = SchoolYear::around(today);
        let townships = regions::townships()?;
        let mut dice = Dice::new(seed, Purpose::Places, 0);
        let schools = schools::schools(&townships, &mut dice);
        let classes = schools::classes(&schools, year.year);
        let workers = workers::workers(&townships, &schools, &classes, &mut dice);
        let shown = workers.iter().position(|w| w.username == "teacher").unwrap_or(0);
        let setting = students::Setting {
            townships: &townships,
            schools: &schools,
            known_since: year.from,
            shown,
        };
        let mut dice = Dice::new(seed, Purpose::Students, 0);
        let students = students::students(&setting, &classes, &mut dice);
        Ok(Self { seed, year, townships, schools, classes, students, workers })
    }

    /// Returns the place of the worker with that role and scope.
    #[must_use]
    pub fn worker_of(&self, role: Role, scope: &str) -> Option<usize> {
        self.workers.iter().position(|w| w.role == role && w.scope == scope)
    }

    /// Returns the class that a student is in.
    #[must_use]
    pub fn class_of(&self, student: &Student) -> &Class {
        &self.classes[student.class]
    }
}

#[cfg(test)]
mod tests;
