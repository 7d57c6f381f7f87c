//! Schemas of problems, signing in and who is signed in.

use super::{Named, closed, flag, id, list, maybe, moment, number, open, region, text, to};
use serde_json::json;

pub(super) fn all() -> Vec<Named> {
    let violation = json!({ "field": text(), "code": text(), "message": text() });
    let problem = json!({
        "type": text(), "title": text(), "status": number(), "detail": text(), "code": text(),
        "retryable": flag(),
    });
    let details = json!({ "violations": list(&to("Violation")), "request_id": text() });
    let device = json!({
        "id": id(), "name": text(), "public_key": text(), "at": moment(), "signature": text(),
    });
    let session = json!({
        "access_token": text(), "expires_at": moment(), "refresh_token": text(),
        "worker": to("Colleague"), "subject": id(), "device": id(), "county": region(),
        "scope": list(&to("Assignment")), "now": moment(),
    });
    let me = json!({
        "worker": to("Colleague"), "device": id(), "county": region(),
        "scope": list(&to("Assignment")), "may": list(&text()), "now": moment(),
    });
    let none = json!({});
    let device = maybe(&open(&device, &none));
    vec![
        ("Violation", closed(&violation, &none)),
        ("Problem", closed(&problem, &details)),
        (
            "SignIn",
            open(&json!({ "username": text(), "password": text() }), &json!({ "device": device })),
        ),
        (
            "Refresh",
            open(&json!({ "refresh_token": text() }), &json!({ "signature": maybe(&text()) })),
        ),
        ("Session", closed(&session, &none)),
        ("Me", closed(&me, &none)),
    ]
}
