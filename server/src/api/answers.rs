//! `GET /v1/students/{id}/answers/{fact}`: a filled form read back, with labels in the reader's language.

use super::extract::{Format, Parameters};
use super::student;
use crate::app::App;
use crate::aside::aside;
use crate::auth::caller::Caller;
use crate::db::{Tx, forms};
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use doorstep_forms::results::{Cell, Reader, Shown};
use doorstep_forms::trial::language_or_own;
use doorstep_schema::form::filling::filled_of;
use doorstep_schema::form::{Compiled, Filling, Publication};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Clock;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::{Told, resolve};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// The language: its name or its code; the form's first when left out or unknown.
    lang: Option<String>,
}

/// A filled form.
#[derive(Clone, Debug, Serialize)]
struct Answers {
    /// The form's id.
    form: String,
    /// The edition that was filled.
    edition: u32,
    /// What the form is called.
    title: String,
    /// The language of the labels; empty for texts without one.
    language: String,
    /// Groups, instances of repeats and answered questions, in the order of the form.
    nodes: Vec<Node>,
}

/// A part of a filled form.
#[derive(Clone, Debug, Serialize)]
struct Node {
    /// Its path.
    path: String,
    /// What was asked, or the group's heading.
    label: String,
    /// The answer as it is stored; null for groups.
    value: Value,
    /// The answer as people read it.
    text: String,
}

/// Answers what was answered.
pub(super) async fn handle(
    State(app): State<App>,
    caller: Caller,
    Path((id, fact)): Path<(String, String)>,
    format: Format,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let id = StudentId::parse(&id).map_err(|_| Problem::not_found())?;
    let fact = FactId::parse(&fact).map_err(|_| Problem::not_found())?;
    let mut tx = app.db.read().await?;
    let seen = student::see(&app, &mut tx, &caller, id, app.now()).await?;
    let facts: Vec<_> = seen.facts.into_iter().map(|(_, fact)| fact).collect();
    let told = resolve(&facts).told.into_iter().find(|told| told.id == fact);
    let told = told.ok_or_else(Problem::not_found)?;
    let (form, edition, _) = filled_of(&told.act).ok_or_else(Problem::not_found)?;
    let found = forms::find(&mut tx, seen.student.county, form, edition).await?;
    drop(tx);
    let publication = found.ok_or_else(Problem::not_found)?.publication;
    let read = aside(move || read(&publication, &told, seen.clock, asked.lang.as_deref()));
    Ok(format.answer(&read.await??))
}

/// Returns what was answered as documents tell it, in Chinese; nothing when the form is not on file.
pub(super) async fn on_paper(
    tx: &mut Tx,
    county: RegionCode,
    told: &Told,
    clock: Clock,
) -> Result<Value, Problem> {
    let Some((form, edition, _)) = filled_of(&told.act) else { return Ok(json!([])) };
    let Some(found) = forms::find(tx, county, form, edition).await? else { return Ok(json!([])) };
    let told = told.clone();
    let read = aside(move || read(&found.publication, &told, clock, Some("zh"))).await??;
    Ok(on_paper_of(&read.nodes))
}

/// Leaves out what was only calculated, headings with nothing below them, and places, which documents tell once.
fn on_paper_of(nodes: &[Node]) -> Value {
    let asked = |node: &&Node| !node.label.is_empty() && !is_place(&node.text);
    let answered: Vec<&Node> =
        nodes.iter().filter(asked).filter(|node| !node.value.is_null()).collect();
    let heads = |node: &Node| {
        let below = format!("{}/", node.path);
        answered.iter().any(|other| other.path.starts_with(&below))
    };
    let shown = nodes.iter().filter(asked).filter(|node| !node.value.is_null() || heads(node));
    let answer = |node: &Node| {
        let text = to_the_minute(&node.text);
        json!({ "label": node.label, "text": text, "heading": node.value.is_null() })
    };
    shown.map(answer).collect()
}

/// Tells whether an answer is a place: latitude, longitude, height, accuracy.
fn is_place(text: &str) -> bool {
    let parts: Vec<&str> = text.split(' ').collect();
    parts.len() == 4
        && parts.iter().all(|part| part.parse::<f64>().is_ok())
        && parts[..2].iter().all(|part| part.contains('.'))
}

/// Writes a moment of a form as people read it, to the minute; anything else stays.
fn to_the_minute(text: &str) -> String {
    let moment = text.get(..19).and_then(|text| text.parse::<jiff::civil::DateTime>().ok());
    let moment = moment.filter(|_| text.as_bytes().get(10) == Some(&b'T'));
    moment.map_or_else(|| text.to_owned(), |at| at.strftime("%Y年%-m月%-d日 %H:%M").to_string())
}

/// Reads an act back on the edition that was filled.
fn read(
    publication: &Publication,
    told: &Told,
    clock: Clock,
    lang: Option<&str>,
) -> Result<Answers, Problem> {
    let broken = |error: String| {
        tracing::error!(%error, "a stored form does not read");
        Problem::internal()
    };
    let form = publication.read().map_err(|error| broken(error.to_string()))?;
    let shown = language_or_own(&form, lang);
    let reader = Reader::new(&form, shown.clone(), Shown::Labels);
    let title = form.title.best(&shown).unwrap_or(&form.id).to_owned();
    let compiled = Compiled::new(form)
        .map_err(|faults| broken(faults.first().map(ToString::to_string).unwrap_or_default()))?;
    let filling = Filling::told(&Arc::new(compiled), &told.act, told.at, clock);
    let filling = filling.ok_or_else(Problem::not_found)?;
    let answered = filling.walk(&shown).filter(|state| {
        let heads = state.kind.is_none() && !state.label.is_empty();
        state.relevant && (heads || !state.value.is_null())
    });
    let nodes = answered.map(|state| Node {
        text: match reader.cell(&state) {
            Cell::Empty => String::new(),
            Cell::Text(text) => text,
            Cell::Number(number) => number.to_string(),
        },
        path: state.path,
        label: state.label,
        value: state.value,
    });
    Ok(Answers {
        form: publication.form.clone(),
        edition: publication.edition,
        title,
        nodes: nodes.collect(),
        language: shown.0.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(path: &str, label: &str, text: &str) -> Node {
        let value = if text.is_empty() { Value::Null } else { json!(text) };
        Node { path: path.to_owned(), label: label.to_owned(), value, text: text.to_owned() }
    }

    #[test]
    fn a_paper_tells_what_was_asked_and_answered() {
        let nodes = [
            node("/v/a", "一、家访与地点", ""),
            node("/v/a/at", "家访时间", "2026-10-20T17:33:19"),
            node("/v/a/place", "家庭位置", "26.640421259367013 99.50958108442283 0 28"),
            node("/v/a/found", "", "no"),
            node("/v/b", "二、见到了谁", ""),
            node("/v/b/known", "", "yes"),
        ];
        let expected = json!([
            { "label": "一、家访与地点", "text": "", "heading": true },
            { "label": "家访时间", "text": "2026年10月20日 17:33", "heading": false },
        ]);
        assert_eq!(on_paper_of(&nodes), expected);
    }
}
