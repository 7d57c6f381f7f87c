//! The policies and calendars of counties; the last row holds, earlier ones stay.

use super::{Error, Tx, counter};
use doorstep_schema::calendar::Calendar;
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::Moment;
use doorstep_schema::policy::Policy;
use doorstep_schema::region::RegionCode;
use serde::de::DeserializeOwned;
use sqlx::FromRow;
use uuid::Uuid;

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

/// A checked policy or calendar.
#[derive(Clone, PartialEq, Debug)]
pub enum Rules {
    /// A policy.
    Policy(Box<Policy>),
    /// A calendar.
    Calendar(Calendar),
}

impl Rules {
    /// Returns the table of its kind.
    const fn table(&self) -> &'static str {
        match self {
            Self::Policy(_) => "policy",
            Self::Calendar(_) => "calendar",
        }
    }

    fn body(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Policy(policy) => serde_json::to_string(policy),
            Self::Calendar(calendar) => serde_json::to_string(calendar),
        }
    }
}

/// Puts checked rules in force, by whom it is known; every student of the county is re-evaluated soon. Returns their
/// version.
///
/// # Errors
/// When the database refuses.
pub async fn change(
    tx: &mut Tx,
    county: RegionCode,
    rules: &Rules,
    (by, at): (Option<WorkerId>, Moment),
) -> Result<i64, Error> {
    let table = rules.table();
    let body = rules.body().map_err(|e| Error::bad_row(table, "body", county, e))?;
    let seq = counter::take(tx, county, 1).await?;
    let sql = format!(
        "INSERT INTO {table} (county, seq, body, put_at, put_by) VALUES ($1, $2, $3, $4, $5)"
    );
    let query = tx.query(sql).bind(county.to_string()).bind(seq).bind(body);
    query.bind(at.ms()).bind(by.map(|by| by.0)).execute().await?;
    let sql = "UPDATE student_state SET next_change_at = 0 WHERE county = $1";
    tx.query(sql).bind(county.to_string()).execute().await?;
    Ok(seq)
}

/// A version of the rules.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Version {
    /// The sequence number at which it was put in force.
    pub seq: i64,
    /// Since when it holds; nothing where nobody knows.
    pub put_at: Option<i64>,
    /// Who put it in force.
    pub put_by: Option<Uuid>,
}

/// The most versions that are told.
const VERSIONS: i64 = 100;

/// Lists a county's policies, or its calendars, the newest first. Of those that do not say it themselves, the log may: where
/// it has as many changes of the kind from before as there are such versions, they are the same ones.
///
/// # Errors
/// When the database refuses.
pub async fn versions(tx: &mut Tx, county: RegionCode, kind: Told) -> Result<Vec<Version>, Error> {
    let table = kind.table();
    let sql = format!(
        "SELECT seq, put_at, put_by FROM {table} WHERE county = $1 ORDER BY seq DESC LIMIT {VERSIONS}"
    );
    let mut found: Vec<Version> = tx.query(sql).bind(county.to_string()).all().await?;
    let silent = found.iter().filter(|version| version.put_at.is_none()).count();
    if silent == 0 {
        return Ok(found);
    }
    let before = found.iter().filter_map(|version| version.put_at).min().unwrap_or(i64::MAX);
    let sql = "SELECT at, worker FROM audit WHERE county = $1 AND action = 'import' AND at < $2
        AND detail LIKE $3 AND detail NOT LIKE '% 0 created, 0 changed,%' ORDER BY seq DESC";
    let query = tx.query(sql).bind(county.to_string()).bind(before);
    let logged: Vec<(i64, Option<Uuid>)> = query.bind(format!("{table}: imported;%")).all().await?;
    if logged.len() == silent {
        let versions = found.iter_mut().filter(|version| version.put_at.is_none());
        for (version, (at, by)) in versions.zip(logged) {
            (version.put_at, version.put_by) = (Some(at), by);
        }
    }
    Ok(found)
}

/// Which versions are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    /// Policies.
    Policies,
    /// Calendars.
    Calendars,
}

impl Told {
    const fn table(self) -> &'static str {
        match self {
            Self::Policies => "policy",
            Self::Calendars => "calendar",
        }
    }
}
