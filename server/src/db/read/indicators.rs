//! The raw numbers of indicators: numerators and denominators, counted from roster and projections.

use super::filter::Filter;
use crate::db::{Error, Tx};
use doorstep_schema::id::SchoolId;
use doorstep_schema::people::Group;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;

/// Whose numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// The students of a region.
    Region(RegionCode),
    /// The students of a school.
    School(SchoolId),
}

/// The times that the numbers depend on, in milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct At {
    /// Now.
    pub now: i64,
    /// When the term or year that is counted began.
    pub since: i64,
}

/// Counts of students.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, FromRow)]
pub struct Students {
    /// Known and neither transferred, graduated nor deceased.
    pub expected: i64,
    /// Of these, not dropped out and not missing from every roll.
    pub retained: i64,
    /// Dropped out.
    pub dropped: i64,
    /// Returned after a dropout or suspicion.
    pub returned: i64,
    /// Suspected, dropped out or returned.
    pub endangered: i64,
    /// Expected in class.
    pub in_class: i64,
    /// Of these, visited since the period began.
    pub visited: i64,
    /// Graduated from grade 9.
    pub graduated: i64,
    /// Of grade 9 and neither transferred nor deceased.
    pub cohort: i64,
}

/// Counts of follow-ups.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, FromRow)]
pub struct FollowUps {
    /// Open.
    pub open: i64,
    /// Overdue for less than a day.
    pub late_0: i64,
    /// Overdue for 1 to 3 days.
    pub late_1_3: i64,
    /// Overdue for 4 to 7 days.
    pub late_4_7: i64,
    /// Overdue for 8 to 30 days.
    pub late_8_30: i64,
    /// Overdue for more than 30 days.
    pub late_over_30: i64,
    /// Reports (steps 1 and 4) done, or due and not done.
    pub reports: i64,
    /// Of these, done in time.
    pub reports_in_time: i64,
}

/// Two counts.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, FromRow)]
pub struct Part {
    /// What fits.
    pub numerator: i64,
    /// What it is compared with.
    pub denominator: i64,
}

fn about(filter: &mut Filter, of: Of, group: Option<Group>) {
    let condition = match of {
        Of::Region(code) => filter.student_in("s", code),
        Of::School(id) => format!("s.school = {}", filter.id(id.0)),
    };
    filter.and(condition);
    if let Some(group) = group {
        let place = filter.text(format!("% {group} %"));
        filter.and(format!("(' ' || s.groups || ' ') LIKE {place}"));
    }
}

fn count(condition: &str, name: &str) -> String {
    format!("CAST(COALESCE(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) AS BIGINT) AS {name}")
}

/// Counts students.
///
/// # Errors
/// When the database refuses.
pub async fn students(tx: &mut Tx, of: Of, group: Option<Group>, at: At) -> Result<Students, Error> {
    let mut filter = Filter::default();
    about(&mut filter, of, group);
    let since = filter.number(at.since);
    let status = "COALESCE(st.status, s.status)";
    let expected = format!("{status} NOT IN ('transferred', 'graduated', 'deceased')");
    let in_class =
        format!("{status} IN ('enrolled', 'returned', 'suspected_dropout', 'dropped_out')");
    let sql = format!(
        "SELECT {}, {}, {}, {}, {}, {}, {}, {}, {}
        FROM student s LEFT JOIN student_state st ON st.student = s.id
        LEFT JOIN class c ON c.id = s.class WHERE {}",
        count(&expected, "expected"),
        count(&format!("{expected} AND {status} NOT IN ('dropped_out', 'not_enrolled')"), "retained"),
        count(&format!("{status} = 'dropped_out'"), "dropped"),
        count(&format!("{status} = 'returned'"), "returned"),
        count(&format!("{status} IN ('returned', 'suspected_dropout', 'dropped_out')"), "endangered"),
        count(&in_class, "in_class"),
        count(&format!("{in_class} AND st.last_visit_at >= {since}"), "visited"),
        count(&format!("c.grade = 9 AND {status} = 'graduated'"), "graduated"),
        count(&format!("c.grade = 9 AND {status} NOT IN ('transferred', 'deceased')"), "cohort"),
        filter.sql()
    );
    filter.bind(tx.query(sql)).one().await
}

/// Counts follow-ups.
///
/// # Errors
/// When the database refuses.
pub async fn follow_ups(tx: &mut Tx, of: Of, group: Option<Group>, at: At) -> Result<FollowUps, Error> {
    let mut filter = Filter::default();
    about(&mut filter, of, group);
    let (now, since) = (filter.number(at.now), filter.number(at.since));
    let late = |from: i64, to: i64| {
        format!("f.is_open AND {now} - f.due_at > {from} AND {now} - f.due_at <= {to}")
    };
    let day = 86_400_000;
    let report = format!(
        "f.step IN (1, 4) AND f.opened_at >= {since}
            AND (f.state = 'done' OR (f.is_open AND f.due_at < {now}))"
    );
    let sql = format!(
        "SELECT {}, {}, {}, {}, {}, {}, {}, {} FROM follow_up f JOIN student s ON s.id = f.student WHERE {}",
        count("f.is_open", "open"),
        count(&late(0, day), "late_0"),
        count(&late(day, 4 * day), "late_1_3"),
        count(&late(4 * day, 8 * day), "late_4_7"),
        count(&late(8 * day, 31 * day), "late_8_30"),
        count(&late(31 * day, i64::MAX), "late_over_30"),
        count(&report, "reports"),
        count(&format!("{report} AND f.state = 'done' AND f.closed_at <= f.due_at"), "reports_in_time"),
        filter.sql()
    );
    filter.bind(tx.query(sql)).one().await
}

/// Counts promises made since the period began: kept, of those kept or broken.
///
/// # Errors
/// When the database refuses.
pub async fn promises(tx: &mut Tx, of: Of, group: Option<Group>, at: At) -> Result<Part, Error> {
    let mut filter = Filter::default();
    about(&mut filter, of, group);
    let since = filter.number(at.since);
    let sql = format!(
        "SELECT {}, {} FROM promise p JOIN student s ON s.id = p.student WHERE {}",
        count(&format!("p.state = 'kept' AND p.made_at >= {since}"), "numerator"),
        count(&format!("p.state IN ('kept', 'broken') AND p.made_at >= {since}"), "denominator"),
        filter.sql()
    );
    filter.bind(tx.query(sql)).one().await
}

/// Counts referrals sent since the period began: answered in time, of those answered or due.
///
/// # Errors
/// When the database refuses.
pub async fn referrals(tx: &mut Tx, of: Of, group: Option<Group>, at: At) -> Result<Part, Error> {
    let mut filter = Filter::default();
    about(&mut filter, of, group);
    let (now, since) = (filter.number(at.now), filter.number(at.since));
    let counted = format!("p.sent_at >= {since} AND (p.answered_at IS NOT NULL OR p.due_at < {now})");
    let sql = format!(
        "SELECT {}, {} FROM referral p JOIN student s ON s.id = p.student WHERE {}",
        count(&format!("{counted} AND p.answered_at <= p.due_at"), "numerator"),
        count(&counted, "denominator"),
        filter.sql()
    );
    filter.bind(tx.query(sql)).one().await
}
