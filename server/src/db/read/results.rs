//! The facts that filled forms became, in the order of a county's log.

use super::area::Area;
use super::filter::Filter;
use crate::db::{Error, Tx, facts};
use doorstep_schema::id::{ClassId, FactId, SchoolId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::{Level, RegionCode};
use doorstep_schema::wire::v1;
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// A fact that can be a filled form, with the student that it is about.
#[derive(Clone, PartialEq, Debug)]
pub struct Filled {
    /// Its place in the log.
    pub seq: i64,
    /// The fact.
    pub fact: v1::Fact,
    /// The student; none of a venue report.
    pub student: Option<About>,
}

/// A student whom a filled form is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// The id.
    pub id: StudentId,
    /// The name.
    pub name: String,
    /// The village's code.
    pub village: String,
    /// The school.
    pub school: SchoolId,
    /// The class.
    pub class: ClassId,
}

#[derive(FromRow)]
struct FilledRow {
    seq: i64,
    body: Vec<u8>,
    student: Option<Uuid>,
    name: Option<String>,
    village: Option<String>,
    school: Option<Uuid>,
    class: Option<Uuid>,
}

/// Which facts are read.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// The county whose log it is.
    pub county: RegionCode,
    /// About students of this area; facts about no student count to the county as a whole.
    pub area: Area,
    /// Happened at this moment or later.
    pub from: Option<Moment>,
    /// Happened before this moment.
    pub until: Option<Moment>,
}

/// Reads facts that can be filled forms, behind a place of the log.
///
/// # Errors
/// When the database refuses or a stored fact does not read.
pub async fn filled(tx: &mut Tx, ask: &Ask, after: i64, limit: i64) -> Result<Vec<Filled>, Error> {
    let mut filter = Filter::default();
    let county = filter.text(ask.county.to_string());
    filter.and(format!("f.county = {county}"));
    let place = filter.number(after);
    filter.and(format!("f.seq > {place}"));
    if let Some(from) = ask.from {
        let place = filter.number(from.ms());
        filter.and(format!("f.happened_at >= {place}"));
    }
    if let Some(until) = ask.until {
        let place = filter.number(until.ms());
        filter.and(format!("f.happened_at < {place}"));
    }
    if !matches!(ask.area, Area::Region(code) if code.level() <= Level::County) {
        ask.area.narrow(&mut filter, "s");
    }
    let limit = filter.number(limit);
    let sql = format!(
        "SELECT f.seq, f.body, s.id AS student, s.name, s.village, s.school, s.class
        FROM fact f LEFT JOIN student s ON s.id = f.student
        WHERE {} AND f.kind IN ('visit', 'guardian_contact', 'absence_report', 'venue_report')
        ORDER BY f.seq LIMIT {limit}",
        filter.sql()
    );
    let rows: Vec<FilledRow> = filter.bind(tx.query(sql)).all().await?;
    rows.into_iter().map(read).collect()
}

fn read(row: FilledRow) -> Result<Filled, Error> {
    let student = match (row.student, row.name, row.village, row.school.zip(row.class)) {
        (Some(id), Some(name), Some(village), Some((school, class))) => Some(About {
            id: StudentId(id),
            name,
            village,
            school: SchoolId(school),
            class: ClassId(class),
        }),
        _ => None,
    };
    Ok(Filled { seq: row.seq, fact: facts::read(&row.body)?, student })
}

/// Finds the facts that amend or retract others in a county, by the fact that they are about.
///
/// # Errors
/// When the database refuses or a stored fact does not read.
pub async fn corrections(
    tx: &mut Tx,
    county: RegionCode,
) -> Result<HashMap<FactId, Vec<v1::Fact>>, Error> {
    let sql = "SELECT body FROM fact
        WHERE county = $1 AND kind IN ('amendment', 'retraction') ORDER BY seq";
    let rows: Vec<(Vec<u8>,)> = tx.query(sql).bind(county.to_string()).all().await?;
    let mut found: HashMap<FactId, Vec<v1::Fact>> = HashMap::new();
    for (body,) in rows {
        let fact = facts::read(&body)?;
        let of = fact.payload.get("of").and_then(|of| of.as_str()).map(FactId::parse);
        if let Some(Ok(of)) = of {
            found.entry(of).or_default().push(fact);
        }
    }
    Ok(found)
}
