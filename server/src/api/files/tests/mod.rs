//! Uploads as tus 1.0.0 has them, on both databases.

mod creation;
mod pieces;
mod random;

use crate::testing::{Person, World, photo};
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use doorstep_schema::digest::Digest;
use doorstep_schema::people::{Role, Scope, Student};
use serde_json::Value;

/// The header of bytes of a file.
pub(super) const BYTES_KIND: (&str, &str) = ("content-type", "application/offset+octet-stream");

/// The bytes of a file, and the person whose record names them.
pub(super) struct Taken {
    pub(super) person: Person,
    pub(super) student: Student,
    pub(super) bytes: Vec<u8>,
    pub(super) sha256: Digest,
}

pub(super) fn metadata(sha256: Digest) -> String {
    format!("filename cGhvdG8uanBn,sha256 {},is_confidential", STANDARD.encode(sha256.to_string()))
}

impl Taken {
    /// A teacher whose record of a photo of so many bytes was accepted.
    pub(super) async fn new(world: &World, bytes: usize) -> Self {
        let person =
            world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let student = world.class_of(0, 1).await.remove(0);
        let mut taken = Self { person, student, bytes: Vec::new(), sha256: Digest::of(b"") };
        taken.photographs(1, bytes).await;
        taken
    }

    /// Records another photo and goes on with it.
    pub(super) async fn photographs(&mut self, seed: u64, bytes: usize) {
        self.bytes = photo(seed, bytes);
        self.sha256 = Digest::of(&self.bytes);
        let record = self.person.photographs(&self.student, &self.bytes, None);
        assert_eq!(self.person.outcomes(&[record]).await, ["accepted"]);
    }

    /// A request with headers in place of those that a person's have.
    pub(super) fn request(
        &self,
        method: &str,
        path: &str,
        headers: &[(&'static str, &str)],
        body: Body,
    ) -> Request<Body> {
        let mut request = self.person.request(method, path, Vec::new());
        *request.body_mut() = body;
        request.headers_mut().remove("content-type");
        request.headers_mut().insert("tus-resumable", "1.0.0".parse().unwrap());
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        request
    }

    pub(super) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&'static str, &str)],
        body: &[u8],
    ) -> Answer {
        let request = self.request(method, path, headers, Body::from(body.to_vec()));
        Answer::of(self.person.world.answer(request).await).await
    }

    /// Begins the upload.
    pub(super) async fn begin(&self) -> Answer {
        let length = self.bytes.len().to_string();
        let metadata = metadata(self.sha256);
        let headers = [("upload-length", &*length), ("upload-metadata", &*metadata)];
        self.send("POST", "/v1/files", &headers, b"").await
    }

    /// Sends the bytes of a range.
    pub(super) async fn patch(&self, path: &str, range: std::ops::Range<usize>) -> Answer {
        let offset = range.start.to_string();
        let headers =
            [("upload-offset", &*offset), ("content-type", "application/offset+octet-stream")];
        self.send("PATCH", path, &headers, &self.bytes[range]).await
    }

    pub(super) async fn head(&self, path: &str) -> Answer {
        self.send("HEAD", path, &[], b"").await
    }

    /// Demands that the file is whole, with the right bytes, and that nothing of its upload is left.
    pub(super) async fn demand_whole(&self) {
        let world = &self.person.world;
        let stored = world.app.files.get(world.county, self.sha256).await.unwrap();
        assert_eq!(stored.as_deref(), Some(&self.bytes[..]));
        let row = self.state().await;
        assert_eq!(row, "whole");
        let mut tx = world.app.db.read().await.unwrap();
        let (parts,): (i64,) = tx.query("SELECT COUNT(*) FROM upload_part").one().await.unwrap();
        assert_eq!(parts, 0);
    }

    pub(super) async fn state(&self) -> String {
        let mut tx = self.person.world.app.db.read().await.unwrap();
        let query = tx.query("SELECT state FROM file WHERE sha256 = $1");
        let (state,): (String,) = query.bind(self.sha256.0.to_vec()).one().await.unwrap();
        state
    }

    /// Runs a statement.
    pub(super) async fn tamper(&self, sql: &'static str) {
        let mut tx = self.person.world.app.db.write().await.unwrap();
        tx.query(sql).execute().await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// What was answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: axum::http::HeaderMap,
    pub(super) body: Value,
}

impl Answer {
    async fn of(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
        assert_eq!(parts.headers["tus-resumable"], "1.0.0");
        Self { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(super) fn offset(&self) -> usize {
        self.header("upload-offset").parse().unwrap()
    }

    /// Returns the upload's address after it was begun.
    pub(super) fn location(&self) -> String {
        assert_eq!(self.status, StatusCode::CREATED.as_u16(), "{self:?}");
        self.header("location").to_owned()
    }

    /// Returns status and code.
    pub(super) fn told(&self) -> (u16, &str) {
        (self.status, self.body["code"].as_str().unwrap_or_default())
    }
}
