//! The figures of the cohort that left last, from the imported files.

use super::Of;
use crate::db::read::area::Area;
use crate::db::read::filter::Filter;
use crate::db::{Error, Tx};
use doorstep_schema::people::Group;
use doorstep_schema::region::Level;
use sqlx::FromRow;

/// The sums of a cohort.
#[derive(Clone, Copy, PartialEq, Eq, Debug, FromRow)]
pub struct Figures {
    /// The year in which the cohort entered grade 1.
    pub entry_year: i64,
    /// Those who entered, with transfers in, without transfers out and deaths.
    pub expected: i64,
    /// Those who graduated from grade 9.
    pub graduates: i64,
}

/// Sums up the last cohort on file that entered in `last_year` or before, over the schools of an area.
///
/// # Errors
/// When the database refuses.
pub async fn cohort(tx: &mut Tx, of: Of, last_year: i64) -> Result<Option<Figures>, Error> {
    let mut filter = Filter::default();
    match of.area {
        Area::Region(code) if code.level() <= Level::County => {
            let condition = filter.within("c.county", code);
            filter.and(condition);
        }
        Area::Region(code) => {
            let condition = filter.within("sc.region", code);
            filter.and(condition);
        }
        Area::School(id, _) => {
            let place = filter.id(id.0);
            filter.and(format!("c.school = {place}"));
        }
    }
    let group = filter.text(of.group.map_or("", Group::as_str));
    let last_year = filter.number(last_year);
    filter.and(format!("c.of_group = {group} AND c.entry_year <= {last_year}"));
    let sql = format!(
        "SELECT c.entry_year,
            CAST(SUM(c.entrants + c.transfers_in - c.transfers_out - c.deaths) AS BIGINT) AS expected,
            CAST(SUM(c.graduates) AS BIGINT) AS graduates
        FROM cohort c JOIN school sc ON sc.id = c.school
        WHERE {} GROUP BY c.entry_year ORDER BY c.entry_year DESC LIMIT 1",
        filter.sql()
    );
    filter.bind(tx.query(sql)).optional().await
}
