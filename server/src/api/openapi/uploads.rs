//! What the document says about uploads besides: the headers of tus, and the statuses that only they have.

use super::operations::Operation;
use serde_json::{Value, json};

/// Statuses of problems that only uploads have.
pub(super) const STATUSES: &[&str] = &["405", "408", "410", "412", "460"];

/// Tells whether an operation is about uploads.
pub(super) fn are_of(operation: &Operation) -> bool {
    operation.path.starts_with("/v1/files")
}

/// Describes the headers that an operation takes.
pub(super) fn headers(operation: &Operation) -> Vec<Value> {
    if !are_of(operation) || operation.method == "options" {
        return Vec::new();
    }
    let header = |name: &str, about: &str, required: bool, schema: Value| {
        json!({
            "name": name, "in": "header", "description": about, "required": required, "schema": schema,
        })
    };
    let text = || json!({ "type": "string" });
    let mut headers =
        vec![header("Tus-Resumable", "The version of tus", true, json!({ "enum": ["1.0.0"] }))];
    let begins = operation.path == "/v1/files";
    if begins {
        let about = "Keys with base64; sha256 holds the 64 digits of the file's SHA-256";
        headers.push(header("Upload-Metadata", about, true, text()));
        let length = json!({ "type": "integer", "minimum": 1, "maximum": 2_097_152 });
        headers.push(header("Upload-Length", "The file's size in bytes", true, length));
    } else if operation.method == "post" {
        let methods = json!({ "enum": ["PATCH", "HEAD", "DELETE"] });
        headers.push(header("X-HTTP-Method-Override", "The method that is meant", true, methods));
    }
    if !begins && ["patch", "post"].contains(&operation.method) {
        let offset = json!({ "type": "integer", "minimum": 0 });
        let required = operation.method == "patch";
        headers.push(header("Upload-Offset", "Where the bytes begin", required, offset));
    }
    if ["patch", "post"].contains(&operation.method) {
        let about = "sha256, sha1 or md5, and the base64 of the bytes' checksum";
        headers.push(header("Upload-Checksum", about, false, text()));
    }
    headers
}
