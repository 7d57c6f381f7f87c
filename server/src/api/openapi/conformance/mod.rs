//! Every answer is one that the document knows: real calls, read against the schemas of their operations.

mod contract;
mod story;

use super::{Body, OPERATIONS, document};
use crate::testing::{World, each_db};
use contract::Contract;
use serde_json::{Value, json};
use story::Story;

#[tokio::test]
async fn every_answer_is_one_that_the_document_knows() {
    each_db(|db| async move {
        let mut story = Story::new(World::new(&db).await).await;
        story.people_sign_in().await;
        story.phones_sync().await;
        story.photos_are_uploaded().await;
        story.queues_are_worked().await;
        story.acts_are_recorded().await;
        story.students_are_read().await;
        story.files_are_exported().await;
        story.photos_are_seen().await;
        story.forms_are_kept().await;
        story.accounts_are_kept().await;
        story.papers_are_issued().await;
        story.work_is_moved().await;
        story.a_year_begins().await;
        story.the_server_is_watched().await;
        story.changes_are_heard().await;
        for operation in OPERATIONS {
            let call = (operation.method, operation.path, operation.status);
            assert!(story.contract.heard.contains(&call), "never heard: {call:?}");
        }
        for status in [400, 401, 404, 409, 422] {
            let mut heard = story.contract.heard.iter();
            assert!(heard.any(|call| call.2 == status), "never heard: {status}");
        }
        for other in
            [("get", "/v1/pull", 204), ("post", "/v1/moves", 200), ("post", "/v1/papers", 200)]
        {
            assert!(story.contract.heard.contains(&other), "never heard: {other:?}");
        }
    })
    .await;
}

/// Judges an answer of an operation that gives a session.
fn judge(status: u16, kind: &str, answer: &Value) -> Result<Value, String> {
    let sign_in = OPERATIONS.iter().find(|operation| operation.path == "/v1/sign-in").unwrap();
    Contract::new().judge(sign_in, status, Some(kind), answer.to_string().as_bytes())
}

#[test]
fn an_answer_that_the_document_does_not_know_is_found() {
    let problem = json!({
        "type": "urn:doorstep:problem:busy", "title": "t", "status": 503, "detail": "d",
        "code": "busy", "retryable": true,
    });
    let kind = "application/problem+json";
    assert_eq!(judge(503, kind, &problem), Ok(problem.clone()));
    let changed = |key: &str, value: Value| {
        let mut changed = problem.clone();
        changed[key] = value;
        changed
    };
    let without = |key: &str| {
        let mut changed = problem.clone();
        changed.as_object_mut().unwrap().remove(key);
        changed
    };
    for (status, kind, answer, reason) in [
        (418, kind, problem.clone(), "the status is not documented"),
        (503, "text/html", problem.clone(), "text/html is not documented"),
        (503, kind, changed("more", json!(1)), "'more' was unexpected"),
        (503, kind, changed("status", json!("503")), "is not of type"),
        (503, kind, without("code"), "is a required property"),
    ] {
        let wrong = judge(status, kind, &answer).unwrap_err();
        assert!(wrong.contains(reason), "{wrong}");
    }
}

#[test]
fn every_object_that_we_answer_is_closed() {
    let document = document();
    let mut names: Vec<&str> = vec!["Problem"];
    names.extend(OPERATIONS.iter().filter_map(|operation| match operation.gives {
        Body::Value(name) => Some(name),
        _ => None,
    }));
    for name in names {
        demand_closed(&document, &document["components"]["schemas"][name], name);
    }
}

/// Demands that a schema and all within it allow no property that it does not name.
fn demand_closed(document: &Value, schema: &Value, place: &str) {
    if let Some(pointer) = schema["$ref"].as_str() {
        // Facts carry the fields of later versions.
        if !pointer.ends_with("/Fact") {
            let found = document.pointer(pointer.trim_start_matches('#')).unwrap();
            demand_closed(document, found, pointer);
        }
        return;
    }
    let properties = schema["properties"].as_object();
    if let Some(properties) = properties {
        assert_eq!(schema["additionalProperties"], json!(false), "{place}");
        for (name, schema) in properties {
            demand_closed(document, schema, &format!("{place}.{name}"));
        }
    }
    for within in ["items", "additionalProperties"].iter().filter_map(|within| schema.get(within)) {
        demand_closed(document, within, place);
    }
    for choice in ["anyOf", "oneOf"].iter().filter_map(|choice| schema[*choice].as_array()) {
        for schema in choice {
            demand_closed(document, schema, place);
        }
    }
}
