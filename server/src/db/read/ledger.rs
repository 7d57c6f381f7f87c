//! The lines of a ledger: the children it holds, in pages by name, and how many there are.

use super::area::Area;
use super::filter::Filter;
use super::students::Within;
use crate::db::students::day_number;
use crate::db::{Error, Tx, many};
use doorstep_schema::id::StudentId;
use doorstep_schema::ledger::{Definition, birthdays};
use doorstep_schema::people::{Group, Scope};
use jiff::civil::Date;
use sqlx::FromRow;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A line as the tables have it.
#[derive(Clone, PartialEq, Debug, FromRow)]
pub struct Line {
    /// The student.
    pub id: Uuid,
    /// The county.
    pub county: String,
    /// The initials of the name, in every reading.
    pub initials: String,
    /// The CBOR of the roster's record.
    pub body: Vec<u8>,
    /// The full identity number, empty when unknown.
    pub identity: String,
    /// The roster's own status.
    pub roster_status: String,
    /// The status that holds.
    pub status: String,
    /// The school's name.
    pub school_name: Option<String>,
    /// The class's grade.
    pub grade: Option<i64>,
    /// The class's number.
    pub number: Option<i64>,
    /// The township's code.
    pub township: String,
    /// The township's name.
    pub township_name: Option<String>,
    /// The village's name.
    pub village_name: Option<String>,
    /// The open case.
    pub open_case: Option<Uuid>,
    /// The step of the open case.
    pub step: Option<i64>,
    /// When the last visit was.
    pub last_visit_at: Option<i64>,
    /// When a guardian was last contacted.
    pub last_contact_at: Option<i64>,
    /// The first day of the present absence, in days since 1970-01-01.
    pub absent_since: Option<i64>,
    /// The day of the pending promise that ends first, in days since 1970-01-01.
    pub promised: Option<i64>,
}

/// What to list.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The ledger; the whole roster when left out.
    pub ledger: Option<Definition>,
    /// The day on which ages are counted.
    pub today: Date,
    /// Only students in one of these.
    pub scopes: &'a [Scope],
    /// Only of this area.
    pub area: Option<Area>,
    /// Where they stand.
    pub within: Within,
    /// Part of the name, its initials, or the student number's beginning.
    pub text: Option<&'a str>,
    /// Only of this group.
    pub group: Option<Group>,
}

const STATUS: &str = "CASE WHEN st.evaluated_at > 0 THEN st.status ELSE s.status END";

impl Ask<'_> {
    fn filter(&self) -> Filter {
        let mut filter = Filter::default();
        if let Some(area) = self.area {
            area.narrow(&mut filter, "s");
        }
        filter.scopes("s", self.scopes);
        self.within.narrow(&mut filter, "s");
        if let Some(ledger) = self.ledger {
            self.of_ledger(&mut filter, &ledger);
        }
        if let Some(text) = self.text {
            filter.search("s", text);
        }
        if let Some(group) = self.group {
            let part = filter.text(format!("% {group} %"));
            filter.and(format!("(' ' || s.groups || ' ') LIKE {part}"));
        }
        filter
    }

    fn of_ledger(&self, filter: &mut Filter, ledger: &Definition) {
        let statuses: Vec<String> =
            ledger.statuses.iter().map(|status| filter.text(status.as_str())).collect();
        let statuses = statuses.join(", ");
        if !ledger.of_age {
            // Few children have these: they are found by their statuses, not among all the others.
            filter.and(format!(
                "s.id IN (SELECT student FROM student_state WHERE status IN ({statuses})
                    UNION SELECT id FROM student WHERE status IN ({statuses}))"
            ));
        }
        filter.and(format!("{STATUS} IN ({statuses})"));
        if ledger.of_age {
            let (from, to) = birthdays(self.today);
            let (from, to) = (filter.number(day_number(from)), filter.number(day_number(to)));
            filter.and(format!("s.born >= {from} AND s.born <= {to}"));
        }
    }
}

/// Lists lines by the initials of the names, then id, behind the initials and id of the last one of the page before.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    tx: &mut Tx,
    ask: &Ask<'_>,
    after: Option<(&str, Uuid)>,
    limit: i64,
) -> Result<Vec<Line>, Error> {
    let mut filter = ask.filter();
    if let Some((initials, id)) = after {
        let (initials, id) = (filter.text(initials), filter.id(id));
        filter.and(format!("(s.initials, s.id) > ({initials}, {id})"));
    }
    let limit = filter.number(limit);
    // What stands beside a line is read only for the lines of the page.
    let sql = format!(
        "SELECT s.id, s.county, s.initials, s.body, s.identity, s.roster_status, s.status, s.township, s.open_case,
            s.step, s.last_visit_at, s.last_contact_at, sc.name AS school_name, c.grade, c.number,
            t.name AS township_name, r.name AS village_name, ca.absent_since,
            (SELECT MIN(p.by_day) FROM promise p WHERE p.student = s.id AND p.state = 'pending') AS promised
        FROM (SELECT s.id, s.county, s.school, s.class, s.village, s.initials, s.body, s.identity,
                s.status AS roster_status, {STATUS} AS status, s.township, st.open_case, st.step, st.last_visit_at,
                st.last_contact_at
            FROM student s LEFT JOIN student_state st ON st.student = s.id
            WHERE {} ORDER BY s.initials, s.id LIMIT {limit}) s
        LEFT JOIN school sc ON sc.id = s.school LEFT JOIN class c ON c.id = s.class
        LEFT JOIN region r ON r.code = s.village LEFT JOIN region t ON t.code = s.township
        LEFT JOIN student_case ca ON ca.id = s.open_case ORDER BY s.initials, s.id",
        filter.sql()
    );
    filter.bind(tx.query(sql)).all().await
}

/// Counts the lines.
///
/// # Errors
/// When the database refuses.
pub async fn count(tx: &mut Tx, ask: &Ask<'_>) -> Result<i64, Error> {
    let filter = ask.filter();
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM student s LEFT JOIN student_state st ON st.student = s.id WHERE {}",
        filter.sql()
    );
    let (count,): (i64,) = filter.bind(tx.query(sql)).one().await?;
    Ok(count)
}

/// The kinds of facts that change what a line shows beside the tables.
const TELLING: &str =
    "'profile_edit', 'status_approval', 'dropout_report', 'absence_report', 'return_to_class'";

/// Finds those of the students whose facts change what their lines show.
///
/// # Errors
/// When the database refuses.
pub async fn told(tx: &mut Tx, students: &[StudentId]) -> Result<BTreeSet<StudentId>, Error> {
    let mut found = BTreeSet::new();
    for slice in many::slices(students) {
        let sql = format!(
            "SELECT DISTINCT student FROM fact WHERE student IN {} AND kind IN ({TELLING})",
            many::list(slice.len())
        );
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        found.extend(query.all::<(Uuid,)>().await?.into_iter().map(|(id,)| StudentId(id)));
    }
    Ok(found)
}
