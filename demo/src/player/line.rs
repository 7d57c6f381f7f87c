//! The line from a phone to the server: plain HTTP over loopback.

use doorstep_core::sync::{Call, Method, Reply};
use doorstep_schema::wire::v1;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// The largest answer that is taken.
const MAX_BODY: u64 = 64 << 20;

/// A line to a server; cloning shares its connections.
#[derive(Clone, Debug)]
pub struct Line {
    agent: ureq::Agent,
    base: String,
}

/// Why a plain call, such as signing in, failed.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// The server did not answer.
    #[error("the server does not answer")]
    Lost(#[source] Box<ureq::Error>),
    /// The server refused.
    #[error("the server answered {status} to {path}: {said}")]
    Refused {
        /// What was asked.
        path: String,
        /// The HTTP status.
        status: u16,
        /// The answer's beginning.
        said: String,
    },
    /// The answer is not what was asked for.
    #[error("the server's answer cannot be read")]
    Unreadable(#[from] serde_json::Error),
}

impl Line {
    /// Makes the line to a server such as `http://127.0.0.1:8460`.
    #[must_use]
    pub fn to(base: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_mins(1)))
            .build();
        Self { agent: config.new_agent(), base: base.trim_end_matches('/').to_owned() }
    }

    /// Signs in.
    ///
    /// # Errors
    /// When the server does not answer, refuses, or answers something else.
    pub fn sign_in(&self, request: &v1::SignIn) -> Result<v1::Session, NoAnswer> {
        self.json("/v1/sign-in", None, request)
    }

    /// Posts JSON as a desk does.
    ///
    /// # Errors
    /// When the server does not answer, refuses, or answers something else.
    pub fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        token: &str,
        body: &impl Serialize,
    ) -> Result<T, NoAnswer> {
        self.json(path, Some(token), body)
    }

    fn json<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&str>,
        body: &impl Serialize,
    ) -> Result<T, NoAnswer> {
        let lost = |error: ureq::Error| NoAnswer::Lost(Box::new(error));
        let body = serde_json::to_vec(body)?;
        let request = self
            .agent
            .post(format!("{}{path}", self.base))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json");
        let request = match token {
            Some(token) => request.header("Authorization", format!("Bearer {token}")),
            None => request,
        };
        let mut answer = request.send(&body[..]).map_err(lost)?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().read_to_vec().map_err(lost)?;
        if status == 200 {
            return Ok(serde_json::from_slice(&body)?);
        }
        let said = String::from_utf8_lossy(&body).chars().take(200).collect();
        Err(NoAnswer::Refused { path: path.to_owned(), status, said })
    }

    /// Makes a call; whatever goes wrong on the way is a lost reply.
    #[must_use]
    pub fn make(&self, call: &Call) -> Reply {
        self.try_make(call).unwrap_or(Reply::Lost)
    }

    fn try_make(&self, call: &Call) -> Result<Reply, ureq::Error> {
        let url = format!("{}{}", self.base, call.path);
        let headers = [
            ("Accept", Some(call.accept)),
            ("Accept-Encoding", Some(call.accept_encoding)),
            ("Authorization", call.authorization.as_deref()),
            ("Content-Type", call.content_type),
            ("Content-Encoding", call.encoding),
        ];
        let given = headers.into_iter().filter_map(|(name, value)| value.map(|v| (name, v)));
        let given = given.chain(call.headers.iter().map(|(name, value)| (*name, value.as_str())));
        let mut answer = match call.method {
            Method::Get => given.fold(self.agent.get(url), |r, (n, v)| r.header(n, v)).call()?,
            Method::Head => given.fold(self.agent.head(url), |r, (n, v)| r.header(n, v)).call()?,
            Method::Post => {
                given.fold(self.agent.post(url), |r, (n, v)| r.header(n, v)).send(&call.body[..])?
            }
            Method::Patch => given
                .fold(self.agent.patch(url), |r, (n, v)| r.header(n, v))
                .send(&call.body[..])?,
        };
        let header = |name: &str| {
            answer.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned)
        };
        let (content_type, encoding) = (header("content-type"), header("content-encoding"));
        let retry_after = header("retry-after").and_then(|v| v.parse().ok());
        let upload_offset = header("upload-offset").and_then(|v| v.parse().ok());
        let location = header("location");
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(MAX_BODY).read_to_vec()?;
        Ok(Reply::Got {
            status,
            retry_after,
            content_type,
            encoding,
            location,
            upload_offset,
            body,
        })
    }
}
