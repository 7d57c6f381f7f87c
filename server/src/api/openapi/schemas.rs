//! The schemas of bodies, written down from the types that travel.

use serde_json::{Map, Value, json};

fn object(required: &[&str], properties: &Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}

fn to(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn list(of: &Value) -> Value {
    json!({ "type": "array", "items": of })
}

/// Returns every schema by its name.
pub(super) fn all() -> Map<String, Value> {
    let mut schemas = Map::new();
    for (name, schema) in accounts().into_iter().chain(sync()).chain(desk()).chain(administration())
    {
        schemas.insert(name.to_owned(), schema);
    }
    schemas
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn number() -> Value {
    json!({ "type": "integer" })
}

fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn moment() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn maybe(mut schema: Value) -> Value {
    if let Some(kind) = schema.get("type").cloned() {
        schema["type"] = json!([kind, "null"]);
    }
    schema
}

fn accounts() -> Vec<(&'static str, Value)> {
    let violation = object(
        &["field", "code", "message"],
        &json!({
            "field": text(), "code": text(), "message": text(),
        }),
    );
    let device = object(
        &["id", "name", "public_key", "at", "signature"],
        &json!({
            "id": id(), "name": text(), "public_key": text(), "at": moment(), "signature": text(),
        }),
    );
    let colleague =
        object(&["id", "name", "role"], &json!({ "id": id(), "name": text(), "role": text() }));
    vec![
        ("Violation", violation),
        (
            "Problem",
            object(
                &["type", "title", "status", "detail", "code", "retryable"],
                &json!({
                    "type": text(), "title": text(), "status": number(), "detail": text(), "code": text(),
                    "retryable": { "type": "boolean" }, "violations": list(&to("Violation")), "request_id": text(),
                }),
            ),
        ),
        (
            "SignIn",
            object(
                &["username", "password"],
                &json!({
                    "username": text(), "password": text(), "device": device,
                }),
            ),
        ),
        (
            "Refresh",
            object(&["refresh_token"], &json!({ "refresh_token": text(), "signature": text() })),
        ),
        ("Colleague", colleague),
        (
            "Assignment",
            object(&["id", "scope"], &json!({ "id": id(), "scope": { "type": "object" } })),
        ),
        (
            "Session",
            object(
                &[
                    "access_token",
                    "expires_at",
                    "refresh_token",
                    "worker",
                    "subject",
                    "device",
                    "county",
                    "scope",
                    "now",
                ],
                &json!({
                    "access_token": text(), "expires_at": moment(), "refresh_token": text(),
                    "worker": to("Colleague"), "subject": id(), "device": id(), "county": text(),
                    "scope": list(&to("Assignment")), "now": moment(),
                }),
            ),
        ),
        (
            "Me",
            object(
                &["worker", "device", "county", "scope", "now"],
                &json!({
                    "worker": to("Colleague"), "device": id(), "county": text(),
                    "scope": list(&to("Assignment")), "now": moment(),
                }),
            ),
        ),
    ]
}

fn sync() -> Vec<(&'static str, Value)> {
    let fact = object(
        &[
            "id",
            "kind",
            "version",
            "author",
            "device",
            "county",
            "happened_at",
            "entered_at",
            "hlc",
            "payload",
        ],
        &json!({
            "id": id(), "kind": text(), "version": number(), "author": id(), "device": id(), "county": text(),
            "student": id(), "happened_at": moment(), "entered_at": moment(), "hlc": number(),
            "payload": { "type": "object" },
        }),
    );
    let receipt = object(
        &["id", "outcome"],
        &json!({
            "id": id(), "outcome": { "type": "string", "enum": ["accepted", "duplicate", "refused"] },
            "problem": to("Violation"),
        }),
    );
    vec![
        ("Fact", fact),
        (
            "Push",
            object(
                &["facts"],
                &json!({ "facts": { "type": "array", "items": to("Fact"), "maxItems": 500 } }),
            ),
        ),
        (
            "PushAnswer",
            object(&["receipts", "now"], &json!({ "receipts": list(&receipt), "now": moment() })),
        ),
        (
            "Page",
            object(
                &["cursor", "now"],
                &json!({
                    "scope": list(&to("Assignment")), "policy": { "type": "object" }, "calendar": { "type": "object" },
                    "regions": list(&json!({ "type": "object" })), "schools": list(&json!({ "type": "object" })),
                    "classes": list(&json!({ "type": "object" })), "workers": list(&to("Colleague")),
                    "students": list(&json!({ "type": "object" })), "facts": list(&to("Fact")), "removed": list(&id()),
                    "cursor": object(&["seq", "rank", "own"], &json!({ "seq": number(), "rank": number(), "own": number() })),
                    "more": { "type": "boolean" }, "now": moment(),
                }),
            ),
        ),
        ("Removal", object(&["students"], &json!({ "students": list(&id()) }))),
    ]
}

fn desk() -> Vec<(&'static str, Value)> {
    let counts = json!({
        "open": number(), "overdue": number(), "age_0": number(), "age_1_3": number(), "age_4_7": number(),
        "age_8_30": number(), "age_over_30": number(), "oldest_due_at": maybe(moment()),
    });
    let mut row = counts.clone();
    row["key"] = text();
    row["name"] = maybe(text());
    vec![
        (
            "FollowUp",
            object(
                &[
                    "id",
                    "case",
                    "student",
                    "village",
                    "school",
                    "class",
                    "reason",
                    "state",
                    "owner",
                    "opened_at",
                ],
                &json!({
                    "id": id(), "case": id(), "student": { "type": "object" }, "village": { "type": "object" },
                    "school": { "type": "object" }, "class": { "type": "object" }, "reason": text(),
                    "step": maybe(number()), "state": text(), "owner": text(), "opened_at": moment(),
                    "due_at": moment(),
                }),
            ),
        ),
        (
            "Queue",
            object(
                &["items", "as_of", "open", "overdue"],
                &json!({
                    "items": list(&to("FollowUp")), "next": maybe(text()), "as_of": moment(), "open": number(),
                    "overdue": number(),
                }),
            ),
        ),
        (
            "Overdue",
            object(
                &["items", "as_of"],
                &json!({
                    "items": list(&to("FollowUp")), "next": maybe(text()), "as_of": moment(),
                }),
            ),
        ),
        (
            "Board",
            object(
                &["rows", "totals", "as_of"],
                &json!({
                    "rows": list(&object(&["key", "open", "overdue"], &row)),
                    "totals": object(&["open", "overdue"], &counts), "as_of": moment(),
                }),
            ),
        ),
        ("Done", object(&[], &json!({ "proof": maybe(id()), "note": text() }))),
        ("SendBack", object(&["reason"], &json!({ "reason": text() }))),
        ("Reassign", object(&["to"], &json!({ "to": text(), "reason": text() }))),
        (
            "FollowUpAnswer",
            object(
                &["id", "state", "owner", "due_at", "fact"],
                &json!({
                    "id": id(), "state": text(), "owner": text(), "due_at": moment(), "fact": id(),
                }),
            ),
        ),
    ]
}

fn administration() -> Vec<(&'static str, Value)> {
    let worker = object(
        &["id", "username", "name", "role", "disabled", "scope"],
        &json!({
            "id": id(), "username": text(), "name": text(), "role": text(), "disabled": { "type": "boolean" },
            "scope": list(&to("Assignment")),
        }),
    );
    let device = object(
        &["id", "worker", "username", "name", "has_key", "enrolled_at", "last_seen_at"],
        &json!({
            "id": id(), "worker": id(), "username": text(), "name": text(), "has_key": { "type": "boolean" },
            "enrolled_at": moment(), "last_seen_at": moment(), "revoked_at": maybe(moment()), "removals": number(),
        }),
    );
    let entry = object(
        &["seq", "at", "action", "resource", "detail", "hash"],
        &json!({
            "seq": number(), "at": moment(), "worker": maybe(id()), "device": maybe(id()), "action": text(),
            "resource": text(), "detail": text(), "hash": text(),
        }),
    );
    let error = object(
        &["row", "column", "code", "message"],
        &json!({
            "row": number(), "column": text(), "code": text(), "message": text(),
        }),
    );
    vec![
        ("Worker", worker),
        (
            "Workers",
            object(&["workers"], &json!({ "workers": list(&to("Worker")), "after": text() })),
        ),
        (
            "NewWorker",
            object(
                &["username", "name", "role", "password"],
                &json!({
                    "username": text(), "name": text(), "role": text(), "scope": list(&text()), "password": text(),
                }),
            ),
        ),
        (
            "WorkerChange",
            object(
                &[],
                &json!({
                    "name": maybe(text()), "role": maybe(text()), "password": maybe(text()),
                    "disabled": { "type": ["boolean", "null"] },
                }),
            ),
        ),
        ("Assign", object(&["scope"], &json!({ "scope": text() }))),
        ("Devices", object(&["devices"], &json!({ "devices": list(&device), "after": id() }))),
        ("Audit", object(&["entries"], &json!({ "entries": list(&entry), "after": number() }))),
        (
            "ImportReport",
            object(
                &[
                    "kind",
                    "dry_run",
                    "applied",
                    "rows",
                    "good",
                    "bad",
                    "created",
                    "changed",
                    "unchanged",
                    "errors",
                ],
                &json!({
                    "kind": text(), "dry_run": { "type": "boolean" }, "applied": { "type": "boolean" },
                    "rows": number(), "good": number(), "bad": number(), "created": number(), "changed": number(),
                    "unchanged": number(), "errors": list(&error),
                    "generated": list(&object(&["username", "password"], &json!({ "username": text(), "password": text() }))),
                }),
            ),
        ),
    ]
}
