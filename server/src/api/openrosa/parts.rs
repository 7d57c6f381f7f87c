//! The parts of a request with a filled form: its XML, and the files that came with it.

use crate::config::OpenRosa;
use crate::db::attachments::Attachment;
use crate::problem::Problem;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use sha2::{Digest as _, Sha256};

/// The part that holds the filled form.
const XML: &str = "xml_submission_file";
/// The part that says that more requests with files follow.
const IS_INCOMPLETE: &str = "*isIncomplete*";
/// The most bytes of the filled form.
const XML_BYTES: usize = 4 << 20;
/// The longest name of a file, in characters.
const NAME: usize = 200;

/// What came in one request.
#[derive(Debug)]
pub(super) struct Sent {
    /// The filled form.
    pub(super) xml: Vec<u8>,
    /// Files.
    pub(super) files: Vec<Attachment>,
}

/// Reads the parts within their bounds.
///
/// # Errors
/// When the body is not in parts, has too many, one is too large, or the filled form is missing.
pub(super) async fn read(bounds: &OpenRosa, mut body: Multipart) -> Result<Sent, Problem> {
    let (mut xml, mut files) = (None, Vec::new());
    let broken = |error: MultipartError| self::broken(bounds, &error);
    while let Some(field) = body.next_field().await.map_err(broken)? {
        match field.name().unwrap_or_default() {
            XML if xml.is_some() => {
                return Err(Problem::unreadable(format!("there are two parts «{XML}»")));
            }
            XML => xml = Some(bytes(bounds, field, "the filled form", XML_BYTES).await?),
            IS_INCOMPLETE => {
                bytes(bounds, field, IS_INCOMPLETE, 1_024).await?;
            }
            _ if files.len() == bounds.attachments => return Err(too_many(bounds)),
            _ => files.push(file(bounds, field).await?),
        }
    }
    let missing = || {
        let detail = format!("there is no part «{XML}»; each request carries the filled form");
        Problem::unreadable(detail)
    };
    Ok(Sent { xml: xml.ok_or_else(missing)?, files })
}

/// Says that a filled form has too many files.
pub(super) fn too_many(bounds: &OpenRosa) -> Problem {
    let detail = format!("a filled form has at most {} files; take some out", bounds.attachments);
    Problem::new(413, "too_many_files", "Too many files", detail)
}

fn broken(bounds: &OpenRosa, error: &MultipartError) -> Problem {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        let most = bounds.submission_bytes;
        let detail = format!("one request has at most {most} bytes; send the files in several");
        return Problem { detail: detail.into(), ..Problem::too_large(most) };
    }
    Problem::unreadable(format!("the parts of the body do not read: {}", error.body_text()))
}

async fn file(bounds: &OpenRosa, field: Field<'_>) -> Result<Attachment, Problem> {
    let name = field.file_name().or(field.name()).unwrap_or_default().to_owned();
    let is_harmless = |c: char| !c.is_control() && !matches!(c, '/' | '\\');
    if !(1..=NAME).contains(&name.chars().count())
        || !name.chars().all(is_harmless)
        || matches!(name.as_str(), "." | "..")
    {
        let detail = format!("a file's name has 1 to {NAME} characters and no path");
        return Err(Problem::new(422, "bad_file_name", "A file's name can't be used", detail));
    }
    let kind = field.content_type().filter(|kind| kind.len() <= 100 && kind.is_ascii());
    let media_type = kind.unwrap_or("application/octet-stream").to_owned();
    let bytes = bytes(bounds, field, &name, bounds.attachment_bytes).await?;
    let sha256 = Sha256::digest(&bytes).to_vec();
    Ok(Attachment { name, media_type, sha256, bytes })
}

async fn bytes(
    bounds: &OpenRosa,
    mut field: Field<'_>,
    what: &str,
    most: usize,
) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(bounds, &error))? {
        if bytes.len() + chunk.len() > most {
            let detail = format!("{what} has more than {most} bytes; make it smaller");
            return Err(Problem { detail: detail.into(), ..Problem::too_large(most) });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
