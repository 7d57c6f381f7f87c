//! A call as plain data.

use crate::store::Session;
use doorstep_schema::wire::cbor;
use serde::Serialize;

/// The method of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum Method {
    /// GET.
    #[serde(rename = "GET")]
    Get,
    /// POST.
    #[serde(rename = "POST")]
    Post,
    /// HEAD.
    #[serde(rename = "HEAD")]
    Head,
    /// PATCH.
    #[serde(rename = "PATCH")]
    Patch,
}

impl Method {
    /// Returns the method's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
        }
    }
}

/// A call to the server.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// The path with its query, from `/v1`.
    pub path: String,
    /// `Content-Type`, when there is a body.
    pub content_type: Option<&'static str>,
    /// `Accept`.
    pub accept: &'static str,
    /// `Accept-Encoding`.
    pub accept_encoding: &'static str,
    /// `Authorization`, when the call has one.
    pub authorization: Option<String>,
    /// `Content-Encoding` of the body.
    pub encoding: Option<&'static str>,
    /// Further headers, by their names.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// The compression level of bodies: what phones can afford.
const LEVEL: i32 = 3;

impl Call {
    pub(super) fn get(path: String, session: &Session) -> Self {
        Self { method: Method::Get, content_type: None, ..Self::post(path, Some(session)) }
    }

    fn post(path: String, session: Option<&Session>) -> Self {
        Self {
            method: Method::Post,
            path,
            content_type: Some(cbor::MEDIA_TYPE),
            accept: cbor::MEDIA_TYPE,
            accept_encoding: "zstd",
            authorization: session.map(|s| format!("Bearer {}", s.access_token)),
            encoding: None,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Makes a call of the upload protocol, tus 1.0.0, without a body.
    pub(super) fn tus(method: Method, path: String, session: &Session) -> Self {
        let headers = vec![("Tus-Resumable", "1.0.0".to_owned())];
        Self { method, headers, content_type: None, ..Self::post(path, Some(session)) }
    }

    /// Makes a call with a body as it is.
    pub(super) fn plain<T: Serialize>(path: &str, session: Option<&Session>, value: &T) -> Self {
        Self { body: cbor::encode(value), ..Self::post(path.to_owned(), session) }
    }

    /// Makes a call with a compressed body.
    pub(super) fn packed<T: Serialize>(path: &str, session: &Session, value: &T) -> Self {
        let call = Self::plain(path, Some(session), value);
        match zstd::bulk::compress(&call.body, LEVEL) {
            Ok(body) => Self { encoding: Some("zstd"), body, ..call },
            Err(_) => call,
        }
    }
}
