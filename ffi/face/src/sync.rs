//! The sync machine: one run lives in the face between what it asks for and what comes back.

use crate::Face;
use crate::asks::{Nothing, asks};
use crate::call::Call;
use doorstep_core::photos::{self, Network, PhotosWhen};
use doorstep_core::sync::{Call as Sent, Reply, Report, Step, Sync};
use doorstep_core::views::{self, SyncStatus};
use doorstep_core::{Code, Problem};
use serde::Serialize;

asks! {
    /// The network that there is.
    AskSyncNext {
        /// Whether bytes cost money on it.
        network: Network,
        /// Whether a person asks, or the network has come back: then it is not waited for one that was missing.
        anew: Option<bool>,
    }
    /// What came back: `lost`, or a status with the headers that the machine reads.
    AskSyncAnswer {
        /// Whether nothing came, or not all of it, or too late.
        lost: Option<bool>,
        /// The HTTP status.
        status: Option<u16>,
        /// `Retry-After` in seconds.
        retry_after: Option<u64>,
        /// `Content-Type`.
        content_type: Option<String>,
        /// `Content-Encoding` of the body as it is handed over: none where a browser has undone it.
        encoding: Option<String>,
        /// `Location`.
        location: Option<String>,
        /// `Upload-Offset` in bytes.
        upload_offset: Option<u64>,
    }
    /// A setting.
    AskSetPhotosWhen {
        /// When photos are sent.
        when: PhotosWhen,
    }
}

/// What the driver does next.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "step")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SyncStep {
    /// Make the call, with the one byte part as its body, and hand over what comes back.
    Send {
        /// The call.
        call: Wire,
    },
    /// Come back then; earlier is no use, unless something new was recorded.
    Wait {
        /// When, by the device's clock, in ms since 1970.
        until: i64,
        /// What the run did until now.
        report: Report,
    },
    /// It is done.
    Done {
        /// What the run did.
        report: Report,
    },
}

/// A call to the server.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Call"))]
pub(crate) struct Wire {
    /// The method: `GET`, `POST`, `HEAD` or `PATCH`.
    method: &'static str,
    /// The path with its query, from `/v1`.
    path: String,
    /// The headers by their names, those included that a browser keeps for itself.
    headers: Vec<(&'static str, String)>,
}

impl Wire {
    fn of(sent: Sent) -> (Self, Vec<u8>) {
        let fixed = [
            ("Content-Type", sent.content_type.map(str::to_owned)),
            ("Accept", Some(sent.accept.to_owned())),
            ("Accept-Encoding", Some(sent.accept_encoding.to_owned())),
            ("Authorization", sent.authorization),
            ("Content-Encoding", sent.encoding.map(str::to_owned)),
        ];
        let fixed = fixed.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let headers = fixed.chain(sent.headers).collect();
        (Self { method: sent.method.as_str(), path: sent.path, headers }, sent.body)
    }
}

pub(crate) fn next(
    face: &mut Face,
    call: &mut Call,
    ask: AskSyncNext,
) -> Result<SyncStep, Problem> {
    let run = match face.sync.take() {
        Some(run) => run,
        None => Sync::begin(&mut face.store, call.now)?,
    };
    let mut run = run.on(ask.network);
    if ask.anew.unwrap_or_default() {
        run = run.anew(&face.store)?;
    }
    Ok(match run.next(&mut face.store, call.now)? {
        Step::Send(sent) => {
            face.sync = Some(run);
            let (wire, body) = Wire::of(sent);
            call.put(Some(body));
            SyncStep::Send { call: wire }
        }
        // The run ends here: what is new by then is asked for by another one.
        Step::Wait { until } => SyncStep::Wait { until: until.ms(), report: run.report().clone() },
        Step::Done(report) => SyncStep::Done { report },
    })
}

pub(crate) fn came(face: &mut Face, call: &mut Call, ask: AskSyncAnswer) -> Result<(), Problem> {
    let body = call.body();
    let reply = match ask.status {
        _ if ask.lost.unwrap_or_default() => Reply::Lost,
        Some(status) => Reply::Got {
            status,
            retry_after: ask.retry_after,
            content_type: ask.content_type,
            encoding: ask.encoding,
            location: ask.location,
            upload_offset: ask.upload_offset,
            body,
        },
        None => return Err(Problem::at(Code::Invalid, "status")),
    };
    match &mut face.sync {
        Some(run) => run.answer(&mut face.store, reply, call.now),
        None => Ok(()),
    }
}

pub(crate) fn status(face: &mut Face, call: &mut Call, _: Nothing) -> Result<SyncStatus, Problem> {
    views::sync_status(&face.store, call.now)
}

pub(crate) fn photos_when(
    face: &mut Face,
    _: &mut Call,
    _: Nothing,
) -> Result<PhotosWhen, Problem> {
    photos::when(&face.store)
}

pub(crate) fn set_photos_when(
    face: &mut Face,
    _: &mut Call,
    ask: AskSetPhotosWhen,
) -> Result<(), Problem> {
    photos::set_when(&mut face.store, ask.when)
}
