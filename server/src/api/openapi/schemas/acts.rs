//! Schemas of what is done at desks: many follow-ups at once, facts, moves between workers.

use super::{Named, closed, flag, id, list, maybe, moment, number, open, region, text, to, word};
use doorstep_schema::fact::Act;
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let bulk = json!({
        "act": word(["accept", "send_back", "reassign"]),
        "ids": { "type": "array", "items": id(), "maxItems": 500 },
    });
    let more = json!({ "reason": text(), "to": maybe(&text()) });
    let outcome = json!({ "fact": id(), "problem": to("Problem") });
    let outcome = closed(&json!({ "id": id() }), &outcome);
    let fact = json!({
        "kind": word(Act::KINDS.iter().copied()), "payload": { "type": "object" },
    });
    vec![
        ("BulkAct", open(&bulk, &more)),
        ("BulkAnswer", closed(&json!({ "results": list(&outcome) }), &none)),
        ("NewFact", open(&fact, &json!({ "happened_at": maybe(&moment()) }))),
        ("Recorded", closed(&json!({ "id": id() }), &none)),
        ("Withdrawal", open(&json!({ "reason": text() }), &none)),
        ("WorkerName", closed(&json!({ "id": id(), "name": maybe(&text()) }), &none)),
        ("NewMove", new_move()),
        ("Moved", moved()),
        ("Moves", moves()),
    ]
}

fn new_move() -> Value {
    let always = json!({ "from": id(), "to": id(), "reason": text() });
    let sometimes = json!({
        "dry_run": flag(), "class": maybe(&id()), "school": maybe(&id()),
        "village": maybe(&region()), "owner": maybe(&text()),
    });
    open(&always, &sometimes)
}

/// What a move is about.
fn about() -> Value {
    json!({
        "at": moment(), "owner": text(), "owner_name": maybe(&text()),
        "from": to("WorkerName"), "to": to("WorkerName"), "reason": text(),
        "students": number(), "follow_ups": number(),
    })
}

/// A phone that students leave.
fn phone() -> Value {
    json!({
        "device": id(), "name": text(), "worker": id(), "worker_name": maybe(&text()),
        "last_seen_at": moment(), "students": number(),
    })
}

fn moved() -> Value {
    let none = json!({});
    let mut moved = about();
    moved["id"] = maybe(&id());
    moved["dry_run"] = flag();
    moved["phones"] = list(&closed(&phone(), &none));
    closed(&moved, &none)
}

fn moves() -> Value {
    let none = json!({});
    let mut still = phone();
    still["since"] = moment();
    let mut made = about();
    made["id"] = id();
    made["by"] = to("WorkerName");
    made["still_on"] = list(&closed(&still, &none));
    let page = json!({ "moves": list(&closed(&made, &none)), "next": maybe(&text()) });
    closed(&page, &none)
}
