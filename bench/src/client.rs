//! A phone's calls to our server, with the real wire types, compact and compressed.

use crate::Failure;
use crate::county::PASSWORD;
use doorstep_schema::wire::cbor;
use doorstep_schema::wire::v1::{Cursor, Fact, Outcome, Page, Push, PushAnswer, Session, SignIn};
use serde::de::DeserializeOwned;

/// How hard bodies are compressed, as on phones.
pub(crate) const ZSTD_LEVEL: i32 = 3;

/// A signed-in phone.
pub(crate) struct Client {
    agent: ureq::Agent,
    base: String,
    bearer: String,
    /// What the server said when it signed in.
    pub(crate) session: Session,
}

impl Client {
    /// Signs in through a port of this machine.
    pub(crate) fn sign_in(port: u16, username: &str) -> Result<Self, Failure> {
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let agent = ureq::Agent::new_with_config(config);
        let base = format!("http://127.0.0.1:{port}");
        let sign_in =
            SignIn { username: username.to_owned(), password: PASSWORD.to_owned(), device: None };
        let answer = agent
            .post(format!("{base}/v1/sign-in"))
            .content_type(cbor::MEDIA_TYPE)
            .header("accept", cbor::MEDIA_TYPE)
            .send(&cbor::encode(&sign_in))?;
        let session: Session = read(answer)?.ok_or("sign-in answered nothing")?;
        let bearer = format!("Bearer {}", session.access_token);
        Ok(Self { agent, base, bearer, session })
    }

    /// Returns what the `Authorization` header holds.
    pub(crate) fn bearer(&self) -> &str {
        &self.bearer
    }

    /// Pushes facts in one request and fails unless each was accepted.
    pub(crate) fn push(&self, facts: Vec<Fact>) -> Result<usize, Failure> {
        self.push_body(&push_body(facts)?)
    }

    /// Pushes a body made by [`push_body`], fails unless each fact was accepted, and returns how many.
    pub(crate) fn push_body(&self, body: &[u8]) -> Result<usize, Failure> {
        let answer = self
            .agent
            .post(format!("{}/v1/push", self.base))
            .header("authorization", &self.bearer)
            .content_type(cbor::MEDIA_TYPE)
            .header("content-encoding", "zstd")
            .header("accept", cbor::MEDIA_TYPE)
            .header("accept-encoding", "zstd")
            .send(body)?;
        let answer: PushAnswer = read(answer)?.ok_or("push answered nothing")?;
        let count = answer.receipts.len();
        let accepted = answer.receipts.iter().filter(|r| r.outcome == Outcome::Accepted).count();
        if accepted == count {
            return Ok(count);
        }
        let refused = answer.receipts.into_iter().find_map(|receipt| receipt.problem);
        Err(format!("{accepted} of {count} accepted; {refused:?}").into())
    }

    /// Pulls what comes after a cursor; `None` when nothing is new.
    pub(crate) fn pull(&self, after: Cursor) -> Result<Option<Page>, Failure> {
        let answer = self
            .agent
            .get(format!("{}/v1/pull?after={after}", self.base))
            .header("authorization", &self.bearer)
            .header("accept", cbor::MEDIA_TYPE)
            .header("accept-encoding", "zstd")
            .call()?;
        read(answer)
    }

    /// Pulls everything and returns how many students and facts came, and the last cursor.
    pub(crate) fn pull_all(&self) -> Result<(usize, usize, Cursor), Failure> {
        let (mut students, mut facts, mut cursor) = (0, 0, Cursor::default());
        while let Some(page) = self.pull(cursor)? {
            students += page.students.len();
            facts += page.facts.len();
            cursor = page.cursor;
            if !page.more {
                break;
            }
        }
        Ok((students, facts, cursor))
    }

    /// Gets an address as JSON bytes; for queues and boards.
    pub(crate) fn get(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let mut answer = self
            .agent
            .get(format!("{}{path}", self.base))
            .header("authorization", &self.bearer)
            .call()?;
        let body = answer.body_mut().read_to_vec()?;
        if answer.status().is_success() {
            Ok(body)
        } else {
            Err(format!("{path}: {} {}", answer.status(), String::from_utf8_lossy(&body)).into())
        }
    }
}

/// Makes the body of a push as phones do.
pub(crate) fn push_body(facts: Vec<Fact>) -> Result<Vec<u8>, Failure> {
    compress(&cbor::encode(&Push { facts }))
}

/// Compresses a body.
pub(crate) fn compress(body: &[u8]) -> Result<Vec<u8>, Failure> {
    Ok(zstd::bulk::compress(body, ZSTD_LEVEL)?)
}

fn read<T: DeserializeOwned>(
    mut answer: ureq::http::Response<ureq::Body>,
) -> Result<Option<T>, Failure> {
    let status = answer.status();
    let zstd = answer.headers().get("content-encoding").is_some_and(|v| v == "zstd");
    let mut body = answer.body_mut().with_config().limit(1 << 28).read_to_vec()?;
    if zstd {
        body = zstd::decode_all(&body[..])?;
    }
    match status.as_u16() {
        204 => Ok(None),
        200 => Ok(Some(cbor::decode(&body)?)),
        _ => Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into()),
    }
}
