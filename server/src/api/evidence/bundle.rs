//! `GET /v1/evidence/{id}/bundle.zip`: the photo with record, key and chain, for an auditor; each export is logged.

use super::super::extract::PathId;
use super::find;
use crate::acts::evidence::judged;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::db::audit::{self, Event};
use crate::db::read::evidence as read;
use crate::db::{Tx, facts};
use crate::exports::bundle::{self, Bundle, ChainLink};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use doorstep_schema::access::Action;
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::{Link, Record};
use doorstep_schema::fact::Fact;
use doorstep_schema::id::{DeviceId, FactId};
use doorstep_schema::wire::v1;
use std::collections::HashMap;

/// Answers the bundle, once the export is in the log.
pub(in crate::api) async fn handle(
    State(app): State<App>,
    caller: Caller,
    PathId(id): PathId,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let row = find(&mut tx, &caller, Action::ExportPhoto, id).await?;
    let chain = match row.number {
        Some(number) => links(&mut tx, row.device, number).await?,
        None => Vec::new(),
    };
    let device = DeviceId(row.device);
    let key = read::keys(&mut tx, &[device]).await?.remove(&device);
    let stored = facts::find(&mut tx, &[FactId(id)]).await?;
    let (_, body) = stored.get(&FactId(id)).ok_or_else(Problem::not_found)?;
    let fact = facts::read(body)?;
    let photo = judged(&mut tx, &app.rules, vec![row], now).await?.pop();
    let photo = photo.ok_or_else(Problem::not_found)?;
    drop(tx);
    let county = photo.record.county;
    let thumb = photo.record.photo.thumb.map(|thumb| thumb.sha256);
    let (picture, thumb) = if photo.held_back {
        (None, None)
    } else {
        let small = match thumb {
            Some(sha256) => app.files.get(county, sha256).await?,
            None => None,
        };
        (app.files.get(county, photo.record.photo.sha256).await?, small)
    };
    let bytes = bundle::write(&Bundle {
        fact: &fact,
        record: &photo.record,
        photo: picture.as_deref(),
        thumb: thumb.as_deref(),
        key,
        chain: &chain,
        verdict: &photo.verdict,
    })
    .map_err(|error| {
        tracing::error!(%error, "a bundle was not written");
        Problem::internal()
    })?;
    let mut tx = app.db.write().await?;
    let event = Event {
        county,
        at: now,
        worker: Some(caller.worker),
        device: Some(caller.device),
        action: Action::ExportPhoto.as_str(),
        resource: format!("evidence:{id}"),
        detail: Digest::of(&bytes).to_string(),
    };
    audit::append(&mut tx, &event).await?;
    tx.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"evidence-{id}.zip\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// Reads the links of a device up to a number, in order.
async fn links(tx: &mut Tx, device: uuid::Uuid, until: i64) -> Result<Vec<ChainLink>, Problem> {
    let ids: Vec<FactId> = read::chain(tx, device, until).await?.into_iter().map(FactId).collect();
    let bodies: HashMap<FactId, _> = facts::find(tx, &ids).await?;
    let mut links = Vec::with_capacity(ids.len());
    for (_, body) in ids.iter().filter_map(|id| bodies.get(id)) {
        let fact: v1::Fact = facts::read(body)?;
        let record = Fact::try_from(&fact).ok().and_then(|fact| Record::of(&fact));
        let Some(record) = record else { continue };
        if let (Some(link), Some(seal)) = (Link::of(&record), &record.photo.seal) {
            links.push(ChainLink { link, signature: seal.signature.clone() });
        }
    }
    Ok(links)
}
