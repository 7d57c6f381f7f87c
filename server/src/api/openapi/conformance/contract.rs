//! The document as a contract: what calls and answers it allows, and which answers were heard.

use super::super::{OPERATIONS, Operation, document};
use crate::testing::{Person, World};
use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The document, and the answers that were held against it.
pub(super) struct Contract {
    document: Value,
    /// Method, address and status of what was answered.
    pub(super) heard: BTreeSet<(&'static str, &'static str, u16)>,
}

impl Contract {
    pub(super) fn new() -> Self {
        Self { document: document(), heard: BTreeSet::new() }
    }

    /// Calls as a person, with a JSON body unless it is null.
    pub(super) async fn by(
        &mut self,
        person: &Person,
        method: &str,
        path: &str,
        body: &Value,
    ) -> (u16, Value) {
        let mut request = person.request(method, path, written(body));
        request.headers_mut().insert(header::CONTENT_TYPE, JSON);
        request.headers_mut().remove(header::ACCEPT);
        self.hear(&person.world, request, body).await
    }

    /// Calls as nobody.
    pub(super) async fn stranger(
        &mut self,
        world: &World,
        method: &str,
        path: &str,
        body: &Value,
    ) -> (u16, Value) {
        let request = Request::builder().method(method).uri(path);
        let request = request.header(header::CONTENT_TYPE, JSON).body(Body::from(written(body)));
        self.hear(world, request.unwrap(), body).await
    }

    /// Sends a request and holds it and its answer against the document.
    pub(super) async fn hear(
        &mut self,
        world: &World,
        request: Request<Body>,
        body: &Value,
    ) -> (u16, Value) {
        let call = format!("{} {}", request.method(), request.uri());
        let operation = operation(request.method().as_str(), request.uri().path());
        let asked: Vec<&str> = request.uri().query().unwrap_or_default().split('&').collect();
        for name in asked.iter().filter_map(|pair| pair.split('=').next()) {
            let known = operation.query.iter().any(|(known, _, _)| *known == name);
            assert!(known || name.is_empty(), "{call}: the parameter {name} is not documented");
        }
        let response = world.answer(request).await;
        let status = response.status().as_u16();
        let kind = response.headers().get(header::CONTENT_TYPE).cloned();
        let kind = kind.as_ref().map(|kind| kind.to_str().unwrap());
        let answer = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let judged = self.judge(operation, status, kind, &answer);
        let judged = judged.unwrap_or_else(|wrong| {
            panic!("{call} {status}: {wrong}\n{}", String::from_utf8_lossy(&answer))
        });
        if status < 400 && !body.is_null() {
            let takes = &self.of(operation)["requestBody"]["content"]["application/json"]["schema"];
            let fits = self.fits(takes, body);
            assert_eq!(fits, Ok(()), "{call}: it took what the document does not: {body}");
        }
        self.heard.insert((operation.method, operation.path, status));
        (status, judged)
    }

    /// Reads an answer as the operation's document has it; null when it is not JSON.
    ///
    /// # Errors
    /// What of it is not documented.
    pub(super) fn judge(
        &self,
        operation: &Operation,
        status: u16,
        kind: Option<&str>,
        body: &[u8],
    ) -> Result<Value, String> {
        let mut response = &self.of(operation)["responses"][status.to_string()];
        if let Some(pointer) = response["$ref"].as_str() {
            response = self.document.pointer(pointer.trim_start_matches('#')).unwrap();
        }
        if response.is_null() {
            return Err("the status is not documented".to_owned());
        }
        let Some(content) = response["content"].as_object() else {
            let empty = body.is_empty() && kind.is_none();
            return empty.then_some(Value::Null).ok_or("no body is documented".to_owned());
        };
        let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default();
        let media = content.get(kind).ok_or_else(|| format!("{kind} is not documented"))?;
        if !kind.ends_with("json") {
            return Ok(Value::Null);
        }
        let answer: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
        self.fits(&media["schema"], &answer).map(|()| answer)
    }

    fn of(&self, operation: &Operation) -> &Value {
        &self.document["paths"][operation.path][operation.method]
    }

    /// Holds a value against a schema of the document.
    fn fits(&self, schema: &Value, value: &Value) -> Result<(), String> {
        let mut whole = schema.clone();
        whole["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        // References lead into the components, so they come along.
        whole["components"] = json!({ "schemas": self.document["components"]["schemas"] });
        let validator = jsonschema::options().should_validate_formats(true).build(&whole);
        let validator = validator.map_err(|error| error.to_string())?;
        let wrong = validator.iter_errors(value);
        let wrong: Vec<String> =
            wrong.map(|error| format!("{}: {error}", error.instance_path())).collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    }
}

fn written(body: &Value) -> Vec<u8> {
    if body.is_null() { Vec::new() } else { body.to_string().into_bytes() }
}

/// Finds the operation that answers a call; the address with the fewest parameters comes first.
fn operation(method: &str, path: &str) -> &'static Operation {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |operation: &&Operation| {
        let known: Vec<&str> = operation.path.split('/').collect();
        let same = |(known, part): (&&str, &&str)| known.starts_with('{') || known == part;
        operation.method.eq_ignore_ascii_case(method)
            && known.len() == parts.len()
            && known.iter().zip(&parts).all(same)
    };
    let holes = |operation: &&Operation| operation.path.matches('{').count();
    let found = OPERATIONS.iter().filter(fits).min_by_key(holes);
    found.unwrap_or_else(|| panic!("{method} {path} is not documented"))
}
