//! Figures of cohorts, as schools report them.

use super::changed;
use crate::db::students::Put;
use crate::db::{Error, Tx, many};
use doorstep_schema::id::SchoolId;
use doorstep_schema::people::Group;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// What names the figures of a cohort: its school, the year in which it entered grade 1, and the group, if it is of one.
pub type Key = (SchoolId, i16, Option<Group>);

/// The figures of one cohort of a school.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cohort {
    /// The school.
    pub school: SchoolId,
    /// The year in which the cohort entered grade 1.
    pub entry_year: i16,
    /// The group that is counted; all children when `None`.
    pub group: Option<Group>,
    /// Who entered grade 1.
    pub entrants: u32,
    /// Who came from other schools since.
    pub transfers_in: u32,
    /// Who went to other schools since.
    pub transfers_out: u32,
    /// Who died since.
    pub deaths: u32,
    /// Who graduated from grade 9.
    pub graduates: u32,
}

impl Cohort {
    /// Returns what names the figures.
    #[must_use]
    pub const fn key(&self) -> Key {
        (self.school, self.entry_year, self.group)
    }

    /// Returns the figures: entrants, transfers in and out, deaths, graduates.
    #[must_use]
    pub const fn figures(&self) -> [u32; 5] {
        [self.entrants, self.transfers_in, self.transfers_out, self.deaths, self.graduates]
    }
}

#[derive(FromRow)]
struct CohortRow {
    school: Uuid,
    entry_year: i64,
    of_group: String,
    entrants: i64,
    transfers_in: i64,
    transfers_out: i64,
    deaths: i64,
    graduates: i64,
}

impl CohortRow {
    fn figures(&self) -> [i64; 5] {
        [self.entrants, self.transfers_in, self.transfers_out, self.deaths, self.graduates]
    }
}

/// The figures of a county's cohorts by school, entry year and the group's word, which is empty for all children.
pub type OfCounty = HashMap<(Uuid, i64, String), [i64; 5]>;

/// Lists the figures of the cohorts of a county.
///
/// # Errors
/// When the database refuses.
pub async fn of_county(tx: &mut Tx, county: RegionCode) -> Result<OfCounty, Error> {
    let sql = "SELECT school, entry_year, of_group, entrants, transfers_in, transfers_out, deaths, graduates
        FROM cohort WHERE county = $1";
    let rows: Vec<CohortRow> = tx.query(sql).bind(county.to_string()).all().await?;
    let keyed = |row: CohortRow| {
        let figures = row.figures();
        ((row.school, row.entry_year, row.of_group), figures)
    };
    Ok(rows.into_iter().map(keyed).collect())
}

/// Adds figures to those of the county, and changes others.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, county: RegionCode, cohorts: &[Cohort]) -> Result<Put, Error> {
    let known = of_county(tx, county).await?;
    let mut put = Put::default();
    // Phones never hear of cohorts, so no numbers are taken for them.
    let save = changed(cohorts, 0, &mut put, |cohort| {
        let key = (cohort.school.0, i64::from(cohort.entry_year), word(cohort).to_owned());
        known.get(&key).map(|before| *before == cohort.figures().map(i64::from))
    });
    for slice in many::slices(&save) {
        let sql = format!(
            "INSERT INTO cohort (county, school, entry_year, of_group,
                entrants, transfers_in, transfers_out, deaths, graduates) VALUES {}
            ON CONFLICT (county, school, entry_year, of_group) DO UPDATE
            SET entrants = excluded.entrants, transfers_in = excluded.transfers_in,
                transfers_out = excluded.transfers_out, deaths = excluded.deaths,
                graduates = excluded.graduates",
            many::places(slice.len(), 9)
        );
        let query = slice.iter().fold(tx.query(sql), |query, (_, cohort)| {
            let query = query.bind(county.to_string()).bind(cohort.school.0);
            let query = query.bind(i64::from(cohort.entry_year)).bind(word(cohort));
            cohort.figures().into_iter().fold(query, |query, n| query.bind(i64::from(n)))
        });
        query.execute().await?;
    }
    Ok(put)
}

fn word(cohort: &Cohort) -> &'static str {
    cohort.group.map_or("", Group::as_str)
}
