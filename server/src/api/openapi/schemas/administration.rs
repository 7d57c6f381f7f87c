//! Schemas of accounts, devices, the log and imports.

use super::roster::{role, scope, status};
use super::{Named, closed, flag, id, list, maybe, moment, number, open, region, text, to, word};
use crate::imports::Kind;
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let worker = json!({
        "id": id(), "username": text(), "name": text(), "role": role(), "disabled": flag(),
        "scope": list(&to("Assignment")), "scope_names": list(&maybe(&text())), "phones": number(),
    });
    let new = json!({ "username": text(), "name": text(), "role": role() });
    let change = json!({
        "name": maybe(&text()), "role": maybe(&role()), "password": maybe(&text()),
        "disabled": maybe(&flag()),
    });
    let waiting = json!({ "photos": number(), "removals": number(), "uploads": number() });
    let device = json!({
        "id": id(), "worker": id(), "username": text(), "worker_name": text(), "role": role(),
        "name": text(), "has_key": flag(), "enrolled_at": moment(), "last_seen_at": moment(),
        "last_push_at": maybe(&moment()), "revoked_at": maybe(&moment()), "removals": number(),
        "waiting": closed(&waiting, &none),
    });
    let entry = json!({
        "seq": number(), "at": moment(), "worker": maybe(&id()), "device": maybe(&id()),
        "action": text(), "resource": text(), "detail": text(), "hash": text(),
    });
    let workers = json!({ "workers": list(&to("Worker")) });
    let devices = json!({ "devices": list(&closed(&device, &none)) });
    let entries = json!({ "entries": list(&closed(&entry, &none)) });
    vec![
        ("Worker", closed(&worker, &json!({ "password": text() }))),
        ("WholeWorker", whole_worker()),
        ("NewPassword", closed(&json!({ "username": text(), "password": text() }), &none)),
        ("Workers", closed(&workers, &json!({ "after": text() }))),
        ("NewWorker", open(&new, &json!({ "scope": list(&text()), "password": maybe(&text()) }))),
        ("WorkerChange", open(&none, &change)),
        ("Assign", open(&json!({ "scope": text() }), &none)),
        ("Devices", closed(&devices, &json!({ "after": id() }))),
        ("Audit", closed(&entries, &json!({ "after": number(), "actions": list(&text()) }))),
        ("ImportReport", report()),
        ("Rules", rules()),
        ("TriedRules", open(&none, &json!({ "policy": whole(), "calendar": whole() }))),
        ("RulesTrial", trial()),
    ]
}

/// A worker with what was and what there is.
fn whole_worker() -> Value {
    let none = json!({});
    let earlier = json!({
        "id": id(), "scope": scope(), "name": maybe(&text()), "since": moment(), "until": moment(),
    });
    let device = json!({
        "id": id(), "name": text(), "has_key": flag(), "last_seen_at": moment(),
        "revoked_at": maybe(&moment()),
    });
    let always = json!({
        "worker": to("Worker"), "earlier": list(&closed(&earlier, &none)),
        "devices": list(&closed(&device, &none)),
    });
    closed(&always, &none)
}

/// A policy or a calendar, as its own JSON.
fn whole() -> Value {
    json!({ "type": "object" })
}

fn rules() -> Value {
    let none = json!({});
    let worker = closed(&json!({ "id": id(), "name": maybe(&text()) }), &none);
    let version = json!({ "version": number(), "since": maybe(&moment()), "by": maybe(&worker) });
    let history = list(&closed(&version, &none));
    let always = json!({
        "county": region(), "policy": whole(), "policy_version": number(), "calendar": whole(),
        "calendar_version": number(), "policy_history": history, "calendar_history": history,
    });
    closed(&always, &none)
}

fn trial() -> Value {
    let none = json!({});
    let both = |of: &Value| json!({ "type": "array", "items": of, "minItems": 2, "maxItems": 2 });
    let change = json!({
        "student": id(), "name": text(), "step": both(&maybe(&number())), "status": both(&status()),
        "opened": number(), "closed": number(), "moved": number(),
    });
    let always = json!({
        "students": number(), "changed": number(), "steps": number(), "statuses": number(),
        "opened": number(), "closed": number(), "moved": number(), "overdue": both(&number()),
        "changes": list(&closed(&change, &none)), "as_of": moment(),
    });
    closed(&always, &none)
}

fn report() -> Value {
    let none = json!({});
    let error = json!({ "row": number(), "column": text(), "code": text(), "message": text() });
    let password = json!({ "username": text(), "password": text() });
    let column = json!({ "column": text(), "from": maybe(&text()), "to": maybe(&text()) });
    let change = json!({
        "row": number(), "what": word(["create", "change"]), "label": text(),
        "columns": list(&closed(&column, &none)),
    });
    let unnamed = json!({ "class": text(), "name": text() });
    let absent = json!({ "count": number(), "listed": list(&closed(&unnamed, &none)) });
    let always = json!({
        "kind": word(Kind::ALL.map(Kind::as_str)), "dry_run": flag(), "applied": flag(),
        "rows": number(), "good": number(), "bad": number(), "created": number(),
        "changed": number(), "unchanged": number(), "errors": list(&closed(&error, &none)),
        "changes": list(&closed(&change, &none)),
    });
    let sometimes = json!({
        "absent": closed(&absent, &none), "version": number(), "generated": list(&closed(&password, &none)),
    });
    closed(&always, &sometimes)
}
