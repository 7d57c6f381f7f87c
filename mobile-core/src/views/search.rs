//! Finding a student by name, pinyin initials, student number or village.

use crate::Problem;
use crate::acts::signed_in;
use crate::project::freshen;
use crate::store::Store;
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use serde::Serialize;

/// A student that was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Found {
    /// The student.
    pub student: StudentId,
    /// The name.
    pub name: String,
    /// Student number 学籍号.
    pub student_number: String,
    /// The household's village.
    pub village: RegionCode,
    /// The village's name, empty when it is not known.
    pub village_name: String,
    /// The grade.
    pub grade: u8,
    /// The status that holds.
    pub status: String,
    /// The highest step of the ladder in the present absence.
    pub step: Option<u8>,
    /// The open case's risk, 0 without one.
    pub risk: i32,
}

/// Finds students; an empty text lists them all. At most `limit` are returned, by name.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn search(store: &Store, text: &str, limit: u32, now: Moment) -> Result<Vec<Found>, Problem> {
    signed_in(store)?;
    freshen(store, now)?;
    let text = text.trim();
    let villages = if text.is_empty() { Vec::new() } else { store.villages_named(text)? };
    let mut found = Vec::new();
    for key in store.search_students(text, &villages, i64::from(limit))? {
        let Some(student) = store.student(key)? else { continue };
        let head = store.head(key)?;
        let village = store.region(student.village)?;
        found.push(Found {
            student: student.id,
            name: student.name,
            student_number: student.student_number,
            village: student.village,
            village_name: village.map(|v| v.name).unwrap_or_default(),
            grade: student.grade,
            step: head.as_ref().and_then(|h| h.step),
            risk: head.as_ref().map_or(0, |h| h.risk),
            status: head.map_or_else(|| student.status.to_string(), |h| h.status),
        });
    }
    Ok(found)
}
