//! What callers are told when something goes wrong: RFC 9457 problem details with stable codes.

use crate::clock::NoEntropy;
use crate::db;
use doorstep_schema::problem::Violation;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

/// One problem, as `application/problem+json` tells it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{status} {code}: {detail}")]
pub struct Problem {
    /// The kind of problem, for people; the same for every case of the code.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What went wrong this time and how to mend it, for people.
    pub detail: Box<str>,
    /// The stable code, for programs.
    pub code: &'static str,
    /// Whether the same call can succeed later.
    pub retryable: bool,
    /// What is wrong at which place of the input.
    pub violations: Vec<Violation>,
    /// The request's id, to find it in the logs.
    pub request_id: Option<Box<str>>,
    /// Seconds to wait before the next try; becomes the `Retry-After` header.
    pub retry_after: Option<u64>,
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(None)?;
        map.serialize_entry("type", &format_args!("urn:doorstep:problem:{}", self.code))?;
        map.serialize_entry("title", self.title)?;
        map.serialize_entry("status", &self.status)?;
        map.serialize_entry("detail", &self.detail)?;
        map.serialize_entry("code", self.code)?;
        map.serialize_entry("retryable", &self.retryable)?;
        if !self.violations.is_empty() {
            map.serialize_entry("violations", &self.violations)?;
        }
        if let Some(id) = &self.request_id {
            map.serialize_entry("request_id", id)?;
        }
        map.end()
    }
}

impl Problem {
    /// Makes a problem of a status, a stable code, a title and a detail.
    pub fn new(
        status: u16,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            title,
            status,
            detail: detail.into().into(),
            code,
            retryable: false,
            violations: Vec::new(),
            request_id: None,
            retry_after: None,
        }
    }

    /// The input is wrong at the places that the violations name.
    #[must_use]
    pub fn invalid(violations: Vec<Violation>) -> Self {
        let detail = violations.first().map_or_else(String::new, ToString::to_string);
        Self { violations, ..Self::new(422, "invalid", "The input is not right", detail) }
    }

    /// One parameter of the address is wrong.
    pub fn parameter(name: &str, message: impl Into<String>) -> Self {
        let violation = Violation::new(name, "unreadable", message);
        let detail = violation.to_string();
        Self {
            violations: vec![violation],
            ..Self::new(400, "bad_parameter", "A parameter does not read", detail)
        }
    }

    /// The body is not what the endpoint reads.
    pub fn unreadable(detail: impl Into<String>) -> Self {
        Self::new(400, "unreadable_body", "The body does not read", detail)
    }

    /// The body is too large.
    #[must_use]
    pub fn too_large(most: usize) -> Self {
        let detail = format!("a body has at most {most} bytes, also after decompression");
        Self::new(413, "too_large", "The body is too large", detail)
    }

    /// The body comes in a form that the endpoint does not read.
    pub fn unsupported(detail: impl Into<String>) -> Self {
        Self::new(415, "unsupported_media_type", "The body's form is not supported", detail)
    }

    /// Nobody is signed in, or the token is none of ours.
    #[must_use]
    pub fn unauthenticated() -> Self {
        Self::new(401, "unauthenticated", "Sign in first", "the call carries no valid access token")
    }

    /// The access token has ended; the phone refreshes it.
    #[must_use]
    pub fn token_expired() -> Self {
        let detail = "the access token has ended; refresh it and call again";
        Self { retryable: true, ..Self::new(401, "token_expired", "The token has ended", detail) }
    }

    /// The device was revoked; the phone erases itself.
    #[must_use]
    pub fn device_revoked() -> Self {
        let detail = "this device was revoked; its data is to be erased";
        Self::new(401, "device_revoked", "The device was revoked", detail)
    }

    /// The user name or the password is wrong.
    #[must_use]
    pub fn wrong_credentials() -> Self {
        let detail = "the user name or the password is wrong";
        Self::new(401, "wrong_credentials", "Signing in failed", detail)
    }

    /// The refresh token is unknown, ended, used or revoked.
    #[must_use]
    pub fn session_ended() -> Self {
        let detail = "the session has ended; sign in again";
        Self::new(401, "session_ended", "The session has ended", detail)
    }

    /// There is no such thing, or the caller may not see it; the two are not told apart.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(404, "not_found", "Not found", "there is no such thing in your scope")
    }

    /// The role may never do this, wherever.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(403, "not_permitted", "Not permitted", "your role does not allow this")
    }

    /// The method does not exist on this address.
    #[must_use]
    pub fn method_not_allowed() -> Self {
        let detail = "this address does not answer to the method";
        Self::new(405, "method_not_allowed", "Method not allowed", detail)
    }

    /// The input contradicts what is stored.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(409, code, "It contradicts what is stored", detail)
    }

    /// Too much is asked at once.
    #[must_use]
    pub fn busy(retry_after: u64) -> Self {
        let detail = "the server is busy; try again soon";
        Self {
            retryable: true,
            retry_after: Some(retry_after),
            ..Self::new(503, "busy", "The server is busy", detail)
        }
    }

    /// Something broke here; the cause is in the log only.
    #[must_use]
    pub fn internal() -> Self {
        let detail = "something broke on the server; it was logged";
        Self { retryable: true, ..Self::new(500, "internal", "The server failed", detail) }
    }
}

impl From<db::Error> for Problem {
    fn from(error: db::Error) -> Self {
        if error.is_passing() {
            tracing::warn!(%error, "the database is busy");
            return Self::busy(2);
        }
        tracing::error!(%error, "the database failed");
        Self::internal()
    }
}

impl From<NoEntropy> for Problem {
    fn from(error: NoEntropy) -> Self {
        tracing::error!(%error, "no entropy");
        Self::internal()
    }
}
