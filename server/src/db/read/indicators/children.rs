//! The children behind a number: one row for each thing that is counted.

use super::terms::{AWAY_SINCE, Source, terms};
use super::{At, Of};
use crate::db::read::filter::Filter;
use crate::db::{Error, Tx};
use doorstep_schema::indicator::{Key, Part};
use doorstep_schema::people::{Group, Scope};
use sqlx::FromRow;
use uuid::Uuid;

/// One counted thing, with the child that it is about.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Child {
    /// The student.
    pub student: Uuid,
    /// The student's name.
    pub name: String,
    /// The school.
    pub school: Uuid,
    /// The school's name.
    pub school_name: Option<String>,
    /// The class.
    pub class: Uuid,
    /// The class's grade.
    pub grade: Option<i64>,
    /// The class's number.
    pub number: Option<i64>,
    /// The village.
    pub village: String,
    /// The village's name.
    pub village_name: Option<String>,
    /// The status that holds.
    pub status: String,
    /// The groups, space-separated.
    pub groups: String,
    /// The open case.
    pub open_case: Option<Uuid>,
    /// The step of the open case.
    pub step: Option<i64>,
    /// The open case's risk.
    pub risk: i64,
    /// The follow-up, promise or referral; the student where students are counted.
    pub thing: Uuid,
    /// When it began: opened, was made, was sent; of a return, when the absence began.
    pub began_at: Option<i64>,
    /// When it is or was due.
    pub due_at: Option<i64>,
    /// When it was closed, settled or answered; of a return, when the child was back.
    pub ended_at: Option<i64>,
}

/// What to list.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The indicator.
    pub key: Key,
    /// Whose.
    pub of: Of,
    /// Which part.
    pub part: Part,
    /// The groups that are visited every term, all students when empty.
    pub visited: &'a [Group],
    /// The times.
    pub at: At,
}

/// Narrows to what is asked for; `None` where an indicator has no names.
fn narrowed(ask: &Ask<'_>, scopes: Option<&[Scope]>) -> Option<(Source, Filter)> {
    let source = Source::of(ask.key)?;
    let mut filter = Filter::default();
    source.narrow(&mut filter, ask.of, ask.at);
    let condition = terms(ask.key, &mut filter, ask.at, ask.visited)?.of(ask.part);
    filter.and(condition);
    if let Some(scopes) = scopes {
        filter.scopes("s", scopes);
    }
    Some((source, filter))
}

/// Counts a part, in all or only what lies in one of the scopes.
///
/// # Errors
/// When the database refuses.
pub async fn count(tx: &mut Tx, ask: &Ask<'_>, scopes: Option<&[Scope]>) -> Result<i64, Error> {
    let Some((source, filter)) = narrowed(ask, scopes) else { return Ok(0) };
    let sql =
        format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {} WHERE {}", source.tables(), filter.sql());
    let (count,): (i64,) = filter.bind(tx.query(sql)).one().await?;
    Ok(count)
}

/// Lists what is counted in a part and lies in one of the scopes, the greatest risk first.
///
/// # Errors
/// When the database refuses.
pub async fn children(
    tx: &mut Tx,
    ask: &Ask<'_>,
    scopes: &[Scope],
    after: Option<(i64, Uuid, Uuid)>,
    limit: i64,
) -> Result<Vec<Child>, Error> {
    let Some((source, mut filter)) = narrowed(ask, Some(scopes)) else { return Ok(Vec::new()) };
    let (thing, state) = match source {
        Source::Students => ("s.id", ""),
        _ => ("p.id", "LEFT JOIN student_state st ON st.student = s.id"),
    };
    let risk = "COALESCE(st.risk, 0)";
    if let Some((most, student, last)) = after {
        let (most, student, last) = (filter.number(-most), filter.id(student), filter.id(last));
        filter.and(format!("(-{risk}, s.id, {thing}) > ({most}, {student}, {last})"));
    }
    let limit = filter.number(limit);
    let sql = format!(
        "SELECT s.id AS student, s.name, s.school, sc.name AS school_name, s.class, c.grade, c.number,
            s.village, r.name AS village_name, s.groups,
            CASE WHEN st.evaluated_at > 0 THEN st.status ELSE s.status END AS status,
            st.open_case, st.step, {risk} AS risk, {thing} AS thing, {}
        FROM {} {state} LEFT JOIN school sc ON sc.id = s.school LEFT JOIN class c ON c.id = s.class
        LEFT JOIN region r ON r.code = s.village
        WHERE {} ORDER BY -{risk}, s.id, {thing} LIMIT {limit}",
        times(source),
        source.tables(),
        filter.sql()
    );
    filter.bind(tx.query(sql)).all().await
}

/// Writes when a thing began, is due, and ended.
fn times(source: Source) -> String {
    let none = "CAST(NULL AS BIGINT)";
    let named = |began: &str, due: &str, ended: &str| {
        format!("{began} AS began_at, {due} AS due_at, {ended} AS ended_at")
    };
    match source {
        Source::Students => named(none, none, none),
        Source::Open | Source::Reports => named("p.opened_at", "p.due_at", "p.closed_at"),
        Source::Promises => named("p.made_at", none, "p.settled_at"),
        Source::Referrals => named("p.sent_at", "p.due_at", "p.answered_at"),
        Source::Returns => named(AWAY_SINCE, none, "p.opened_at"),
    }
}
