//! `GET /v1/openapi.json`: the API's own document, OpenAPI 3.1.

#[cfg(test)]
mod conformance;
mod operations;
mod queries;
mod schemas;
#[cfg(test)]
mod tests;
mod uploads;

use axum::Json;
use doorstep_papers::Kind;
use doorstep_schema::indicator::Key;
use doorstep_schema::ledger;
use operations::{Body, OPERATIONS, Operation};
use serde_json::{Map, Value, json};

/// Returns the document.
#[must_use]
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for operation in OPERATIONS {
        let item = paths.entry(operation.path).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(operation.method.to_owned(), describe(operation));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Doorstep",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The API of the server of an education authority. Bodies are JSON or, for phones, compact \
                CBOR of the same values, plain or zstd. Problems are RFC 9457 with stable codes.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{ "access": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "access": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
            },
            "schemas": schemas::all(),
            "responses": {
                "Problem": {
                    "description": "What went wrong, with a stable code.",
                    "content": {
                        "application/problem+json": { "schema": reference("Problem") },
                    },
                },
            },
        },
    })
}

/// Answers the document.
pub(super) async fn handle() -> Json<Value> {
    Json(document())
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn describe(operation: &Operation) -> Value {
    let mut parameters: Vec<Value> = in_path(operation.path)
        .map(|name| {
            let schema = if name == "kind" {
                let kinds = crate::imports::Kind::ALL.map(crate::imports::Kind::as_str);
                json!({ "type": "string", "enum": kinds })
            } else if name == "key" {
                let keys = Key::ALL.iter().map(|key| key.as_str()).collect::<Vec<_>>();
                json!({ "type": "string", "enum": keys })
            } else if name == "ledger" {
                let keys = ledger::Key::ALL.iter().map(|key| key.as_str()).collect::<Vec<_>>();
                json!({ "type": "string", "enum": keys })
            } else if name == "paper" {
                json!({ "type": "string", "enum": Kind::ALL.map(Kind::as_str) })
            } else if name == "form" {
                json!({ "type": "string" })
            } else if name == "edition" {
                json!({ "type": "integer", "minimum": 1 })
            } else {
                json!({ "type": "string", "format": "uuid" })
            };
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    parameters.extend(operation.query.iter().map(|(name, kind, about)| {
        json!({ "name": name, "in": "query", "description": about, "schema": { "type": kind } })
    }));
    parameters.extend(uploads::headers(operation));
    let mut described = json!({
        "summary": operation.summary,
        "operationId": operation_id(operation),
        "parameters": parameters,
        "responses": responses(operation),
    });
    if let Some(map) = described.as_object_mut() {
        if operation.public {
            map.insert("security".to_owned(), json!([]));
        }
        if let Some(content) = content(operation.takes) {
            // Uploads may be begun without bytes, and end or be asked about by POST.
            let required = operation.method != "post" || !uploads::are_of(operation);
            let body = json!({ "required": required, "content": content });
            map.insert("requestBody".to_owned(), body);
        }
    }
    described
}

fn responses(operation: &Operation) -> Value {
    let mut responses = Map::new();
    let mut good = json!({ "description": operation.summary });
    if let (Some(content), Some(map)) = (content(operation.gives), good.as_object_mut()) {
        map.insert("content".to_owned(), content);
    }
    responses.insert(operation.status.to_string(), good);
    if operation.path == "/v1/pull" {
        responses.insert("204".to_owned(), json!({ "description": "Nothing is new." }));
    }
    if operation.method == "post" && ["/v1/moves", "/v1/papers"].contains(&operation.path) {
        let mut told = json!({ "description": "What would be done: a dry run." });
        if let (Some(content), Some(map)) = (content(operation.gives), told.as_object_mut()) {
            map.insert("content".to_owned(), content);
        }
        responses.insert("200".to_owned(), told);
    }
    if matches!(operation.gives, Body::File("image/jpeg")) {
        let part = json!({ "description": "The part that was asked for.", "content": { "image/jpeg": {} } });
        responses.insert("206".to_owned(), part);
        responses.insert("304".to_owned(), json!({ "description": "The caller has it already." }));
        responses.insert("416".to_owned(), json!({ "$ref": "#/components/responses/Problem" }));
    }
    for status in ["400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503"] {
        responses.insert(status.to_owned(), json!({ "$ref": "#/components/responses/Problem" }));
    }
    if uploads::are_of(operation) {
        for status in uploads::STATUSES {
            let problem = json!({ "$ref": "#/components/responses/Problem" });
            responses.insert((*status).to_owned(), problem);
        }
    }
    Value::Object(responses)
}

fn content(body: Body) -> Option<Value> {
    Some(match body {
        Body::None => return None,
        Body::Value(schema) => json!({
            "application/json": { "schema": reference(schema) },
            "application/cbor": { "schema": reference(schema) },
        }),
        Body::Document => json!({ "application/json": { "schema": { "type": "object" } } }),
        Body::Form => json!({
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {},
            "application/xml": { "schema": { "type": "string" } },
            "multipart/form-data": { "schema": {
                "type": "object", "description": "The form's file, and its CSV files.",
            } },
        }),
        Body::Text => json!({ "text/plain": { "schema": { "type": "string" } } }),
        Body::Table => json!({
            "text/csv": { "schema": { "type": "string" } },
            "application/json": { "schema": { "type": "object" } },
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {},
        }),
        Body::Exported => json!({
            "text/csv": { "schema": { "type": "string" } },
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {},
            "application/geo+json": {},
        }),
        Body::Events => json!({ "text/event-stream": { "schema": { "type": "string" } } }),
        Body::File(media_type) => json!({ media_type: {} }),
    })
}

/// Returns the names in braces of an address.
fn in_path(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn operation_id(operation: &Operation) -> String {
    let path = operation.path.trim_start_matches("/v1").replace(['{', '}'], "");
    let words = path.split(['/', '-', '.']).filter(|word| !word.is_empty());
    std::iter::once(operation.method).chain(words).collect::<Vec<_>>().join("_")
}
