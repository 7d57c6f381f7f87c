//! `GET /v1/audit`: who saw, exported and changed what in the county.

use super::extract::{Format, Parameters};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::moment::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most entries of a page.
const MOST: i64 = 500;

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The number of the last entry of the page before.
    #[serde(default)]
    after: i64,
    /// The most entries.
    limit: Option<i64>,
}

/// A page of the log.
#[derive(Clone, Debug, Serialize)]
struct Page {
    entries: Vec<Entry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<i64>,
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

/// Answers a page, oldest first.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    caller.demand(Action::ReadAudit, &Resource::Region(&caller.county))?;
    let limit = asked.limit.unwrap_or(100).clamp(1, MOST);
    let mut tx = app.db.read().await?;
    let found = audit::list(&mut tx, caller.county, asked.after, limit).await?;
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
    Ok(format.answer(&Page { entries: entries.collect(), after }))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}
