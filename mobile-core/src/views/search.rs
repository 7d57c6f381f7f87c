//! Finding a student by name, pinyin initials, student number or village.

use crate::Problem;
use crate::acts::signed_in;
use crate::project::freshen;
use crate::store::{Session, Store, StudentKey};
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Scope;
use doorstep_schema::region::RegionCode;
use serde::{Deserialize, Serialize};

/// Which students are meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Only {
    /// Those in a class that the worker serves.
    Mine,
    /// Those with an open case.
    AtRisk,
    /// Those whose absence goes on.
    Absent,
}

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
    /// The number of the class in its grade, when the phone has the class.
    pub class_number: Option<u8>,
    /// The status that holds.
    pub status: String,
    /// The highest step of the ladder in the present absence.
    pub step: Option<u8>,
    /// The open case's risk, 0 without one.
    pub risk: i32,
    /// Whether the student is in a class that the worker serves.
    pub mine: bool,
    /// Whether a case is open.
    pub at_risk: bool,
    /// Whether an absence goes on.
    pub absent: bool,
}

impl Found {
    fn is_meant(&self, only: Only) -> bool {
        match only {
            Only::Mine => self.mine,
            Only::AtRisk => self.at_risk,
            Only::Absent => self.absent,
        }
    }
}

/// Finds students; an empty text lists them all. At most `limit` are returned, by name.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn search(
    store: &Store,
    text: &str,
    limit: u32,
    only: Option<Only>,
    now: Moment,
) -> Result<Vec<Found>, Problem> {
    let session = signed_in(store)?;
    freshen(store, now)?;
    let text = text.trim();
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let villages = if text.is_empty() { Vec::new() } else { store.villages_named(text)? };
    // Which of them are meant is known only of each: all are looked at until there are enough.
    let looked_at = if only.is_some() { i64::MAX } else { i64::from(limit) };
    let mut meant = Vec::new();
    for key in store.search_students(text, &villages, looked_at)? {
        if meant.len() == most {
            break;
        }
        let found = found(store, &session, key)?;
        meant.extend(found.filter(|f| only.is_none_or(|only| f.is_meant(only))));
    }
    Ok(meant)
}

fn found(store: &Store, session: &Session, key: StudentKey) -> Result<Option<Found>, Problem> {
    let Some(student) = store.student(key)? else { return Ok(None) };
    let head = store.head(key)?;
    let village = store.region(student.village)?;
    let class = store.class(student.class)?;
    let step = head.as_ref().and_then(|h| h.step);
    Ok(Some(Found {
        student: student.id,
        name: student.name,
        student_number: student.student_number,
        village: student.village,
        village_name: village.map(|v| v.name).unwrap_or_default(),
        grade: student.grade,
        class_number: class.map(|class| class.number),
        step,
        risk: head.as_ref().map_or(0, |h| h.risk),
        mine: session.scope.iter().any(|a| a.scope == Scope::Class(student.class)),
        at_risk: head.as_ref().is_some_and(|h| h.open_case.is_some()),
        absent: step.is_some(),
        status: head.map_or_else(|| student.status.to_string(), |h| h.status),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts;
    use crate::testing::{absence, at, entry, phone, student_id};
    use jiff::civil::date;

    #[test]
    fn chips_narrow_what_is_found_before_the_limit_cuts_it() {
        let mut store = phone(Store::in_memory().unwrap(), 8, at(23, 8, 0));
        let told = absence(date(2026, 11, 23), at(23, 8, 30));
        acts::absence::report(&mut store, &entry(at(23, 8, 40), 1), student_id(3), told).unwrap();
        let find = |only, limit| search(&store, "", limit, only, at(23, 9, 0)).unwrap();
        assert_eq!(find(None, 100).len(), 8);
        assert_eq!(find(Some(Only::Mine), 100).len(), 8);
        assert_eq!(find(Some(Only::Mine), 3).len(), 3);
        let absent = find(Some(Only::Absent), 1);
        assert_eq!(absent.iter().map(|f| f.student).collect::<Vec<_>>(), [student_id(3)]);
        assert_eq!(find(Some(Only::AtRisk), 100), absent);
        assert_eq!((absent[0].class_number, absent[0].step), (Some(1), Some(2)));
    }
}
