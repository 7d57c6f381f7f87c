//! What a phone uploads.

use super::{Story, wire};
use crate::testing::photo;
use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use doorstep_schema::digest::Digest;
use doorstep_schema::wire::v1::Push;
use serde_json::{Value, json};

impl Story {
    /// Makes the teacher's request with headers of tus.
    fn request(
        &self,
        (method, path): (&str, &str),
        headers: &[(&'static str, &str)],
        bytes: &[u8],
    ) -> Request<Body> {
        let mut request = self.teacher.request(method, path, bytes.to_vec());
        request.headers_mut().insert("tus-resumable", "1.0.0".parse().unwrap());
        request.headers_mut().remove("accept");
        let kind = "application/offset+octet-stream";
        for (name, value) in [("content-type", kind)].iter().chain(headers) {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        request
    }

    /// Calls as the teacher with headers of tus and demands a status.
    async fn tus(
        &mut self,
        (method, path): (&str, &str),
        headers: &[(&'static str, &str)],
        bytes: &[u8],
        status: u16,
    ) {
        let request = self.request((method, path), headers, bytes);
        let world = self.world.clone();
        let (answered, answer) = self.contract.hear(&world, request, &Value::Null).await;
        assert_eq!(answered, status, "{method} {path} {answer}");
    }

    pub(in super::super) async fn photos_are_uploaded(&mut self) {
        let bytes = photo(1, 1_000);
        let teacher = self.teacher.clone();
        let record = teacher.photographs(&self.student, &bytes, None);
        let push = wire(&Push { facts: vec![record] });
        self.send(&teacher, "POST", "/v1/push", &push, 200).await;
        self.tus(("OPTIONS", "/v1/files"), &[], b"", 204).await;
        let sha256 = format!("sha256 {}", STANDARD.encode(Digest::of(&bytes).to_string()));
        let begin = [("upload-length", "1000"), ("upload-metadata", &*sha256)];
        self.tus(("POST", "/v1/files"), &begin, b"", 201).await;
        self.tus(("POST", "/v1/files"), &[], b"", 400).await;
        // The same upload again tells its address.
        let again = self.request(("POST", "/v1/files"), &begin, b"");
        let again = self.world.answer(again).await;
        let path = again.headers()["location"].to_str().unwrap();
        self.tus(("OPTIONS", path), &[], b"", 204).await;
        self.tus(("HEAD", path), &[], b"", 200).await;
        self.tus(("PATCH", path), &[("upload-offset", "5")], b"x", 409).await;
        let wrong = format!("md5 {}", STANDARD.encode([0; 16]));
        let wrong = [("upload-offset", "0"), ("upload-checksum", &*wrong)];
        self.tus(("PATCH", path), &wrong, &bytes[..400], 460).await;
        self.tus(("PATCH", path), &[("upload-offset", "0")], &bytes[..400], 204).await;
        let rest = [("upload-offset", "400"), ("x-http-method-override", "PATCH")];
        self.tus(("POST", path), &rest, &bytes[400..], 204).await;
        self.tus(("DELETE", path), &[], b"", 204).await;
        self.tus(("DELETE", path), &[], b"", 404).await;
        // The file is damaged, so the next page of the phone asks for it again.
        let mut tx = self.world.app.db.write().await.unwrap();
        let files = [Digest::of(&bytes)];
        crate::db::files::mark_missing(&mut tx, self.world.county, &files).await.unwrap();
        tx.commit().await.unwrap();
        let page = self.get(&teacher, "/v1/pull?limit=1000", 200).await;
        assert_eq!(page["files"], json!([{ "sha256": files[0].to_string(), "ask": "wanted" }]));
    }
}
