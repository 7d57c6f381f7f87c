//! Schemas of students, cases and identity numbers as a desk reads them.

use super::roster::{groups, names, role, status};
use super::state::{proofs, work};
use super::{Named, closed, flag, id, list, maybe, moment, number, text, to, word};
use doorstep_schema::waiting::Waiting;
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let students = json!({ "items": list(&to("ListedStudent")), "next": maybe(&text()) });
    let student = json!({
        "student": to("Student"), "names": to("PlaceNames"), "state": to("StudentState"),
        "timeline": list(&to("TimelineEntry")), "waiting": waiting(), "may": list(&text()),
        "as_of": moment(),
    });
    let case = json!({
        "case": to("Case"), "student": to("StudentName"), "names": to("PlaceNames"),
        "status": status(), "missing": list(&to("MissingProof")),
        "referrals": list(&to("Referral")), "promises": list(&to("Promise")), "as_of": moment(),
    });
    let missing = json!({
        "follow_up": id(), "step": maybe(&number()), "owner": text(), "any_of": proofs(),
        "overdue": flag(), "days_late": number(), "may": work(),
    });
    let identity = json!({ "student": id(), "identity": maybe(&text()) });
    let mut schemas = names();
    schemas.extend([
        ("ListedStudent", listed()),
        ("Students", closed(&students, &none)),
        ("TimelineEntry", entry()),
        ("StudentAnswer", closed(&student, &none)),
        ("MissingProof", closed(&missing, &none)),
        ("CaseAnswer", closed(&case, &none)),
        ("Identity", closed(&identity, &none)),
    ]);
    schemas
}

fn listed() -> Value {
    let always = json!({
        "id": id(), "name": text(), "student_number": text(), "school": to("SchoolName"),
        "class": to("ClassName"), "village": to("RegionName"), "status": status(),
        "groups": groups(), "open_case": maybe(&id()), "step": maybe(&number()), "risk": number(),
        "last_visit_at": maybe(&moment()), "visit_due_at": maybe(&moment()),
        "waiting": waiting(),
    });
    closed(&always, &json!({}))
}

/// What a student waits for.
fn waiting() -> Value {
    maybe(&word(Waiting::ALL.iter().map(|waiting| waiting.as_str())))
}

/// A fact; its payload is that of its kind, and of any kind where a later version wrote it.
fn entry() -> Value {
    let author = closed(&json!({ "id": id() }), &json!({ "name": text(), "role": role() }));
    let payload = json!({ "type": "object" });
    let always = json!({
        "id": id(), "kind": text(), "author": author, "device": id(), "happened_at": moment(),
        "entered_at": moment(), "received_at": moment(), "payload": payload,
    });
    let sometimes = json!({
        "entered": payload, "amended_by": id(), "retracted_by": id(), "unreadable": flag(),
    });
    closed(&always, &sometimes)
}
