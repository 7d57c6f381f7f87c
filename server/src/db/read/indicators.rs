//! The raw numbers of indicators: numerators and denominators, counted from roster and projections.

use super::area::Area;
use super::filter::Filter;
use crate::db::{Error, Tx};
use doorstep_schema::people::Group;
use sqlx::FromRow;

/// Whose numbers: the students of an area within one county, or those of them in a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Of {
    /// The area.
    pub area: Area,
    /// The group; every student when `None`.
    pub group: Option<Group>,
}

/// The times that the numbers depend on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct At {
    /// Now, in milliseconds.
    pub now: i64,
    /// When the period that is counted began, in milliseconds.
    pub since: i64,
    /// Today on the region's clock, in days since 1970-01-01.
    pub today: i64,
}

/// Counts of students.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, FromRow)]
pub struct Students {
    /// On file and neither transferred, graduated nor deceased, deferred nor exempt.
    pub expected: i64,
    /// Of these, neither dropped out nor missing from every roll.
    pub retained: i64,
    /// Dropped out.
    pub dropped: i64,
    /// Returned after a dropout or its suspicion.
    pub returned: i64,
    /// Suspected, dropped out or returned.
    pub endangered: i64,
    /// Expected in class and of the groups that are visited every term.
    pub to_visit: i64,
    /// Of these, visited since the period began.
    pub visited: i64,
}

/// Counts of open follow-ups, by how many calendar days they are overdue.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, FromRow)]
pub struct Late {
    /// Open.
    pub open: i64,
    /// Due earlier today.
    pub late_0: i64,
    /// Overdue for 1 to 3 days.
    pub late_1_3: i64,
    /// Overdue for 4 to 7 days.
    pub late_4_7: i64,
    /// Overdue for 8 to 30 days.
    pub late_8_30: i64,
    /// Overdue for more than 30 days.
    pub late_over_30: i64,
}

/// Two counts.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, FromRow)]
pub struct Part {
    /// What fits.
    pub numerator: i64,
    /// What it is compared with.
    pub denominator: i64,
}

fn about(filter: &mut Filter, of: Of, table: &str) {
    of.area.narrow(filter, table);
    if let Some(group) = of.group {
        let place = filter.text(format!("% {group} %"));
        filter.and(format!("(' ' || s.groups || ' ') LIKE {place}"));
    }
}

fn count(condition: &str, name: &str) -> String {
    format!("CAST(COALESCE(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) AS BIGINT) AS {name}")
}

/// Counts students; `visited` are the groups that are visited every term, all students when empty.
///
/// # Errors
/// When the database refuses.
pub async fn students(tx: &mut Tx, of: Of, visited: &[Group], at: At) -> Result<Students, Error> {
    let mut filter = Filter::default();
    about(&mut filter, of, "s");
    let since = filter.number(at.since);
    let groups: Vec<String> = visited
        .iter()
        .map(|group| {
            let place = filter.text(format!("% {group} %"));
            format!("(' ' || s.groups || ' ') LIKE {place}")
        })
        .collect();
    let in_groups = if groups.is_empty() { "1 = 1".to_owned() } else { groups.join(" OR ") };
    // A student who was put on the roster a moment ago has no state yet.
    let status = "(CASE WHEN st.evaluated_at > 0 THEN st.status ELSE s.status END)";
    let expected =
        format!("{status} NOT IN ('transferred', 'graduated', 'deceased', 'deferred', 'exempt')");
    let to_visit = format!(
        "{status} IN ('enrolled', 'returned', 'suspected_dropout', 'dropped_out') AND ({in_groups})"
    );
    let endangered = format!("{status} IN ('returned', 'suspected_dropout', 'dropped_out')");
    let sql = format!(
        "SELECT {}, {}, {}, {}, {}, {}, {}
        FROM student s LEFT JOIN student_state st ON st.student = s.id WHERE {}",
        count(&expected, "expected"),
        count(
            &format!("{expected} AND {status} NOT IN ('dropped_out', 'not_enrolled')"),
            "retained"
        ),
        count(&format!("{status} = 'dropped_out'"), "dropped"),
        count(&format!("{status} = 'returned'"), "returned"),
        count(&endangered, "endangered"),
        count(&to_visit, "to_visit"),
        count(&format!("{to_visit} AND st.last_visit_at >= {since}"), "visited"),
        filter.sql()
    );
    filter.bind(tx.query(sql)).one().await
}

/// Counts open follow-ups.
///
/// # Errors
/// When the database refuses.
pub async fn late(tx: &mut Tx, of: Of, at: At) -> Result<Late, Error> {
    let mut filter = Filter::default();
    about(&mut filter, of, "f");
    let (now, today) = (filter.number(at.now), filter.number(at.today));
    let late = |least: i64, most: i64, name: &str| {
        let days = format!("{today} - f.due_day BETWEEN {least} AND {most}");
        count(&format!("f.due_at < {now} AND {days}"), name)
    };
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) AS open, {}, {}, {}, {}, {}
        FROM follow_up f JOIN student s ON s.id = f.student WHERE f.is_open AND {}",
        late(0, 0, "late_0"),
        late(1, 3, "late_1_3"),
        late(4, 7, "late_4_7"),
        late(8, 30, "late_8_30"),
        late(31, 1_000_000, "late_over_30"),
        filter.sql()
    );
    filter.bind(tx.query(sql)).one().await
}

/// Counts two conditions over the rows of a table about the students, aliased `p`.
async fn part(
    tx: &mut Tx,
    table: &str,
    filter: Filter,
    numerator: &str,
    denominator: &str,
) -> Result<Part, Error> {
    let sql = format!(
        "SELECT {}, {} FROM student s JOIN {table} p ON p.student = s.id WHERE {}",
        count(&format!("{denominator} AND {numerator}"), "numerator"),
        count(denominator, "denominator"),
        filter.sql()
    );
    filter.bind(tx.query(sql)).one().await
}

/// Counts reports (steps 1 and 4) opened since the period began: done in time, of those done or due.
///
/// # Errors
/// When the database refuses.
pub async fn reports(tx: &mut Tx, of: Of, at: At) -> Result<Part, Error> {
    let mut filter = Filter::default();
    about(&mut filter, of, "s");
    let (now, since) = (filter.number(at.now), filter.number(at.since));
    filter.and(format!("p.reason = 'ladder' AND p.step IN (1, 4) AND p.opened_at >= {since}"));
    let counted = format!("(p.state = 'done' OR (p.is_open AND p.due_at < {now}))");
    part(tx, "follow_up", filter, "p.state = 'done' AND p.closed_at <= p.due_at", &counted).await
}

/// Counts promises made since the period began: kept, of those kept or broken.
///
/// # Errors
/// When the database refuses.
pub async fn promises(tx: &mut Tx, of: Of, at: At) -> Result<Part, Error> {
    let mut filter = Filter::default();
    about(&mut filter, of, "s");
    let since = filter.number(at.since);
    filter.and(format!("p.made_at >= {since}"));
    part(tx, "promise", filter, "p.state = 'kept'", "p.state IN ('kept', 'broken')").await
}

/// Counts referrals sent since the period began: answered in time, of those answered or due.
///
/// # Errors
/// When the database refuses.
pub async fn referrals(tx: &mut Tx, of: Of, at: At) -> Result<Part, Error> {
    let mut filter = Filter::default();
    about(&mut filter, of, "s");
    let (now, since) = (filter.number(at.now), filter.number(at.since));
    filter.and(format!("p.sent_at >= {since}"));
    let counted = format!("(p.answered_at IS NOT NULL OR p.due_at < {now})");
    part(tx, "referral", filter, "p.answered_at <= p.due_at", &counted).await
}

/// Lists how long the children who came back since the period began had been away, in milliseconds: from the
/// first step of the ladder in the case to the return.
///
/// # Errors
/// When the database refuses.
pub async fn returns(tx: &mut Tx, of: Of, at: At) -> Result<Vec<i64>, Error> {
    let mut filter = Filter::default();
    about(&mut filter, of, "s");
    let since = filter.number(at.since);
    let sql = format!(
        "SELECT p.opened_at - COALESCE((SELECT MIN(l.opened_at) FROM follow_up l
            WHERE l.student = p.student AND l.case_id = p.case_id AND l.reason = 'ladder'), p.opened_at)
        FROM student s JOIN follow_up p ON p.student = s.id
        WHERE p.reason = 'watch' AND p.opened_at >= {since} AND {}",
        filter.sql()
    );
    let rows: Vec<(i64,)> = filter.bind(tx.query(sql)).all().await?;
    Ok(rows.into_iter().map(|(ms,)| ms).collect())
}
