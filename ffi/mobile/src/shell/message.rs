//! The messages between the app's pages and the native side, as JSON texts; bytes in them are base64.

use crate::{Header, Problem, Sighting};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value, json};

/// Bytes as base64.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Part(pub(super) Vec<u8>);

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        STANDARD.decode(text).map(Self).map_err(serde::de::Error::custom)
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(&self.0))
    }
}

/// What a page wants.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(super) enum Wish {
    /// Open the database.
    Open,
    /// Make a request of the core.
    Call {
        /// The device's clock where it was asked, in ms since 1970.
        now: i64,
        /// 32 bytes of chance in hexadecimal.
        entropy: String,
        /// The request's JSON.
        ask: String,
        /// Its byte parts.
        #[serde(default)]
        parts: Vec<Part>,
    },
    /// Close the database.
    Close,
    /// Tell whether there is a database.
    Exists,
    /// Close the database and erase it with its key.
    Erase,
    /// Ask the device's owner to prove themself.
    Pass,
    /// Carry a call to the server.
    Carry {
        /// The method.
        method: String,
        /// The path with its query.
        path: String,
        /// The headers.
        #[serde(default)]
        headers: Vec<(String, String)>,
        /// The body.
        #[serde(default)]
        part: Part,
    },
    /// Tell where the device is.
    Here,
}

/// What is answered to a wish.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Answer {
    /// It is done.
    Done,
    /// Yes or no.
    Is(bool),
    /// What the core said.
    Said {
        /// `{"ok": …}` or `{"problem": …}`.
        json: String,
        /// Its byte parts.
        parts: Vec<Part>,
        /// Whether views may have changed.
        wrote: bool,
    },
    /// What the server said.
    Came {
        /// The HTTP status.
        status: u16,
        /// The headers.
        headers: Vec<(String, String)>,
        /// The body.
        part: Part,
    },
    /// Where the device is.
    Here(Option<Sighting>),
}

/// Reads a message; gives its id also where the rest cannot be read.
pub(super) fn read(text: &str) -> (Value, Result<Wish, Problem>) {
    let Ok(Value::Object(mut message)) = serde_json::from_str::<Value>(text) else {
        return (Value::Null, Err(Problem::at("message")));
    };
    let id = message.remove("id").unwrap_or_default();
    let wish = if id.is_string() { wish(message) } else { Err(Problem::at("id")) };
    (id, wish)
}

/// Names the field that cannot be read.
fn wish(message: Map<String, Value>) -> Result<Wish, Problem> {
    const WISHES: [&str; 8] = ["open", "call", "close", "exists", "erase", "pass", "carry", "here"];
    let is_known = message.get("do").and_then(Value::as_str).is_some_and(|is| WISHES.contains(&is));
    let field = if is_known { "message" } else { "do" };
    serde_json::from_value(Value::Object(message)).map_err(|_| Problem::at(field))
}

/// Writes an answer.
pub(super) fn write(id: &Value, answer: Result<Answer, Problem>) -> String {
    let answer = match answer {
        Ok(Answer::Done) => json!({ "id": id, "ok": null }),
        Ok(answer) => json!({ "id": id, "ok": answer }),
        Err(Problem::Refused { code, key, field, retryable, violations: _ }) => json!({
            "id": id,
            "problem": { "code": code, "key": key, "field": field, "retryable": retryable },
        }),
    };
    answer.to_string()
}

/// Reads 32 bytes in hexadecimal.
pub(super) fn chance(hex: &str) -> Result<[u8; 32], Problem> {
    let bytes: Option<Vec<u8>> = hex
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    bytes.and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| Problem::at("entropy"))
}

/// Headers as pairs.
pub(super) fn pairs(headers: Vec<Header>) -> Vec<(String, String)> {
    headers.into_iter().map(|header| (header.name, header.value)).collect()
}
