//! Reference data: scope, policy, calendar, regions, schools, classes, workers and forms of the county.

use super::{Ask, Entry, Item, REFERENCE};
use crate::db::{Error, Row, Tx, forms};
use doorstep_schema::id::{ClassId, SchoolId, WorkerId};
use doorstep_schema::people::{Assignment, Class, Role, School, Worker};
use doorstep_schema::place::Place;
use doorstep_schema::region::{Region, RegionCode};
use doorstep_schema::wire::v1::Cursor;
use sqlx::FromRow;
use uuid::Uuid;

fn at(seq: i64, item: Item) -> Entry {
    Entry { at: Cursor { seq, rank: REFERENCE, own: seq }, item }
}

/// Reads what is new of the county's reference data.
pub(super) async fn entries(tx: &mut Tx, ask: &Ask) -> Result<Vec<Entry>, Error> {
    let mut found = Vec::new();
    let least = ask.least(REFERENCE);
    let changed = ask.held.iter().flat_map(|h| [Some(h.since_seq), h.until.map(|(seq, _)| seq)]);
    if let Some(seq) = changed.flatten().max().filter(|seq| *seq >= least) {
        let scope = ask.active().map(|h| Assignment { id: h.id, scope: h.scope }).collect();
        found.push(at(seq, Item::Scope(scope)));
    }
    let sql =
        "SELECT seq, body FROM policy WHERE county = $1 AND seq >= $2 ORDER BY seq DESC LIMIT 1";
    let row: Option<(i64, String)> = latest(tx, sql, ask).await?;
    found.extend(row.map(|(seq, body)| at(seq, Item::Policy(body))));
    let sql =
        "SELECT seq, body FROM calendar WHERE county = $1 AND seq >= $2 ORDER BY seq DESC LIMIT 1";
    let row: Option<(i64, String)> = latest(tx, sql, ask).await?;
    found.extend(row.map(|(seq, body)| at(seq, Item::Calendar(body))));
    let sql = "SELECT seq, code, name, retired FROM region
        WHERE county = $1 AND seq >= $2 ORDER BY seq LIMIT $3";
    for row in list::<RegionRow>(tx, sql, ask).await? {
        found.push(at(row.seq, Item::Region(row.try_into()?)));
    }
    let sql = "SELECT seq, id, county, code, name, region, lat, lon FROM school
        WHERE county = $1 AND seq >= $2 ORDER BY seq LIMIT $3";
    for row in list::<SchoolRow>(tx, sql, ask).await? {
        found.push(at(row.seq, Item::School(row.try_into()?)));
    }
    let sql = "SELECT seq, id, school, year, grade, number FROM class
        WHERE county = $1 AND seq >= $2 ORDER BY seq LIMIT $3";
    for row in list::<ClassRow>(tx, sql, ask).await? {
        found.push(at(row.seq, Item::Class(row.try_into()?)));
    }
    let sql = "SELECT seq, id, name, role FROM worker
        WHERE county = $1 AND seq >= $2 ORDER BY seq LIMIT $3";
    for row in list::<WorkerRow>(tx, sql, ask).await? {
        found.push(at(row.seq, Item::Worker(row.try_into()?)));
    }
    let sql = "SELECT seq, form, edition, body, audience FROM form
        WHERE county = $1 AND seq >= $2 AND is_published ORDER BY seq LIMIT $3";
    for (seq, form, edition, body, audience) in
        list::<(i64, String, i64, String, String)>(tx, sql, ask).await?
    {
        found.push(at(seq, Item::Form(forms::publication(form, edition, body, &audience)?)));
    }
    Ok(found)
}

async fn latest<R: Row>(tx: &mut Tx, sql: &'static str, ask: &Ask) -> Result<Option<R>, Error> {
    tx.query(sql).bind(ask.county.to_string()).bind(ask.least(REFERENCE)).optional().await
}

async fn list<R: Row>(tx: &mut Tx, sql: &'static str, ask: &Ask) -> Result<Vec<R>, Error> {
    let query = tx.query(sql).bind(ask.county.to_string()).bind(ask.least(REFERENCE));
    query.bind(ask.limit).all().await
}

#[derive(FromRow)]
struct RegionRow {
    seq: i64,
    code: String,
    name: String,
    retired: bool,
}

fn region(table: &'static str, column: &'static str, text: &str) -> Result<RegionCode, Error> {
    RegionCode::parse(text).map_err(|e| Error::bad_row(table, column, text, e))
}

impl TryFrom<RegionRow> for Region {
    type Error = Error;

    fn try_from(row: RegionRow) -> Result<Self, Error> {
        Ok(Self {
            code: region("region", "code", &row.code)?,
            name: row.name,
            retired: row.retired,
        })
    }
}

#[derive(FromRow)]
struct SchoolRow {
    seq: i64,
    id: Uuid,
    county: String,
    code: String,
    name: String,
    region: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

impl TryFrom<SchoolRow> for School {
    type Error = Error;

    fn try_from(row: SchoolRow) -> Result<Self, Error> {
        Ok(Self {
            id: SchoolId(row.id),
            county: region("school", "county", &row.county)?,
            code: row.code,
            name: row.name,
            region: region("school", "region", &row.region)?,
            place: row.lat.zip(row.lon).map(|(lat, lon)| Place { lat, lon, accuracy: 0.0 }),
        })
    }
}

#[derive(FromRow)]
struct ClassRow {
    seq: i64,
    id: Uuid,
    school: Uuid,
    year: i64,
    grade: i64,
    number: i64,
}

impl TryFrom<ClassRow> for Class {
    type Error = Error;

    fn try_from(row: ClassRow) -> Result<Self, Error> {
        let bad =
            |column| move |e: std::num::TryFromIntError| Error::bad_row("class", column, row.id, e);
        Ok(Self {
            id: ClassId(row.id),
            school: SchoolId(row.school),
            year: row.year.try_into().map_err(bad("year"))?,
            grade: row.grade.try_into().map_err(bad("grade"))?,
            number: row.number.try_into().map_err(bad("number"))?,
        })
    }
}

#[derive(FromRow)]
struct WorkerRow {
    seq: i64,
    id: Uuid,
    name: String,
    role: String,
}

impl TryFrom<WorkerRow> for Worker {
    type Error = Error;

    fn try_from(row: WorkerRow) -> Result<Self, Error> {
        let role = Role::parse(&row.role);
        let role = role.ok_or_else(|| Error::bad_row("worker", "role", row.id, &row.role))?;
        Ok(Self { id: WorkerId(row.id), name: row.name, role })
    }
}
