//! `GET /openrosa/formList`: the editions that are open to the worker today.

use super::answer;
use super::base::Base;
use super::client::Client;
use super::form::{self, Dressed};
use crate::api::extract::Parameters;
use crate::app::App;
use crate::aside::aside;
use crate::db::{forms, read};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use doorstep_schema::form::publication::offered;
use doorstep_schema::form::{Form, Publication};
use serde::Deserialize;

/// What can be asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Asked {
    /// Only this form.
    #[serde(rename = "formID")]
    form: Option<String>,
    /// Whether to say more about each form.
    verbose: Option<String>,
}

/// Answers the list.
pub(super) async fn handle(
    State(app): State<App>,
    client: Client,
    base: Base,
    Parameters(asked): Parameters<Asked>,
) -> Result<Response, Problem> {
    let caller = &client.caller;
    let mut tx = app.db.read().await?;
    let today = app.rules.of(&mut tx, caller.county).await?.policy.clock.day(app.now());
    let regions = read::regions::of(&mut tx, caller).await?;
    let editions = forms::list(&mut tx, caller.county, asked.form.as_deref()).await?;
    drop(tx);
    let all: Vec<Publication> = editions.into_iter().map(|edition| edition.publication).collect();
    let open = offered(all.iter().map(Publication::listing), caller.role, &regions, today);
    let open: Vec<Publication> = all
        .into_iter()
        .filter(|one| open.iter().any(|o| o.form == one.form && o.edition == one.edition))
        .collect();
    let verbose = asked.verbose.is_some_and(|verbose| verbose == "true");
    // Forms can be large, and many.
    let written = aside(move || write(&open, &base, verbose));
    let body = written.await?;
    Ok(answer::document(StatusCode::OK, body))
}

fn write(open: &[Publication], base: &Base, verbose: bool) -> String {
    let mut body = answer::begin("xforms", "http://openrosa.org/xforms/xformsList");
    for one in open {
        match form::dressed(one) {
            Ok(dressed) => entry(&mut body, one, &dressed, base, verbose),
            // Others can still be filled.
            Err(problem) => {
                tracing::warn!(form = one.form, edition = one.edition, %problem, "not listed");
            }
        }
    }
    body.push_str("</xforms>");
    body
}

fn entry(body: &mut String, one: &Publication, dressed: &Dressed, base: &Base, verbose: bool) {
    let address = |rest| base.of_edition(&one.form, one.edition, rest);
    body.push_str("<xform>");
    answer::element(body, "formID", &one.form);
    let title = dressed.form.title.best(&dressed.form.own_language());
    answer::element(body, "name", title.unwrap_or(&one.form));
    answer::element(body, "version", &one.edition.to_string());
    answer::element(body, "hash", &form::hash(dressed.xml.as_bytes()));
    if verbose {
        answer::element(body, "descriptionText", &described(&dressed.form));
    }
    answer::element(body, "downloadUrl", &address("form.xml"));
    if dressed.files().next().is_some() {
        answer::element(body, "manifestUrl", &address("manifest.xml"));
    }
    body.push_str("</xform>");
}

/// Says what a filled form becomes.
fn described(form: &Form) -> String {
    form.settings.fact.map_or_else(|| "visit".to_owned(), |fact| fact.to_string())
}
