//! What came back, read with suspicion: whatever is not plainly an answer is lost.

use doorstep_schema::problem::Violation;
use doorstep_schema::wire::cbor;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::io::Read as _;

/// A reply as the transport has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reply {
    /// The server, or something that poses as it, answered.
    Got {
        /// The HTTP status.
        status: u16,
        /// `Retry-After` in seconds.
        retry_after: Option<u64>,
        /// `Content-Type`.
        content_type: Option<String>,
        /// `Content-Encoding`.
        encoding: Option<String>,
        /// `Location`.
        location: Option<String>,
        /// `Upload-Offset` in bytes.
        upload_offset: Option<u64>,
        /// The body.
        body: Vec<u8>,
    },
    /// Nothing came, or not all of it, or too late.
    Lost,
}

/// The largest body that is read, when unpacked.
const MAX_BODY: u64 = 32 << 20;

/// A reply as the machine understands it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Answer {
    /// 200 with compact CBOR.
    Body(Vec<u8>),
    /// 204.
    Empty,
    /// How far an upload is.
    Offset { status: u16, offset: u64, location: Option<String> },
    /// A problem that the server named.
    Problem {
        status: u16,
        code: String,
        violation: Option<Violation>,
        retry_after: Option<u64>,
        offset: Option<u64>,
    },
    /// A problem to a question whose answer has no body.
    Bare { status: u16 },
    /// The server is busy or failed.
    Busy { retry_after: Option<u64> },
    /// Nothing that can be trusted.
    Lost,
}

/// Whether an answer fitted its call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Understood {
    Yes,
    Lost,
}

/// The part of RFC 9457 problem details that the phone reads.
#[derive(Deserialize)]
struct Details {
    code: String,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    violations: Vec<Violation>,
}

impl Answer {
    pub(super) fn read(reply: Reply) -> Self {
        let Reply::Got {
            status,
            retry_after,
            content_type,
            encoding,
            location,
            upload_offset,
            body,
        } = reply
        else {
            return Self::Lost;
        };
        if matches!(status, 200 | 201 | 204)
            && let Some(offset) = upload_offset
        {
            return Self::Offset { status, offset, location };
        }
        let media = content_type.unwrap_or_default();
        let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let Some(body) = unpack(body, encoding.as_deref()) else { return Self::Lost };
        match status {
            204 => Self::Empty,
            200..=299 if media == cbor::MEDIA_TYPE => Self::Body(body),
            429 | 500..=599 => Self::Busy { retry_after },
            400..=499 => {
                let details = match media.as_str() {
                    "application/problem+json" | "application/json" => {
                        serde_json::from_slice(&body).ok()
                    }
                    cbor::MEDIA_TYPE | "application/problem+cbor" => cbor::decode(&body).ok(),
                    _ => None,
                };
                // Only the server answers in this media type; a village's portal does not.
                if body.is_empty() && media == "application/problem+json" {
                    return Self::Bare { status };
                }
                details.map_or(Self::Lost, |Details { code, detail, mut violations }| {
                    let violation = if violations.is_empty() {
                        Some(Violation::new("", &code, detail))
                    } else {
                        Some(violations.swap_remove(0))
                    };
                    Self::Problem { status, code, violation, retry_after, offset: upload_offset }
                })
            }
            _ => Self::Lost,
        }
    }

    /// Reads the body as a value.
    pub(super) fn value<T: DeserializeOwned>(&self) -> Option<T> {
        match self {
            Self::Body(body) => cbor::decode(body).ok(),
            _ => None,
        }
    }
}

fn unpack(body: Vec<u8>, encoding: Option<&str>) -> Option<Vec<u8>> {
    match encoding.map(str::trim) {
        None | Some("" | "identity") => Some(body),
        Some("zstd") => {
            let mut plain = Vec::new();
            let reader = zstd::stream::read::Decoder::new(&body[..]).ok()?;
            let read = reader.take(MAX_BODY + 1).read_to_end(&mut plain).ok()?;
            (u64::try_from(read).ok()? <= MAX_BODY).then_some(plain)
        }
        Some(_) => None,
    }
}
