//! Documents that were issued: their numbers, what they were set from, and whether they were cancelled.

pub mod templates;

use super::{Error, Tx};
use doorstep_papers::{Kind, Template};
use doorstep_schema::id::{FactId, SchoolId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::region::RegionCode;
use sha2::{Digest as _, Sha256};
use sqlx::FromRow;
use uuid::Uuid;

/// What a document is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum About {
    /// A student.
    Student(StudentId),
    /// A visit of a student.
    Visit(StudentId, FactId),
    /// A school's month, written 2026-10.
    School(SchoolId, String),
}

/// A document that is to be issued.
#[derive(Clone, Debug)]
pub struct New {
    /// The id.
    pub id: Uuid,
    /// The county.
    pub county: RegionCode,
    /// The kind.
    pub kind: Kind,
    /// The year whose numbers are counted.
    pub year: i64,
    /// The number within the year.
    pub n: i64,
    /// The number as it is written.
    pub number: String,
    /// What it is about.
    pub about: About,
    /// When it is issued.
    pub at: Moment,
    /// By whom.
    pub by: WorkerId,
    /// The day on the region's clock, in days since 1970-01-01.
    pub day: i64,
    /// The version of the template.
    pub template_version: i64,
    /// The data that it is set with, as JSON.
    pub data: String,
}

/// A document that was issued.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Paper {
    /// The id.
    pub id: Uuid,
    /// The county.
    pub county: String,
    /// The kind's word.
    pub kind: String,
    /// The number as it is written.
    pub number: String,
    /// The student that it is about.
    pub student: Option<Uuid>,
    /// The visit that it is about.
    pub visit: Option<Uuid>,
    /// The school that it is about.
    pub school: Option<Uuid>,
    /// The month that it is about.
    pub month: Option<String>,
    /// When it was issued, in milliseconds since 1970.
    pub made_at: i64,
    /// By whom.
    pub made_by: Uuid,
    /// The day on which it was issued, in days since 1970-01-01.
    pub day: i64,
    /// The version of its template.
    pub template_version: i64,
    /// When it was cancelled.
    pub cancelled_at: Option<i64>,
    /// Why.
    pub cancel_reason: Option<String>,
}

/// The columns of [`Paper`].
pub(super) const COLUMNS: &str =
    "p.id, p.county, p.kind, p.number, p.student, p.visit, p.school, p.month,
    p.made_at, p.made_by, p.day, p.template_version, p.cancelled_at, p.cancel_reason";

impl Paper {
    /// Returns the kind.
    ///
    /// # Errors
    /// When the word is none.
    pub fn kind(&self) -> Result<Kind, Error> {
        Kind::parse(&self.kind).ok_or_else(|| Error::bad_row("paper", "kind", self.id, &self.kind))
    }

    /// Returns what it is about.
    ///
    /// # Errors
    /// When the row names nothing.
    pub fn about(&self) -> Result<About, Error> {
        match (self.student, self.visit, self.school, &self.month) {
            (Some(student), None, _, _) => Ok(About::Student(StudentId(student))),
            (Some(student), Some(visit), _, _) => {
                Ok(About::Visit(StudentId(student), FactId(visit)))
            }
            (None, _, Some(school), Some(month)) => {
                Ok(About::School(SchoolId(school), month.clone()))
            }
            _ => Err(Error::bad_row("paper", "student", self.id, "it is about nothing")),
        }
    }
}

/// Takes the next number of a kind and year; whoever asks meanwhile waits, and what is rolled back leaves no gap.
///
/// # Errors
/// When the database refuses.
pub async fn next_number(
    tx: &mut Tx,
    county: RegionCode,
    kind: Kind,
    year: i64,
) -> Result<i64, Error> {
    let sql = "INSERT INTO paper_number (county, kind, year, n) VALUES ($1, $2, $3, 1)
        ON CONFLICT (county, kind, year) DO UPDATE SET n = paper_number.n + 1 RETURNING n";
    let query = tx.query(sql).bind(county.to_string()).bind(kind.as_str().to_owned()).bind(year);
    let (n,): (i64,) = query.one().await?;
    Ok(n)
}

/// Stores a document with what it is set from.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: New, template: &Template) -> Result<(), Error> {
    let source = serde_json::to_string(template)
        .map_err(|error| Error::bad_row("paper_source", "source", new.id, error))?;
    let hash = Sha256::digest(source.as_bytes()).to_vec();
    let sql = "INSERT INTO paper_source (hash, source) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    tx.query(sql).bind(hash.clone()).bind(source).execute().await?;
    let (student, visit, school, month) = match new.about {
        About::Student(student) => (Some(student.0), None, None, None),
        About::Visit(student, visit) => (Some(student.0), Some(visit.0), None, None),
        About::School(school, month) => (None, None, Some(school.0), Some(month)),
    };
    let sql = "INSERT INTO paper (id, county, kind, year, n, number, student, visit, school, month,
            made_at, made_by, day, template_version, source, data)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    let query = tx.query(sql).bind(new.id).bind(new.county.to_string());
    let query = query.bind(new.kind.as_str().to_owned()).bind(new.year).bind(new.n);
    let query = query.bind(new.number).bind(student).bind(visit).bind(school).bind(month);
    let query = query.bind(new.at.ms()).bind(new.by.0).bind(new.day).bind(new.template_version);
    query.bind(hash).bind(new.data).execute().await?;
    Ok(())
}

/// Finds a document.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Paper>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM paper p WHERE p.id = $1");
    tx.query(sql).bind(id).optional().await
}

/// Finds what a document was set from: its template and its data.
///
/// # Errors
/// When the database refuses or what is stored does not read.
pub async fn source(tx: &mut Tx, id: Uuid) -> Result<Option<(Template, serde_json::Value)>, Error> {
    let sql = "SELECT s.source, p.data FROM paper p JOIN paper_source s ON s.hash = p.source
        WHERE p.id = $1";
    let row: Option<(String, String)> = tx.query(sql).bind(id).optional().await?;
    let Some((source, data)) = row else { return Ok(None) };
    let template = serde_json::from_str(&source)
        .map_err(|error| Error::bad_row("paper_source", "source", id, error))?;
    let data =
        serde_json::from_str(&data).map_err(|error| Error::bad_row("paper", "data", id, error))?;
    Ok(Some((template, data)))
}

/// Cancels a document; tells whether it was not cancelled before.
///
/// # Errors
/// When the database refuses.
pub async fn cancel(
    tx: &mut Tx,
    id: Uuid,
    at: Moment,
    by: WorkerId,
    reason: &str,
) -> Result<bool, Error> {
    let sql = "UPDATE paper SET cancelled_at = $2, cancelled_by = $3, cancel_reason = $4
        WHERE id = $1 AND cancelled_at IS NULL";
    let query = tx.query(sql).bind(id).bind(at.ms()).bind(by.0).bind(reason.to_owned());
    Ok(query.execute().await? > 0)
}
