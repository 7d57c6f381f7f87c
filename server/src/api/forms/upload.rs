//! A form's file as it is sent: alone as the body, or with attached CSV files as parts.

use crate::api::extract::Body;
use crate::app::App;
use crate::imports::forms::File;
use crate::problem::Problem;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};

/// The most attached files.
const MOST: usize = 50;

/// A form's file with what is attached to it.
pub(in crate::api) struct Upload(pub(in crate::api) File);

impl FromRequest<App> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let in_parts = kind
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"));
        if in_parts {
            return parts(request, app).await.map(Self);
        }
        let name = name_of(request.headers());
        let Body(bytes) = Body::from_request(request, app).await?;
        Ok(Self(File { name, bytes: bytes.to_vec(), ..File::default() }))
    }
}

/// Returns the file name that the request gives.
fn name_of(headers: &HeaderMap) -> String {
    let given = headers.get(header::CONTENT_DISPOSITION).and_then(|value| value.to_str().ok());
    let name = given.and_then(|text| text.split("filename=\"").nth(1)?.split('"').next());
    name.unwrap_or("form").to_owned()
}

async fn parts(request: Request, app: &App) -> Result<File, Problem> {
    let most = app.settings.max_body_bytes;
    let bad = |error: axum::extract::multipart::MultipartError| {
        if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            Problem::too_large(most)
        } else {
            Problem::unreadable(error.body_text())
        }
    };
    let mut parts = Multipart::from_request(request, app)
        .await
        .map_err(|error| Problem::unreadable(error.body_text()))?;
    let (mut file, mut room) = (File::default(), most);
    let mut found = false;
    while let Some(part) = parts.next_field().await.map_err(bad)? {
        let Some(name) = part.file_name().map(str::to_owned) else { continue };
        let bytes = part.bytes().await.map_err(bad)?;
        room = room.checked_sub(bytes.len()).ok_or_else(|| Problem::too_large(most))?;
        if name.to_ascii_lowercase().ends_with(".csv") {
            file.attachments.insert(name, bytes.to_vec());
        } else if found {
            return Err(Problem::unreadable("two parts hold a form; send one with its CSV files"));
        } else {
            (file.name, file.bytes, found) = (name, bytes.to_vec(), true);
        }
        if file.attachments.len() > MOST {
            return Err(Problem::unreadable(format!("at most {MOST} CSV files can be attached")));
        }
    }
    if found {
        Ok(file)
    } else {
        Err(Problem::unreadable("no part holds a form: a file ending in .xlsx or .xml"))
    }
}
