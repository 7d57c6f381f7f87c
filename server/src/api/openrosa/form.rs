//! `GET /openrosa/forms/{form}/{edition}/form.xml` and `manifest.xml`: a form, and the files that it uses.

use super::base::{Base, encoded};
use super::client::Client;
use super::{answer, lists};
use crate::acts::openrosa::dress::dress;
use crate::app::App;
use crate::aside::aside;
use crate::auth::caller::Caller;
use crate::db::forms;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use doorstep_forms::{xforms, xlsform};
use doorstep_schema::form::{Form, Publication};
use md5::{Digest as _, Md5};
use std::fmt::Write as _;

/// A form as clients get it.
#[derive(Clone, Debug)]
pub(super) struct Dressed {
    /// The form, with what was put in.
    pub(super) form: Form,
    /// Its XML.
    pub(super) xml: String,
}

impl Dressed {
    /// Returns the names of the files that the form uses.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.form.lists.iter().filter_map(|list| list.file.as_deref())
    }
}

/// Dresses a form and writes it.
///
/// # Errors
/// When it can't be given to such clients, with the reason.
pub(super) fn dressed(publication: &Publication) -> Result<Dressed, Problem> {
    let unfit = |why: String| {
        Problem::new(422, "form_unfit", "The form can't be given to this client", why)
    };
    let mut form = publication.read().map_err(|error| unfit(error.to_string()))?;
    form.id.clone_from(&publication.form);
    let form = dress(&form, publication.edition).map_err(|error| unfit(error.to_string()))?;
    let xml = xforms::write(&form).map_err(|error| unfit(error.to_string()))?;
    Ok(Dressed { form, xml })
}

/// Writes a hash as lists of forms have it.
pub(super) fn hash(bytes: &[u8]) -> String {
    written(&Md5::digest(bytes))
}

/// Writes the bytes of a hash.
pub(super) fn written(digest: &[u8]) -> String {
    digest.iter().fold("md5:".to_owned(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Finds an edition that was ever published, withdrawn or not: what was begun on it may be finished.
///
/// # Errors
/// `not_found`, or when the database refuses.
pub(super) async fn published(
    app: &App,
    caller: &Caller,
    form: &str,
    edition: &str,
) -> Result<Publication, Problem> {
    let edition: u32 = edition.parse().map_err(|_| Problem::not_found())?;
    let mut tx = app.db.read().await?;
    let found = forms::find(&mut tx, caller.county, form, edition).await?;
    let found = found.filter(|edition| edition.is_published).ok_or_else(Problem::not_found)?;
    Ok(found.publication)
}

/// Answers the form.
pub(super) async fn xml(
    State(app): State<App>,
    client: Client,
    Path((form, edition)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let found = published(&app, &client.caller, &form, &edition).await?;
    let dressed = aside(move || dressed(&found));
    let dressed = dressed.await??;
    Ok(answer::document(StatusCode::OK, dressed.xml))
}

/// Answers the list of the files that the form uses.
pub(super) async fn manifest(
    State(app): State<App>,
    client: Client,
    base: Base,
    Path((form, edition)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let found = published(&app, &client.caller, &form, &edition).await?;
    let (number, id) = (found.edition, found.form.clone());
    let prepared = aside(move || {
        let dressed = dressed(&found)?;
        let own = found.read().map_err(|_| Problem::not_found())?;
        Ok::<_, Problem>((dressed, xlsform::write_attached(&own)))
    });
    let (dressed, attached) = prepared.await??;
    let attached = attached.map_err(|error| {
        Problem::new(422, "form_unfit", "The form's lists can't be written", error.to_string())
    })?;
    let mut body = answer::begin("manifest", "http://openrosa.org/xforms/xformsManifest");
    for file in dressed.files() {
        let hash = match (lists::List::of(file), attached.get(file)) {
            (Some(list), _) => lists::hash(&app, &client.caller, list).await?,
            (None, Some(bytes)) => hash(bytes),
            (None, None) => continue,
        };
        let address = base.of_edition(&id, number, &format!("media/{}", encoded(file)));
        body.push_str("<mediaFile>");
        answer::element(&mut body, "filename", file);
        answer::element(&mut body, "hash", &hash);
        answer::element(&mut body, "downloadUrl", &address);
        body.push_str("</mediaFile>");
    }
    body.push_str("</manifest>");
    Ok(answer::document(StatusCode::OK, body))
}
