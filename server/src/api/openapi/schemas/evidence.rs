//! Schemas of evidence photos, their verdicts, explanations and erasure.

use super::{Named, closed, flag, id, list, maybe, moment, number, open, text, to, word};
use doorstep_schema::evidence::{Finding, Topic};
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let photos = json!({ "items": list(&to("Photo")), "next": maybe(&text()), "as_of": moment() });
    vec![
        ("Photo", photo()),
        ("Photos", closed(&photos, &none)),
        ("VerdictPoint", point()),
        ("Explanation", open(&json!({ "note": text() }), &none)),
        ("Explained", closed(&json!({ "photo": id(), "fact": id() }), &none)),
        ("Erasure", open(&json!({ "reason": text() }), &none)),
        ("Erased", closed(&json!({ "student": id(), "erased": number() }), &none)),
    ]
}

fn photo() -> Value {
    let state = word(["awaited", "whole", "missing", "deleted"]);
    let said = json!({ "fact": id(), "author": id(), "at": moment(), "note": text() });
    let always = json!({
        "id": id(), "of": id(), "student": maybe(&id()), "author": id(),
        "author_name": maybe(&text()), "device": id(), "number": maybe(&number()),
        "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" }, "bytes": number(),
        "width": number(), "height": number(), "taken_at": maybe(&moment()),
        "place": maybe(&to("Place")), "arrived_at": moment(), "file": state,
        "thumb": maybe(&state), "held_back": flag(), "withdrawn": maybe(&id()),
        "doubts": number(), "points": list(&to("VerdictPoint")),
        "explanations": list(&closed(&said, &json!({}))),
    });
    closed(&always, &json!({}))
}

/// One point; `with` holds the numbers and ids that its sentence names.
fn point() -> Value {
    let topics = Topic::ALL.iter().map(|topic| topic.as_str());
    let findings = Finding::ALL.iter().map(|finding| finding.as_str());
    let always = json!({
        "topic": word(topics), "finding": word(findings), "code": text(), "text": text(),
    });
    closed(&always, &json!({ "with": { "type": "object" } }))
}
