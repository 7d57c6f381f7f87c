//! Schemas of push, pull and removals.

use super::{Named, closed, flag, id, list, moment, number, open, region, text, to, word};
use doorstep_schema::wire::v1::MAX_PUSH;
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let receipt = closed(
        &json!({ "id": id(), "outcome": word(["accepted", "duplicate", "refused"]) }),
        &json!({ "problem": to("Violation") }),
    );
    let facts = json!({ "type": "array", "items": to("Fact"), "maxItems": MAX_PUSH });
    vec![
        ("Fact", fact()),
        ("Push", open(&json!({ "facts": facts }), &none)),
        ("PushAnswer", closed(&json!({ "receipts": list(&receipt), "now": moment() }), &none)),
        ("Page", page()),
        ("FileNote", file_note()),
        ("Publication", publication()),
        ("Removal", open(&json!({ "students": list(&id()) }), &none)),
    ]
}

fn fact() -> Value {
    let always = json!({
        "id": id(), "kind": text(), "version": number(), "author": id(), "device": id(),
        "county": region(), "happened_at": moment(), "entered_at": moment(), "hlc": number(),
        "payload": { "type": "object" },
    });
    open(&always, &json!({ "student": id() }))
}

/// The body is the form's JSON as a text, so that an old phone keeps what it cannot read.
fn publication() -> Value {
    let always = json!({ "form": text(), "edition": number(), "body": text() });
    closed(&always, &json!({ "audience": list(&to("Audience")) }))
}

fn file_note() -> Value {
    let sha256 = json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    closed(&json!({ "sha256": sha256, "ask": word(["wanted", "deleted"]) }), &json!({}))
}

fn page() -> Value {
    let cursor = closed(&json!({ "seq": number(), "rank": number(), "own": number() }), &json!({}));
    let sometimes = json!({
        "scope": list(&to("Assignment")), "policy": { "type": "object" },
        "calendar": to("Calendar"), "regions": list(&to("Region")), "schools": list(&to("School")),
        "classes": list(&to("Class")), "workers": list(&to("Colleague")),
        "forms": list(&to("Publication")),
        "students": list(&to("Student")), "facts": list(&to("Fact")), "removed": list(&id()),
        "files": list(&to("FileNote")),
        "more": flag(), "entries": number(),
    });
    closed(&json!({ "cursor": cursor, "now": moment() }), &sometimes)
}
