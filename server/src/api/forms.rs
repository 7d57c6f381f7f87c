//! `/v1/forms`: the editions of a county's forms, taking one in, opening it, and reading it back.

mod files;
mod upload;

pub(super) use files::{definition, workbook, xml};

use super::extract::{Format, Input, Parameters};
use crate::app::App;
use crate::aside::aside;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::counter;
use crate::db::forms::{self, Edition};
use crate::imports::forms::{self as taking, Import};
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use doorstep_schema::access::{Action, Resource};
use doorstep_schema::form::publication::check;
use doorstep_schema::form::{Audience, Listing};
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::Moment;
use serde::{Deserialize, Serialize};
use upload::Upload;

/// The answer to a list.
#[derive(Clone, Debug, Serialize)]
struct Forms {
    /// The editions, by form and edition.
    forms: Vec<Entry>,
}

/// An edition as a desk sees it.
#[derive(Clone, Debug, Serialize)]
struct Entry {
    /// Id, edition, title and audience.
    #[serde(flatten)]
    listing: Listing,
    /// Whether it was ever published.
    is_published: bool,
    /// When it was added.
    added_at: Moment,
    /// Who added it; nobody when it came with the county or from the command line.
    added_by: Option<WorkerId>,
}

impl From<Edition> for Entry {
    fn from(edition: Edition) -> Self {
        Self {
            listing: Listing { version: edition.version, ..edition.publication.listing() },
            is_published: edition.is_published,
            added_at: edition.added_at,
            added_by: edition.added_by,
        }
    }
}

/// Which forms are listed.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Which {
    /// Only the editions of this form.
    form: Option<String>,
}

/// Lists the editions of the caller's county; whoever may not manage forms sees those that were published.
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(which): Parameters<Which>,
) -> Result<Response, Problem> {
    let manages = caller.may(Action::ManageForms, &Resource::Region(&caller.county));
    let mut tx = app.db.read().await?;
    let found = forms::list(&mut tx, caller.county, which.form.as_deref()).await?;
    let seen = found.into_iter().filter(|edition| manages || edition.is_published);
    Ok(format.answer(&Forms { forms: seen.map(Entry::from).collect() }))
}

/// How a form is taken in.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct How {
    /// Only tells what would be done.
    #[serde(default)]
    dry_run: bool,
}

/// Takes a form in and answers what became of it.
pub(super) async fn add(
    State(app): State<App>,
    caller: Caller,
    format: Format,
    Parameters(how): Parameters<How>,
    Upload(file): Upload,
) -> Result<Response, Problem> {
    caller.demand(Action::ManageForms, &Resource::Region(&caller.county))?;
    let import = Import {
        county: caller.county,
        by: Some((caller.worker, caller.device)),
        audience: None,
        dry_run: how.dry_run,
    };
    let checked = aside(move || file.check()).await?;
    Ok(format.answer(&taking::import(&app, checked, import).await?))
}

/// To whom an edition is opened.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Opening {
    /// The audience, in place of the one before; empty withdraws the edition.
    audience: Vec<Audience>,
}

/// Opens an edition to an audience.
pub(super) async fn publish(
    State(app): State<App>,
    caller: Caller,
    Path((form, edition)): Path<(String, String)>,
    format: Format,
    Input(opening): Input<Opening>,
) -> Result<Response, Problem> {
    caller.demand(Action::ManageForms, &Resource::Region(&caller.county))?;
    let faults = check(&opening.audience, caller.county);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, caller.county, 0).await?;
    let number = files::number(&edition)?;
    files::find(&mut tx, &caller, &form, number).await?;
    forms::publish(&mut tx, caller.county, &form, number, &opening.audience).await?;
    let event = Event {
        county: caller.county,
        at: app.now(),
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: "publish_form",
        resource: format!("form:{form}/{number}"),
        detail: taking::describe(&opening.audience),
    };
    audit::append(&mut tx, &event).await?;
    let now = files::find(&mut tx, &caller, &form, number).await?;
    tx.commit().await?;
    Ok(format.answer(&Entry::from(now)))
}

#[cfg(test)]
mod tests;
