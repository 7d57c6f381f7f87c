//! `/v1/paper-templates`: the templates that hold in the caller's county, tried and put in force.

use super::{PathKind, wrong};
use crate::acts::papers::press::{Output, Wanted};
use crate::api::extract::{Format, Input};
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::papers::templates::{self, InForce};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use doorstep_papers::{Fault, Kind, MOST_TEMPLATE_BYTES, Template};
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::moment::Moment;
use doorstep_schema::problem::Violations;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A template in short.
#[derive(Clone, Debug, Serialize)]
struct Held {
    kind: &'static str,
    title: &'static str,
    /// 0 while nothing but the shipped one was ever in force.
    version: i64,
    /// Whether it is the shipped one.
    shipped: bool,
    /// The pattern of the numbers.
    numbers: String,
    author: Option<Uuid>,
    at: Option<Moment>,
}

/// A template with its text.
#[derive(Clone, Debug, Serialize)]
struct Whole {
    #[serde(flatten)]
    held: Held,
    /// The template.
    body: String,
    /// The shipped one, to go back to or compare with.
    shipped_body: &'static str,
}

/// All kinds.
#[derive(Clone, Debug, Serialize)]
struct List {
    templates: Vec<Held>,
}

/// What comes of a trial: pages, or faults.
#[derive(Clone, Debug, Serialize)]
struct Tried {
    pages: Vec<String>,
    faults: Vec<Fault>,
}

/// A template to be tried.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct Body {
    body: String,
}

/// A template to be put in force.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::api) struct New {
    /// The template; the shipped one when left out.
    body: Option<String>,
    /// The pattern of the numbers; as it is when left out.
    numbers: Option<String>,
}

fn held_of(kind: Kind, found: &InForce) -> Held {
    Held {
        kind: kind.as_str(),
        title: kind.title(),
        version: found.version,
        shipped: found.is_shipped(),
        numbers: found.numbers.clone(),
        author: found.author,
        at: found.at.map(Moment::from_ms),
    }
}

fn whole(kind: Kind, found: &InForce) -> Whole {
    Whole {
        held: held_of(kind, found),
        body: found.text(kind).to_owned(),
        shipped_body: kind.shipped(),
    }
}

fn demand(caller: &Caller) -> Result<(), Problem> {
    caller.demand(Action::ManagePolicy, &Resource::Region(&caller.county))
}

/// Lists the kinds with what holds.
pub(in crate::api) async fn list(
    State(app): State<App>,
    caller: Caller,
    format: Format,
) -> Result<Response, Problem> {
    demand(&caller)?;
    let mut tx = app.db.read().await?;
    let mut held = Vec::new();
    for kind in Kind::ALL {
        held.push(held_of(kind, &templates::find(&mut tx, caller.county, kind).await?));
    }
    Ok(format.answer(&List { templates: held }))
}

/// Answers one with its text.
pub(in crate::api) async fn held(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    PathKind(kind): PathKind,
) -> Result<Response, Problem> {
    demand(&caller)?;
    let mut tx = app.db.read().await?;
    let found = templates::find(&mut tx, caller.county, kind).await?;
    Ok(format.answer(&whole(kind, &found)))
}

/// Sets a template on data of an invented child or school.
pub(in crate::api) async fn tried(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    PathKind(kind): PathKind,
    Input(Body { body }): Input<Body>,
) -> Result<Response, Problem> {
    demand(&caller)?;
    let tried = match set(&app, kind, body, Wanted::Pages).await? {
        Ok(output) => Tried { pages: output.pages(), faults: Vec::new() },
        Err(faults) => Tried { pages: Vec::new(), faults },
    };
    Ok(format.answer(&tried))
}

async fn set(
    app: &App,
    kind: Kind,
    body: String,
    wanted: Wanted,
) -> Result<Result<Output, Vec<Fault>>, Problem> {
    let today = doorstep_schema::moment::Clock::CHINA.day(app.now());
    app.press.set(Template::new(body), kind.sample(), today, wanted).await
}

/// Puts a template in force that can be set.
pub(in crate::api) async fn put(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    PathKind(kind): PathKind,
    Input(New { body, numbers }): Input<New>,
) -> Result<Response, Problem> {
    demand(&caller)?;
    let body = body.filter(|body| body != kind.shipped()).unwrap_or_default();
    check(&body, numbers.as_deref())?;
    if !body.is_empty() {
        let set = set(&app, kind, body.clone(), Wanted::Nothing).await?;
        set.map_err(|faults| wrong("body", &faults))?;
    }
    let now = app.now();
    let mut tx = app.db.write().await?;
    let before = templates::find(&mut tx, caller.county, kind).await?;
    let numbers = numbers.map_or(before.numbers, |numbers| numbers.trim().to_owned());
    let county = caller.county;
    let version =
        templates::put(&mut tx, county, kind, &body, &numbers, caller.worker, now).await?;
    let event = Event {
        county,
        at: now,
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: "change_template",
        resource: format!("template:{}", kind.as_str()),
        detail: format!("version {version}"),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    let (author, at) = (Some(caller.worker.0), Some(now.ms()));
    let found = InForce { version, body, numbers, author, at };
    Ok(format.answer(&whole(kind, &found)))
}

/// Checks what can be checked without setting it.
fn check(body: &str, numbers: Option<&str>) -> Result<(), Problem> {
    let mut found = Violations::default();
    let fits = body.len() <= MOST_TEMPLATE_BYTES && !body.contains('\0');
    found.require(fits, "body", "too_long", "a template has at most 65536 bytes");
    if let Some(numbers) = numbers {
        let fits = numbers.contains("{n}")
            && numbers.contains("{year}")
            && numbers.chars().count() <= 60
            && !numbers.contains('\0');
        let message = "a pattern of numbers has {year} and {n} in it and at most 60 characters";
        found.require(fits, "numbers", "not_a_pattern", message);
    }
    if found.0.is_empty() { Ok(()) } else { Err(Problem::invalid(found.0)) }
}
