//! The roster as the very files that an import takes.

use super::stage::PASSWORD;
use super::{Guardian, Roster, cohorts};
use crate::regions;
use serde::Serialize;

/// The files, each with its header line; calendar and shapes are JSON.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Files {
    /// `regions.csv`.
    pub regions: String,
    /// `schools.csv`.
    pub schools: String,
    /// `classes.csv`.
    pub classes: String,
    /// `students.csv`.
    pub students: String,
    /// `workers.csv`.
    pub workers: String,
    /// `calendar.json`.
    pub calendar: String,
    /// `cohorts.csv`.
    pub cohorts: String,
    /// `shapes.geojson`.
    pub shapes: String,
}

/// Why the files could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// A row does not fit CSV.
    #[error("a row does not fit CSV")]
    Csv(#[from] csv::Error),
    /// The calendar does not fit JSON.
    #[error("the calendar does not fit JSON")]
    Json(#[from] serde_json::Error),
}

#[derive(Serialize)]
struct SchoolRow<'a> {
    code: &'a str,
    name: &'a str,
    region: &'a str,
    lat: f64,
    lon: f64,
}

#[derive(Serialize)]
struct ClassRow<'a> {
    school_code: &'a str,
    year: i16,
    grade: u8,
    number: u8,
}

#[derive(Serialize)]
struct WorkerRow<'a> {
    username: &'a str,
    name: &'a str,
    role: &'a str,
    scope: &'a str,
    password: &'a str,
}

/// The columns of `students.csv`.
const STUDENT: &[&str] = &[
    "student_number",
    "name",
    "sex",
    "birth_date",
    "identity",
    "school_code",
    "class_year",
    "grade",
    "class_number",
    "village",
    "address",
    "lat",
    "lon",
    "groups",
    "boarding",
    "status",
    "known_since",
];

/// The columns of each of three guardians, after `guardian1_`, `guardian2_`, `guardian3_`.
const GUARDIAN: &[&str] = &["name", "relation", "phone", "away", "consent"];

/// Writes the roster's files.
///
/// # Errors
/// When a value does not fit its format, which a test rules out.
pub fn files(roster: &Roster) -> Result<Files, Unwritten> {
    let schools = roster.schools.iter().map(|s| SchoolRow {
        code: &s.code,
        name: &s.name,
        region: s.region.as_str(),
        lat: s.lat,
        lon: s.lon,
    });
    let classes = roster.classes.iter().map(|c| ClassRow {
        school_code: &roster.schools[c.school].code,
        year: c.year,
        grade: c.grade,
        number: c.number,
    });
    let workers = roster.workers.iter().map(|w| WorkerRow {
        username: &w.username,
        name: &w.name,
        role: w.role.as_str(),
        scope: &w.scope,
        password: PASSWORD,
    });
    Ok(Files {
        regions: regions::TABLE.to_owned(),
        schools: table(schools)?,
        classes: table(classes)?,
        students: students(roster)?,
        workers: table(workers)?,
        calendar: serde_json::to_string_pretty(&roster.year.calendar)?,
        cohorts: table(cohorts::cohorts(roster, roster.seed).into_iter())?,
        shapes: cohorts::shapes(roster).to_string(),
    })
}

fn table(rows: impl Iterator<Item = impl Serialize>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row)?;
    }
    text(writer)
}

fn text(writer: csv::Writer<Vec<u8>>) -> Result<String, csv::Error> {
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn students(roster: &Roster) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let guardians = (1..=3).flat_map(|n| GUARDIAN.iter().map(move |c| format!("guardian{n}_{c}")));
    writer.write_record(STUDENT.iter().map(|c| (*c).to_owned()).chain(guardians))?;
    for student in &roster.students {
        let class = roster.class_of(student);
        let groups: Vec<&str> = student.groups.iter().map(|g| g.as_str()).collect();
        let own = [
            student.number.clone(),
            student.name.clone(),
            student.sex.to_string(),
            student.birth_date.to_string(),
            student.identity.clone(),
            roster.schools[class.school].code.clone(),
            class.year.to_string(),
            class.grade.to_string(),
            class.number.to_string(),
            student.village.to_string(),
            student.address.clone(),
            student.lat.to_string(),
            student.lon.to_string(),
            groups.join(";"),
            student.boarding.to_string(),
            student.status.to_string(),
            student.known_since.to_string(),
        ];
        let guardians = (0..3).flat_map(|n| guardian(student.guardians.get(n)));
        writer.write_record(own.into_iter().chain(guardians))?;
    }
    text(writer)
}

fn guardian(guardian: Option<&Guardian>) -> [String; 5] {
    guardian.map_or_else(Default::default, |g| {
        let consent = g.consent.map(|c| c.to_string()).unwrap_or_default();
        [g.name.clone(), g.relation.to_string(), g.phone.clone(), g.away.clone(), consent]
    })
}
