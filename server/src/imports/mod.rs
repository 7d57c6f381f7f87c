//! Imports of regions, schools, classes, students, workers, cohorts, shapes, calendar and policy from files.

mod cells;
mod changes;
mod classes;
mod cohorts;
mod columns;
pub mod forms;
mod geometry;
mod met;
mod regions;
mod report;
mod rules;
mod schools;
mod shapes;
mod sheet;
mod students;
pub mod template;
mod workers;

pub use report::{Absent, Altered, Change, Generated, Report, RowError, Unnamed};

use crate::app::App;
use crate::db::roster::marks;
use crate::db::{self, counter};
use crate::problem::Problem;
use doorstep_schema::id::WorkerId;
use doorstep_schema::region::{Level, RegionCode};
use sheet::Sheet;
use std::collections::BTreeSet;

/// What a file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Kind {
    /// Regions: code, name, parent, level.
    Regions,
    /// Schools: code, name, region, lat, lon.
    Schools,
    /// Classes: `school_code`, year, grade, number.
    Classes,
    /// Students with their guardians.
    Students,
    /// Workers with role, scope and password.
    Workers,
    /// The school calendar, in JSON.
    Calendar,
    /// The policy, in JSON.
    Policy,
    /// Shapes of regions, in GeoJSON.
    Shapes,
    /// Figures of cohorts: `school_code`, `entry_year`, group, who came, went and graduated.
    Cohorts,
}

impl Kind {
    /// Every kind, in the order in which they depend on each other.
    pub const ALL: [Self; 9] = [
        Self::Regions,
        Self::Schools,
        Self::Classes,
        Self::Calendar,
        Self::Policy,
        Self::Students,
        Self::Workers,
        Self::Cohorts,
        Self::Shapes,
    ];

    /// Returns the kind's word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Regions => "regions",
            Self::Schools => "schools",
            Self::Classes => "classes",
            Self::Students => "students",
            Self::Workers => "workers",
            Self::Calendar => "calendar",
            Self::Policy => "policy",
            Self::Cohorts => "cohorts",
            Self::Shapes => "shapes",
        }
    }

    /// Finds the kind of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How a file is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// The county whose roster it is; left out, the file's own or the only one that there is.
    pub county: Option<RegionCode>,
    /// Only tells what would be done.
    pub dry_run: bool,
    /// Takes the good rows though others are bad.
    pub good_rows: bool,
    /// Marks the database as a demonstration, whose people are invented.
    pub demonstration: bool,
    /// Who imports; nobody where a program does.
    pub by: Option<WorkerId>,
}

/// Why a file could not be taken at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is not of a form that is read.
    #[error("{0}")]
    File(String),
    /// It is not known for which county the file is.
    #[error("say which county the file is for, such as 533325")]
    NoCounty,
    /// The database refused.
    #[error(transparent)]
    Database(#[from] db::Error),
    /// A password could not be hashed, or there is no chance to be had.
    #[error("{0}")]
    Password(String),
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::File(reason) => Self::unreadable(reason),
            ImportError::NoCounty => Self::parameter("county", error.to_string()),
            ImportError::Database(error) => error.into(),
            ImportError::Password(reason) => {
                tracing::error!(%reason, "a password could not be hashed");
                Self::internal()
            }
        }
    }
}

/// Takes a file: checks every row, then changes everything in one transaction, or nothing.
///
/// # Errors
/// When the file does not read at all or the database refuses; bad rows are in the report instead.
pub async fn import(
    app: &App,
    kind: Kind,
    bytes: &[u8],
    options: Options,
) -> Result<Report, ImportError> {
    let mut report = Report::new(kind, options.dry_run);
    let county = match kind {
        Kind::Calendar | Kind::Policy => {
            let county = known_county(app, options.county).await?;
            rules::import(app, kind, bytes, (county, options.by), &mut report).await?;
            county
        }
        Kind::Shapes => {
            let county = known_county(app, options.county).await?;
            shapes::import(app, bytes, county, options.good_rows, &mut report).await?;
            county
        }
        _ => table(app, kind, bytes, options, &mut report).await?,
    };
    if report.applied && options.demonstration {
        let mut tx = app.db.write().await?;
        counter::take(&mut tx, county, 0).await?;
        marks::mark_demonstration(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(report)
}

async fn table(
    app: &App,
    kind: Kind,
    bytes: &[u8],
    options: Options,
    report: &mut Report,
) -> Result<RegionCode, ImportError> {
    let sheet = Sheet::read(bytes).map_err(ImportError::File)?;
    let sheet = columns::known(kind, sheet).map_err(ImportError::File)?;
    let county = match options.county {
        Some(county) => county,
        None => match own_county(kind, &sheet) {
            Some(county) => county,
            None => known_county(app, None).await?,
        },
    };
    report.rows = sheet.rows.len();
    let draft = match kind {
        Kind::Regions => regions::read(&sheet, county, report),
        Kind::Schools => schools::read(app, &sheet, county, report).await?,
        Kind::Classes => classes::read(app, &sheet, county, report).await?,
        Kind::Students => students::read(app, &sheet, county, report).await?,
        Kind::Workers => workers::read(app, &sheet, county, options, report).await?,
        Kind::Cohorts => cohorts::read(app, &sheet, county, report).await?,
        // Read elsewhere, as they are no tables.
        Kind::Calendar | Kind::Policy | Kind::Shapes => return Ok(county),
    };
    report.settle();
    let mut tx = app.db.write().await?;
    // The county's counter comes before everything else that writes for the county.
    counter::take(&mut tx, county, 0).await?;
    changes::tell(&mut tx, county, &draft, report).await?;
    report.count(draft.put(&mut tx, county, app.now()).await?);
    if matches!(draft, Draft::Regions(_)) {
        forms::furnish(&mut tx, county, app.now()).await?;
    }
    if !options.dry_run && (report.bad == 0 || options.good_rows) {
        tx.commit().await?;
        report.applied = true;
    } else {
        report.generated.clear();
    }
    Ok(county)
}

/// What a table's good rows ask to be put.
enum Draft {
    Regions(Vec<doorstep_schema::region::Region>),
    Schools(Vec<doorstep_schema::people::School>),
    Classes(Vec<doorstep_schema::people::Class>),
    Students(Vec<db::students::Record>),
    Workers(Vec<(db::roster::workers::Account, BTreeSet<doorstep_schema::people::Scope>)>),
    Cohorts(Vec<db::roster::cohorts::Cohort>),
}

impl Draft {
    async fn put(
        &self,
        tx: &mut db::Tx,
        county: RegionCode,
        now: doorstep_schema::moment::Moment,
    ) -> Result<db::students::Put, db::Error> {
        match self {
            Self::Regions(rows) => db::roster::regions::put(tx, county, rows).await,
            Self::Schools(rows) => db::roster::schools::put(tx, county, rows).await,
            Self::Classes(rows) => db::roster::classes::put(tx, county, rows).await,
            Self::Students(rows) => db::students::put(tx, county, rows, now).await,
            Self::Workers(rows) => db::roster::workers::put(tx, county, rows, now).await,
            Self::Cohorts(rows) => db::roster::cohorts::put(tx, county, rows).await,
        }
    }
}

/// Returns the county that a file of regions or schools is about, when it is only one.
fn own_county(kind: Kind, sheet: &Sheet) -> Option<RegionCode> {
    let column = match kind {
        Kind::Regions => "code",
        Kind::Schools => "region",
        Kind::Students => "village",
        _ => return None,
    };
    let place = sheet.headers.iter().position(|h| h == column)?;
    let codes =
        sheet.rows.iter().filter_map(|row| RegionCode::parse(row.cells.get(place)?.trim()).ok());
    let counties: BTreeSet<String> =
        codes.filter_map(|code| code.at(Level::County)).map(|code| code.to_string()).collect();
    let mut counties = counties.into_iter();
    let first = counties.next()?;
    counties.next().is_none().then(|| RegionCode::parse(&first).ok()).flatten()
}

/// Returns the county that was named, or the only one of the database.
async fn known_county(app: &App, named: Option<RegionCode>) -> Result<RegionCode, ImportError> {
    if let Some(county) = named {
        return Ok(county);
    }
    let mut tx = app.db.read().await?;
    match db::read::counties(&mut tx).await?.as_slice() {
        [only] => Ok(*only),
        _ => Err(ImportError::NoCounty),
    }
}

#[cfg(test)]
mod tests;
