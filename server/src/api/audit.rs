//! `GET /v1/audit`: who saw, exported and changed what in the county.

use super::extract::{Format, Parameters};
use super::parameters;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Sought, Way};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::{Moment, plus_days};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The entries of a page when nothing else is asked for.
const LIMIT: i64 = 100;
/// The most entries of a page.
const MOST: i64 = 500;

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// Reads on, the oldest first: the number of the last entry of the page before.
    after: Option<String>,
    /// Reads back, the newest first: the number of the last entry of the page before, or `end`.
    before: Option<String>,
    /// The most entries.
    limit: Option<i64>,
    /// Only by this worker.
    worker: Option<String>,
    /// Only of this action.
    action: Option<String>,
    /// The first day.
    from: Option<String>,
    /// The last day.
    until: Option<String>,
    /// Part of what it is about.
    text: Option<String>,
}

/// A page of the log.
#[derive(Clone, Debug, Serialize)]
struct Page {
    entries: Vec<Entry>,
    /// What to give as `after`, or reading back as `before`, for the next page; nothing on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<i64>,
    /// The actions that the log knows, on the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    actions: Option<Vec<String>>,
}

#[derive(Clone, Debug, Serialize)]
struct Entry {
    seq: i64,
    at: Moment,
    worker: Option<Uuid>,
    device: Option<Uuid>,
    action: String,
    resource: String,
    detail: String,
    hash: String,
}

/// Answers a page, the oldest first unless it is read back.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    caller.demand(Action::ReadAudit, &Resource::Region(&caller.county))?;
    let limit = asked.limit.unwrap_or(LIMIT).clamp(1, MOST);
    let (way, first) = way(&asked)?;
    let worker = parameters::id("worker", asked.worker.as_deref())?.map(WorkerId);
    let from = parameters::read("from", asked.from.as_deref(), day)?;
    let until = parameters::read("until", asked.until.as_deref(), day)?;
    let action = parameters::search("action", asked.action.as_deref())?.map(str::to_owned);
    let text = parameters::search("text", asked.text.as_deref())?.map(str::to_owned);
    let mut tx = app.db.read().await?;
    let clock = app.rules.of(&mut tx, caller.county).await?.policy.clock;
    let midnight = |day: Date| clock.at(day, Time::midnight());
    let sought = Sought {
        worker,
        action,
        from: from.map(midnight),
        until: until.map(|day| midnight(plus_days(day, 1))),
        text,
    };
    let found = audit::seek(&mut tx, caller.county, &sought, way, limit).await?;
    let actions = if first { Some(audit::actions(&mut tx, caller.county).await?) } else { None };
    let full = i64::try_from(found.len()).is_ok_and(|n| n == limit);
    let after = found.last().map(|e| e.seq).filter(|_| full);
    let entries = found.into_iter().map(|entry| Entry {
        seq: entry.seq,
        at: Moment::from_ms(entry.at),
        worker: entry.worker,
        device: entry.device,
        action: entry.action,
        resource: entry.resource,
        detail: entry.detail,
        hash: hex(&entry.hash),
    });
    Ok(format.answer(&Page { entries: entries.collect(), after, actions }))
}

/// Reads which way the log is read, and whether from its end.
fn way(asked: &Asked) -> Result<(Way, bool), Problem> {
    let number = |text: &str| {
        let number = text.parse::<i64>().ok().filter(|number| *number >= 0);
        number.ok_or_else(|| "it is the number of an entry".to_owned())
    };
    let before = parameters::read("before", asked.before.as_deref(), |text| match text {
        "end" => Ok(i64::MAX),
        text => number(text),
    })?;
    let after = parameters::read("after", asked.after.as_deref(), number)?;
    match (after, before) {
        (Some(_), Some(_)) => Err(Problem::parameter("before", "give after or before, not both")),
        (None, Some(before)) => Ok((Way::Before(before), before == i64::MAX)),
        (after, None) => Ok((Way::After(after.unwrap_or(0)), false)),
    }
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written as 2026-09-01".to_owned())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

#[cfg(test)]
mod tests;
