//! The web applications: the field app at `/`, the one for desks at `/desk/`.
//!
//! An application is a folder of files. An address without an ending is a place within the application, so its page
//! answers; an address with one is a file. What belongs to the API is never answered here.

mod folder;

use crate::config::Web;
use crate::problem::Problem;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use folder::Folder;

/// What is the API's, by the first part of an address.
const API: [&str; 5] = ["v1", "healthz", "readyz", "metrics", "openrosa"];
/// Where the application for desks is.
const DESK: &str = "/desk";
/// Where builds put files whose names change with what is in them.
const HASHED: &str = "/assets/";
/// The page that answers every place within an application.
const PAGE: &str = "/index.html";

/// What an application may do in a browser: load and call its own server, and run WebAssembly.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; object-src 'none'; \
    frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// What is said with every file, beside how long it may be kept.
const GUARDS: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    ),
];

/// Marks answers that are files of an application.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfAnApplication;

/// The applications that are served.
#[derive(Clone, Debug)]
pub(super) struct Applications {
    field: Option<Folder>,
    desk: Option<Folder>,
}

impl Applications {
    /// Takes the folders that were set.
    pub(super) fn new(set: &Web) -> Self {
        let folder = |path: &Option<_>| path.as_ref().map(Folder::new);
        Self { field: folder(&set.field), desk: folder(&set.desk) }
    }

    /// Answers an address that the API does not have.
    pub(super) async fn answer(self, request: Request) -> Response {
        let path = request.uri().path();
        if !reads(request.method()) || is_of_api(path) {
            return Problem::not_found().into_response();
        }
        let within =
            path.strip_prefix(DESK).filter(|rest| matches!(rest.as_bytes(), [] | [b'/', ..]));
        let (folder, key, within) = match within {
            Some("") if self.desk.is_some() => {
                return Redirect::permanent("/desk/").into_response();
            }
            Some(within) => (self.desk, "web.desk", within.to_owned()),
            None => (self.field, "web.field", path.to_owned()),
        };
        match folder {
            Some(folder) => file_of(folder, &within, request).await,
            None => not_here(&within, key).into_response(),
        }
    }
}

/// Tells whether a request asks for a file of an application; such requests count for no limit, as a first visit
/// asks for many at once.
pub(super) fn is_for_file(set: &Web, method: &Method, path: &str) -> bool {
    (set.field.is_some() || set.desk.is_some()) && reads(method) && !is_of_api(path)
}

/// Keeps what the API tells a browser out of the browser's own store, where it would lie unencrypted.
pub(super) async fn keep_out_of_caches(request: Request, next: Next) -> Response {
    // Browsers say this with every request, phones of our own never: their answers stay as short as they are.
    let is_browser = request.headers().contains_key("sec-fetch-site");
    let mut response = next.run(request).await;
    if is_browser && !response.headers().contains_key(header::CACHE_CONTROL) {
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, never);
    }
    response
}

const fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

fn is_of_api(path: &str) -> bool {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    API.contains(&first)
}

/// Tells whether an address is a place within an application rather than a file.
fn is_place(path: &str) -> bool {
    !path.starts_with(HASHED) && !path.rsplit('/').next().unwrap_or_default().contains('.')
}

async fn file_of(folder: Folder, path: &str, request: Request) -> Response {
    let path = if is_place(path) { PAGE } else { path };
    let Ok(uri) = Uri::try_from(path) else { return Problem::not_found().into_response() };
    let (mut asked, _) = request.into_parts();
    asked.uri = uri;
    match folder.read(axum::http::Request::from_parts(asked, ())).await {
        Ok(mut response) => {
            dress(response.headers_mut(), path);
            response.extensions_mut().insert(OfAnApplication);
            response
        }
        Err(problem) => problem.into_response(),
    }
}

/// Says with a file how long it may be kept and what it may do.
fn dress(headers: &mut HeaderMap, path: &str) {
    // Everything that keeps its name when it changes is asked for again each time; mostly the answer is "not modified".
    let keeps =
        if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keeps));
    for (name, value) in GUARDS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let text = match headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes) {
        Some(b"text/html") => "text/html; charset=utf-8",
        Some(b"text/javascript") => "text/javascript; charset=utf-8",
        _ => return,
    };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(text));
}

/// Says how an application comes to be served, to whoever opens its first page.
fn not_here(path: &str, key: &str) -> Problem {
    if !matches!(path, "" | "/") {
        return Problem::not_found();
    }
    let detail = format!(
        "this server has no web application here: `cargo xtask web` builds it, and the setting {key} names its folder"
    );
    Problem::new(404, "no_web_application", "No web application", detail)
}

#[cfg(test)]
mod tests;
