//! Receiving bytes of an upload: kept in memory while they come quickly, durable in parts where they come slowly.

use super::{Checksum, Refused, complete, expires_at, too_long};
use crate::app::App;
use crate::db::uploads::{self, State, Upload};
use crate::problem::Problem;
use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// How long the sender may be silent.
const IDLE: Duration = Duration::from_secs(30);
/// After how long what has come is made durable, while more is coming.
const FLUSH: Duration = Duration::from_secs(2);
/// How long to listen for more when everything has come.
const AFTER: Duration = Duration::from_secs(1);
/// How long one request may take in all.
const CAP: Duration = Duration::from_mins(30);

/// The bytes of a request as they come; `None` stands for a connection that broke off.
pub type Pieces = BoxStream<'static, Option<Bytes>>;

/// A piece of an upload.
pub struct Piece {
    /// Where it begins.
    pub offset: u64,
    /// The checksum that it says it has.
    pub checksum: Option<Checksum>,
    /// Its bytes.
    pub bytes: Pieces,
}

impl std::fmt::Debug for Piece {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Piece").field("offset", &self.offset).finish_non_exhaustive()
    }
}

/// Why no more bytes came.
enum Ended {
    /// The piece is at its end.
    Whole,
    /// The connection broke off.
    BrokenOff,
    /// Nothing came for too long, or all of it took too long.
    TooSlow,
}

/// Receives a piece and returns where the upload stands. It goes on when the caller goes away: what has come is not lost.
///
/// # Errors
/// `wrong_offset`, `too_large`, `checksum_mismatch`, `too_slow`, what `complete` refuses, and when database or
/// storage do not answer.
pub async fn receive(app: &App, upload: Upload, piece: Piece) -> Result<Upload, Refused> {
    let app = app.clone();
    let task =
        tokio::spawn(async move { Receiver { app, upload, held: Vec::new() }.run(piece).await });
    task.await.unwrap_or_else(|error| {
        tracing::error!(%error, "receiving was not finished");
        Err(Problem::internal().into())
    })
}

/// An upload while bytes for it come.
struct Receiver {
    app: App,
    /// The upload as it is stored.
    upload: Upload,
    /// What has come and is not durable.
    held: Vec<u8>,
}

impl Receiver {
    async fn run(mut self, mut piece: Piece) -> Result<Upload, Refused> {
        if piece.offset != self.upload.received {
            return Err(Refused::conflict(self.upload.received));
        }
        if self.upload.state != State::Open {
            // It is whole: only nothing can be added.
            let more = timeout(IDLE, piece.bytes.next()).await.ok().flatten().flatten();
            let none = more.is_none_or(|bytes| bytes.is_empty());
            return if none { Ok(self.upload) } else { Err(too_long(self.upload.bytes).into()) };
        }
        // Nothing of a piece may stay whose checksum may turn out wrong.
        let flushes = piece.checksum.is_none();
        let ended = self.collect(&mut piece.bytes, flushes).await?;
        let has_all = self.stands_at() == self.upload.bytes;
        match (piece.checksum, &ended) {
            (Some(checksum), Ended::Whole) if !checksum.fits(&self.held) => {
                let detail = "the piece does not have the checksum that it says; send it again";
                let problem =
                    Problem::new(460, "checksum_mismatch", "The checksum differs", detail);
                return Err(Problem { retryable: true, ..problem }.into());
            }
            (Some(_), Ended::BrokenOff | Ended::TooSlow) => self.held.clear(),
            _ => {}
        }
        if has_all && !self.held.is_empty() {
            return complete::complete(&self.app, self.upload, self.held).await;
        }
        self.flush().await?;
        match ended {
            Ended::Whole => Ok(self.upload),
            Ended::BrokenOff => Err(Problem::unreadable("the body broke off").into()),
            Ended::TooSlow => {
                let detail = "no byte came for too long; go on from where the upload stands";
                let problem = Problem::new(408, "too_slow", "The body came too slowly", detail);
                Err(Problem { retryable: true, ..problem }.into())
            }
        }
    }

    fn stands_at(&self) -> u64 {
        self.upload.received + self.held.len() as u64
    }

    /// Takes bytes until no more come.
    async fn collect(&mut self, bytes: &mut Pieces, flushes: bool) -> Result<Ended, Refused> {
        let begun = Instant::now();
        let mut last = begun;
        loop {
            if begun.elapsed() > CAP {
                return Ok(Ended::TooSlow);
            }
            let wait = if flushes && !self.held.is_empty() {
                IDLE.min(FLUSH.saturating_sub(last.elapsed()))
            } else {
                IDLE
            };
            match timeout(wait, bytes.next()).await {
                Ok(None) => return Ok(Ended::Whole),
                Ok(Some(None)) => return Ok(Ended::BrokenOff),
                Ok(Some(Some(more))) => {
                    if self.stands_at() + more.len() as u64 > self.upload.bytes {
                        return Err(too_long(self.upload.bytes).into());
                    }
                    self.held.extend_from_slice(&more);
                }
                Err(_) if wait == IDLE => return Ok(Ended::TooSlow),
                Err(_) => {}
            }
            if self.stands_at() == self.upload.bytes {
                let more = timeout(AFTER, bytes.next()).await.ok().flatten().flatten();
                let none = more.is_none_or(|more| more.is_empty());
                return if none {
                    Ok(Ended::Whole)
                } else {
                    Err(too_long(self.upload.bytes).into())
                };
            }
            if flushes && last.elapsed() >= FLUSH {
                self.flush().await?;
                last = Instant::now();
            }
        }
    }

    /// Makes durable what has come.
    async fn flush(&mut self) -> Result<(), Refused> {
        if self.held.is_empty() {
            return Ok(());
        }
        let (app, to, expires_at) = (&self.app, self.stands_at(), expires_at(self.app.now()));
        let mut tx = app.db.write().await?;
        if !uploads::advance(&mut tx, &self.upload, to, expires_at).await? {
            drop(tx);
            return Err(super::overtaken(app, &self.upload).await);
        }
        uploads::add_part(&mut tx, self.upload.id, self.upload.received, &self.held).await?;
        tx.commit().await?;
        self.upload = Upload { received: to, expires_at, ..self.upload };
        self.held.clear();
        Ok(())
    }
}
