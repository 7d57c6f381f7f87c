//! What handlers take from a request and give back: the caller, bodies in JSON or CBOR, zstd or plain.

use super::problem::answer_problem;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::auth::token::{self, Bearer, NotTaken};
use crate::db::callers::{self, Found};
use crate::problem::Problem;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use doorstep_schema::id::UploadId;
use doorstep_schema::wire::cbor;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Read as _;

impl FromRequestParts<App> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let bearer = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or_else(Problem::unauthenticated)?;
        let read = token::read(&app.keys, &app.settings.issuer, bearer, app.now());
        // A revoked device learns so even with a token that has ended: it may never refresh again.
        read.map_err(|error| match error {
            NotTaken::Ended => Problem::token_expired(),
            NotTaken::Foreign | NotTaken::NotSigned => Problem::unauthenticated(),
        })
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let bearer = Bearer::from_request_parts(parts, app).await?;
        let mut tx = app.db.read().await?;
        match callers::find(&mut tx, bearer.worker, bearer.device).await? {
            Found::Caller(caller) => Ok(*caller),
            Found::Revoked => Err(Problem::device_revoked()),
            Found::Nobody => Err(Problem::unauthenticated()),
        }
    }
}

/// The form of a body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For tools and people.
    Json,
    /// For phones.
    Cbor,
}

impl Format {
    /// Returns the form that the caller asks for in `Accept`; JSON unless CBOR is named.
    #[must_use]
    pub fn accepted(headers: &HeaderMap) -> Self {
        let named =
            |value: &HeaderValue| value.to_str().is_ok_and(|v| v.contains(cbor::MEDIA_TYPE));
        if headers.get_all(header::ACCEPT).iter().any(named) { Self::Cbor } else { Self::Json }
    }

    /// Returns the media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Cbor => cbor::MEDIA_TYPE,
        }
    }

    /// Answers 200 with a value in this form.
    pub fn answer<T: Serialize>(self, value: &T) -> Response {
        let body = match self {
            Self::Json => match serde_json::to_vec(value) {
                Ok(body) => body,
                Err(error) => {
                    tracing::error!(%error, "an answer does not serialize");
                    return Problem::internal().into_response();
                }
            },
            Self::Cbor => cbor::encode(value),
        };
        self.answer_bytes(body)
    }

    /// Answers 200 with bytes that are already in this form.
    #[must_use]
    pub fn answer_bytes(self, body: Vec<u8>) -> Response {
        ([(header::CONTENT_TYPE, self.media_type())], body).into_response()
    }
}

impl FromRequestParts<App> for Format {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        Ok(Self::accepted(&parts.headers))
    }
}

/// The whole body, plain, within the limit; zstd is undone.
#[derive(Clone, Debug)]
pub struct Body(pub Bytes);

impl FromRequest<App> for Body {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let most = app.settings.max_body_bytes;
        let encoding = request.headers().get(header::CONTENT_ENCODING).cloned();
        let bytes = axum::body::to_bytes(request.into_body(), most)
            .await
            .map_err(|_| Problem::too_large(most))?;
        match encoding.as_ref().map(HeaderValue::as_bytes) {
            None | Some(b"identity") => Ok(Self(bytes)),
            Some(b"zstd") => {
                let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
                let mut plain = Vec::new();
                zstd::Decoder::new(&bytes[..])
                    .and_then(|decoder| decoder.take(limit).read_to_end(&mut plain))
                    .map_err(|_| Problem::unreadable("the body is not zstd as it says"))?;
                if plain.len() > most {
                    Err(Problem::too_large(most))
                } else {
                    Ok(Self(plain.into()))
                }
            }
            Some(_) => Err(Problem::unsupported("a body is plain or zstd")),
        }
    }
}

/// A body read as a value, from JSON or CBOR.
#[derive(Clone, Debug)]
pub struct Input<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Input<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).cloned();
        let kind = kind.as_ref().and_then(|k| k.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let Body(bytes) = Body::from_request(request, app).await?;
        match kind.as_str() {
            "application/json" => serde_json::from_slice(&bytes)
                .map(Self)
                .map_err(|error| Problem::unreadable(error.to_string())),
            cbor::MEDIA_TYPE => cbor::decode(&bytes)
                .map(Self)
                .map_err(|error| Problem::unreadable(error.to_string())),
            _ => Err(Problem::unsupported("a body is application/json or application/cbor")),
        }
    }
}

/// The parameters of the address.
#[derive(Clone, Debug)]
pub struct Parameters<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Parameters<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        Query::<T>::from_request_parts(parts, app)
            .await
            .map(|Query(value)| Self(value))
            .map_err(|error| Problem::parameter("query", error.body_text()))
    }
}

/// An id in the address; anything else is not found.
#[derive(Clone, Copy, Debug)]
pub struct PathId(pub uuid::Uuid);

impl PathId {
    /// Returns it as the id of an upload.
    #[must_use]
    pub const fn upload(self) -> UploadId {
        UploadId(self.0)
    }
}

impl FromRequestParts<App> for PathId {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        axum::extract::Path::<String>::from_request_parts(parts, app)
            .await
            .ok()
            .and_then(|axum::extract::Path(text)| uuid::Uuid::parse_str(&text).ok())
            .map(Self)
            .ok_or_else(Problem::not_found)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        answer_problem(self)
    }
}

/// Answers 204: done, and nothing to say.
#[must_use]
pub fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
