//! `GET /v1/exports/columns`: the columns that a file can have, by what it is of.

use super::source::What;
use crate::api::extract::{Format, Parameters};
use crate::api::parameters;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::exports::sink::Head;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_schema::access::{Action, roles};
use serde::{Deserialize, Serialize};

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Asked {
    /// What the file is of.
    what: Option<String>,
    /// The language of names: `zh`, otherwise English.
    lang: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    /// The columns in the order of the file.
    columns: Vec<Column>,
    /// Whether its rows lie somewhere, so that it can be a map.
    has_places: bool,
    /// Whether the caller's role may have identity numbers in full, for a reason.
    may_unmask: bool,
    /// The fewest letters of such a reason.
    reason_letters: usize,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
struct Column {
    key: &'static str,
    name: &'static str,
    /// Whether its cells are masked unless a reason is given.
    masked: bool,
    /// Whether it is in the file unless others are chosen.
    shown: bool,
}

/// Answers the columns.
pub(in crate::api) async fn handle(
    State(_): State<App>,
    caller: Caller,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    if !roles(Action::Export).contains(&caller.role) {
        return Err(Problem::not_found());
    }
    let what = parameters::read("what", asked.what.as_deref(), |text| {
        What::parse(text).ok_or_else(What::words)
    })?;
    let what = what.ok_or_else(|| Problem::parameter("what", What::words()))?;
    let chinese = asked.lang.as_deref().is_some_and(|lang| lang.starts_with("zh"));
    let columns = what.heads(if chinese { "zh" } else { "en" }).into_iter();
    let column = |(head, shown): (Head, bool)| Column {
        key: head.key,
        name: head.name,
        masked: what.has_identity() && head.key == IDENTITY,
        shown,
    };
    Ok(format.answer(&Answer {
        columns: columns.map(column).collect(),
        has_places: what.has_places(),
        may_unmask: what.has_identity() && roles(Action::UnmaskIdentity).contains(&caller.role),
        reason_letters: parameters::REASON.0,
    }))
}

/// The column of identity numbers.
pub(super) const IDENTITY: &str = "identity";

/// A column as it is written down: key, Chinese, English, and whether it is shown unasked.
pub(super) type Written = (&'static str, &'static str, &'static str, bool);

/// Reads columns in a language.
pub(super) fn heads_of(columns: &[Written], language: &str) -> Vec<(Head, bool)> {
    let head = |(key, zh, en, shown): &Written| {
        (Head { key, name: if language == "zh" { zh } else { en } }, *shown)
    };
    columns.iter().map(head).collect()
}
