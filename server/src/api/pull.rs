//! `GET /v1/pull`: a page of what is new for the caller since a cursor, or 204.

use super::extract::{Format, Parameters, nothing};
use crate::acts::page;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::feed::{self, Room};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::wire::v1::Cursor;
use serde::Deserialize;

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// Where the last page ended; everything when left out.
    after: Option<String>,
    /// The most entries.
    limit: Option<usize>,
}

/// Answers the next page.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let after = match asked.after.as_deref() {
        None | Some("") => Cursor::default(),
        Some(text) => Cursor::parse(text).filter(|cursor| cursor.seq >= 0).ok_or_else(|| {
            Problem::parameter("after", "a cursor reads seq.rank.own, as the last page gave it")
        })?,
    };
    let most = app.settings.page_entries;
    let entries = asked.limit.unwrap_or(most).clamp(1, most);
    let room = Room { entries, bytes: app.settings.page_bytes };
    let mut tx = app.db.read().await?;
    let Some(new) = feed::page(&mut tx, &caller, after, room).await? else { return Ok(nothing()) };
    drop(tx);
    let now = app.now();
    let broken = |error: page::BadItem| {
        tracing::error!(%error, "a page cannot be put together");
        Problem::internal()
    };
    match format {
        Format::Cbor => Ok(format.answer_bytes(page::write_cbor(new, now).map_err(broken)?)),
        Format::Json => Ok(format.answer(&page::read(new, now).map_err(broken)?)),
    }
}

#[cfg(test)]
mod tests;
