//! The policies and calendars of counties; the last row holds, earlier ones stay.

use super::{Error, Tx, counter};
use doorstep_schema::calendar::Calendar;
use doorstep_schema::policy::Policy;
use doorstep_schema::region::RegionCode;
use serde::de::DeserializeOwned;

/// Returns the calendar of a county that has none: no school day at all.
#[must_use]
pub fn no_calendar() -> Calendar {
    Calendar { terms: Vec::new(), holidays: [].into(), made_up: [].into() }
}

/// Returns the sequence numbers of the policy and the calendar that hold, 0 where there is none.
///
/// # Errors
/// When the database refuses.
pub async fn version(tx: &mut Tx, county: RegionCode) -> Result<(i64, i64), Error> {
    let sql = "SELECT
        CAST(COALESCE((SELECT MAX(seq) FROM policy WHERE county = $1), 0) AS BIGINT),
        CAST(COALESCE((SELECT MAX(seq) FROM calendar WHERE county = $1), 0) AS BIGINT)";
    tx.query(sql).bind(county.to_string()).one().await
}

/// Finds the policy of a county.
///
/// # Errors
/// When the database refuses or the row does not read.
pub async fn policy(tx: &mut Tx, county: RegionCode) -> Result<Option<Policy>, Error> {
    let sql = "SELECT seq, body FROM policy WHERE county = $1 ORDER BY seq DESC LIMIT 1";
    read("policy", tx.query(sql).bind(county.to_string()).optional().await?)
}

/// Finds the calendar of a county.
///
/// # Errors
/// When the database refuses or the row does not read.
pub async fn calendar(tx: &mut Tx, county: RegionCode) -> Result<Option<Calendar>, Error> {
    let sql = "SELECT seq, body FROM calendar WHERE county = $1 ORDER BY seq DESC LIMIT 1";
    read("calendar", tx.query(sql).bind(county.to_string()).optional().await?)
}

fn read<T: DeserializeOwned>(
    table: &'static str,
    row: Option<(i64, String)>,
) -> Result<Option<T>, Error> {
    let Some((seq, body)) = row else { return Ok(None) };
    serde_json::from_str(&body).map(Some).map_err(|e| Error::bad_row(table, "body", seq, e))
}

/// Puts a checked policy in force; every student of the county is re-evaluated soon.
///
/// # Errors
/// When the database refuses.
pub async fn change_policy(tx: &mut Tx, county: RegionCode, policy: &Policy) -> Result<i64, Error> {
    let body =
        serde_json::to_string(policy).map_err(|e| Error::bad_row("policy", "body", county, e))?;
    change(tx, "INSERT INTO policy (county, seq, body) VALUES ($1, $2, $3)", county, body).await
}

/// Puts a checked calendar in force; every student of the county is re-evaluated soon.
///
/// # Errors
/// When the database refuses.
pub async fn change_calendar(
    tx: &mut Tx,
    county: RegionCode,
    calendar: &Calendar,
) -> Result<i64, Error> {
    let body = serde_json::to_string(calendar)
        .map_err(|e| Error::bad_row("calendar", "body", county, e))?;
    change(tx, "INSERT INTO calendar (county, seq, body) VALUES ($1, $2, $3)", county, body).await
}

async fn change(
    tx: &mut Tx,
    sql: &'static str,
    county: RegionCode,
    body: String,
) -> Result<i64, Error> {
    let seq = counter::take(tx, county, 1).await?;
    tx.query(sql).bind(county.to_string()).bind(seq).bind(body).execute().await?;
    let sql = "UPDATE student_state SET next_change_at = 0 WHERE county = $1";
    tx.query(sql).bind(county.to_string()).execute().await?;
    Ok(seq)
}
