//! Classes on a day.

use super::{Json, Moment};
use serde::{Deserialize, Serialize};

/// A class.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct Class {
    /// The class.
    pub id: String,
    /// The school.
    pub school: String,
    /// The year in which the school year begins.
    pub year: i32,
    /// The grade, 1 to 9.
    pub grade: u8,
    /// The number in its grade.
    pub number: u8,
}

/// A class that the worker answers for.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct ClassRow {
    /// The class.
    pub class: Class,
    /// The school's name, empty when it is not known.
    pub school_name: String,
    /// How many students it has.
    pub students: u32,
    /// How many are missing.
    pub absent: u32,
}

/// A class on a day.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct ClassDay {
    /// The class.
    pub class: Class,
    /// The school's name, empty when it is not known.
    pub school_name: String,
    /// The day.
    pub day: String,
    /// Whether it is a school day.
    pub school_day: bool,
    /// When the first class begins.
    pub first_class_at: Moment,
    /// The students by name.
    pub students: Vec<ClassStudent>,
}

/// A student of a class on a day.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, uniffi::Record)]
pub struct ClassStudent {
    /// The student.
    pub student: String,
    /// The name.
    pub name: String,
    /// The student number, empty when there is none.
    pub student_number: String,
    /// Whether the student boards at the school.
    pub boarding: bool,
    /// Whether the student is to be in class.
    pub expected: bool,
    /// Presence, since when it is missing, and the report, in its wire form.
    pub attendance: Json,
    /// Who reported it, empty when nobody did.
    pub reported_by: String,
    /// When a guardian was last reached.
    pub guardian_contact_at: Option<Moment>,
    /// The telephone of the guardian who cares for the child, empty when it is not known.
    pub phone: String,
}

/// A student who is not in class.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, uniffi::Record)]
pub struct Missing {
    /// The student.
    pub student: String,
    /// Why, empty when it is not known.
    #[uniffi(default = "")]
    pub reason: String,
    /// Whether the absence is excused; it then opens nothing.
    #[uniffi(default = false)]
    pub excused: bool,
}
