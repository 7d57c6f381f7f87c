//! `HEAD` and `POST /openrosa/submission`: takes a filled form; the answer comes when it and its files are durable.

use super::client::Client;
use super::record::{self, Filled};
use super::{answer, parts, store};
use crate::acts::openrosa::fact_of;
use crate::app::App;
use crate::aside::aside;
use crate::problem::Problem;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use doorstep_forms::instance::Instance;
use sha2::{Digest as _, Sha256};

/// Answers that filled forms are taken here, and how large they may be.
pub(super) async fn ready(_client: Client) -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// Takes a filled form: once as a fact, and whatever files come with it then or later.
pub(super) async fn take(
    State(app): State<App>,
    client: Client,
    body: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let body = body.map_err(|error| {
        Problem::unreadable(format!("a filled form comes in parts: {}", error.body_text()))
    })?;
    let sent = parts::read(&app.settings.openrosa, body).await?;
    let now = app.now();
    let hash = Sha256::digest(&sent.xml).to_vec();
    let xml = sent.xml;
    let read = aside(move || Instance::read(&xml));
    let instance = read
        .await?
        .map_err(|fault| Problem::unreadable(format!("the filled form does not read: {fault}")))?;
    let filled = Filled { fact: fact_of(&instance.id), instance, hash, now };
    let recorded = record::record(&app, &client, &filled).await?;
    store::add(&app, &client, recorded.county, &filled, sent.files).await?;
    let message = match recorded.remark {
        Some(remark) => format!("The form was received. {remark}"),
        None => "The form was received.".to_owned(),
    };
    Ok(answer::message(StatusCode::CREATED, &message))
}
