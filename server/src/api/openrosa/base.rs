//! The address that clients reach the server at, for the addresses in lists of forms.

use crate::app::App;
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};
use std::fmt::Write as _;

const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// The address without a path, as in `https://doorstep.example`.
#[derive(Clone, Debug)]
pub(super) struct Base(pub(super) String);

impl FromRequestParts<App> for Base {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        if let Some(url) = &app.settings.openrosa.public_url {
            return Ok(Self(url.clone()));
        }
        let told = |name: HeaderName| {
            let value = text(&parts.headers, name).filter(|_| app.settings.has_proxies)?;
            Some(value.split(',').next_back().unwrap_or_default().trim())
        };
        let is_https = app.settings.is_https || told(FORWARDED_PROTO) == Some("https");
        let host = told(FORWARDED_HOST).or_else(|| text(&parts.headers, header::HOST));
        let host = host.or_else(|| parts.uri.authority().map(axum::http::uri::Authority::as_str));
        let host = host.filter(|host| is_host(host)).ok_or_else(|| {
            Problem::new(400, "bad_host", "No host", "the request names no host that it is for")
        })?;
        let scheme = if is_https { "https" } else { "http" };
        Ok(Self(format!("{scheme}://{host}")))
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn is_host(text: &str) -> bool {
    let harmless = |b: u8| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b);
    (1..=255).contains(&text.len()) && text.bytes().all(harmless)
}

impl Base {
    /// Returns the address of something that belongs to an edition.
    pub(super) fn of_edition(&self, form: &str, edition: u32, rest: &str) -> String {
        format!("{}/openrosa/forms/{}/{edition}/{rest}", self.0, encoded(form))
    }
}

/// Writes a part of a path so that it stays one (RFC 3986, 2.1).
pub(super) fn encoded(part: &str) -> String {
    part.bytes().fold(String::with_capacity(part.len()), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}
