//! Answers in XML.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use quick_xml::escape::escape;

/// The media type of OpenRosa's answers.
const XML: &str = "text/xml; charset=utf-8";

/// Answers a document.
pub(super) fn document(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, XML), (header::CACHE_CONTROL, "no-store")], body)
        .into_response()
}

/// Answers a message for people.
pub(super) fn message(status: StatusCode, text: &str) -> Response {
    let mut body = begin("OpenRosaResponse", "http://openrosa.org/http/response");
    element(&mut body, "message", text);
    body.push_str("</OpenRosaResponse>");
    document(status, body)
}

/// Begins a document with its root element.
pub(super) fn begin(root: &str, namespace: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{namespace}\">")
}

/// Adds an element with a text.
pub(super) fn element(out: &mut String, name: &str, text: &str) {
    // XML has no place for other control characters.
    let text: String =
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    out.extend(["<", name, ">", &escape(text.as_str()), "</", name, ">"]);
}
