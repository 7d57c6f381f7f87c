//! A line of a ledger put together: the roster's record, what facts made of it, and where the child stands.

use crate::acts::rules::RuleBook;
use crate::db::read::ledger::{self, Line};
use crate::db::{Error, Tx, facts};
use doorstep_schema::id::StudentId;
use doorstep_schema::moment::{Moment, plus_days};
use doorstep_schema::people::{Guardian, Student};
use doorstep_schema::place::Place;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::{Profile, evaluate, guardians, home};
use doorstep_schema::wire::cbor;
use jiff::civil::{Date, date};

/// A child in a ledger.
#[derive(Clone, PartialEq, Debug)]
pub struct Child {
    /// The line as the tables have it, without the record.
    pub line: Line,
    /// The roster's record.
    pub student: Student,
    /// The guardian who cares for the child.
    pub guardian: Option<Guardian>,
    /// The household's place.
    pub home: Option<Place>,
    /// Since which day the status holds; nothing while it is the roster's.
    pub since: Option<Date>,
    /// School days of the present absence.
    pub days_absent: Option<i64>,
    /// The day by which the guardian promised.
    pub promised: Option<Date>,
}

/// Puts lines together as they hold at a moment.
///
/// # Errors
/// When the database refuses or a stored row does not read.
pub async fn complete(
    tx: &mut Tx,
    rules: &RuleBook,
    lines: Vec<Line>,
    now: Moment,
) -> Result<Vec<Child>, Error> {
    let ids: Vec<StudentId> = lines.iter().map(|line| StudentId(line.id)).collect();
    let told: Vec<StudentId> = ledger::told(tx, &ids).await?.into_iter().collect();
    let mut facts = facts::of_students(tx, &told).await?;
    let mut children = Vec::with_capacity(lines.len());
    for mut line in lines {
        let id = StudentId(line.id);
        let bad = |column, e: String| Error::bad_row("student", column, id, e);
        let body = std::mem::take(&mut line.body);
        let student: Student = cbor::decode(&body).map_err(|e| bad("body", e.0))?;
        let county = RegionCode::parse(&line.county).map_err(|e| bad("county", e.to_string()))?;
        let held = rules.of(tx, county).await?;
        let (clock, calendar) = (held.policy.clock, &held.calendar);
        let (mut profile, mut since) = (Profile::default(), None);
        if let Some(facts) = facts.remove(&id) {
            let state = evaluate(&student, &facts, &held.rules(), now);
            since = state.status.since.map(|at| clock.day(at));
            profile = state.profile;
        }
        let today = clock.day(now);
        let absent = line.absent_since.map(day);
        let days = absent.map(|from| i64::from(calendar.school_days_between(from, today)));
        children.push(Child {
            guardian: guardians(&student, &profile).into_iter().next(),
            home: home(&student, &profile),
            since,
            days_absent: days,
            promised: line.promised.map(day),
            line,
            student,
        });
    }
    Ok(children)
}

/// Returns the day of a number of days since 1970-01-01.
fn day(number: i64) -> Date {
    plus_days(date(1970, 1, 1), number)
}
