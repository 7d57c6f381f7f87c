//! Schemas of schools and classes as they are kept, of a new school year, and of what is kept how long.

use super::roster::status;
use super::{Named, closed, flag, id, list, maybe, moment, number, open, real, text, to, word};
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let place = json!({ "lat": maybe(&real()), "lon": maybe(&real()) });
    let new = json!({ "code": text(), "name": text(), "region": text() });
    let change = json!({
        "name": maybe(&text()), "region": maybe(&text()), "lat": maybe(&real()), "lon": maybe(&real()),
    });
    let class = json!({ "year": number(), "grade": number(), "number": number() });
    let year = json!({ "dry_run": flag(), "school": maybe(&id()) });
    vec![
        ("Roster", roster()),
        ("NewSchool", open(&new, &place)),
        ("SchoolChange", open(&none, &change)),
        ("SchoolClasses", classes()),
        ("NewClass", open(&class, &none)),
        ("NewYear", open(&json!({ "year": number() }), &year)),
        ("RollOver", roll_over()),
        ("WaitingChildren", waiting()),
        ("Retention", retention()),
    ]
}

fn roster() -> Value {
    let none = json!({});
    let school = json!({
        "id": id(), "code": text(), "name": text(), "region": text(), "region_name": maybe(&text()),
        "year": maybe(&number()), "classes": number(), "students": number(), "waiting": number(),
    });
    let roster = json!({ "schools": list(&closed(&school, &none)), "year": maybe(&number()) });
    closed(&roster, &none)
}

fn classes() -> Value {
    let none = json!({});
    let teacher = closed(&json!({ "id": id(), "name": maybe(&text()) }), &none);
    let class = json!({
        "id": id(), "year": number(), "grade": number(), "number": number(), "students": number(),
        "teachers": list(&teacher),
    });
    closed(&json!({ "school": to("School"), "classes": list(&closed(&class, &none)) }), &none)
}

fn roll_over() -> Value {
    let none = json!({});
    let totals = json!({
        "classes": number(), "moved": number(), "graduating": number(), "waiting": number(),
        "open": number(), "teachers": number(),
    });
    let taken = json!({ "grade": number(), "number": number(), "children": number() });
    let mut school = totals.clone();
    school["id"] = id();
    school["name"] = text();
    school["state"] = word(["ready", "done", "done_before", "blocked", "no_classes"]);
    school["taken"] = list(&closed(&taken, &none));
    school["before"] = maybe(&moment());
    let answer = json!({
        "year": number(), "dry_run": flag(), "at": moment(), "schools": list(&closed(&school, &none)),
        "totals": closed(&totals, &none),
    });
    closed(&answer, &none)
}

fn waiting() -> Value {
    let none = json!({});
    let row = json!({
        "student": id(), "name": text(), "student_number": text(), "class": maybe(&text()),
        "village": maybe(&text()), "status": status(), "why": word(["waiting", "open"]),
    });
    closed(&json!({ "rows": list(&closed(&row, &none)), "next": maybe(&id()) }), &none)
}

fn retention() -> Value {
    let none = json!({});
    let kind = json!({ "kind": text(), "days": number(), "is_enforced": flag() });
    let answer = json!({
        "kinds": list(&closed(&kind, &none)), "held_back_days": number(), "photos": number(),
        "next_at": maybe(&moment()), "soon": number(), "retention": number(), "held_back": number(),
        "erased": number(), "last_deleted_at": maybe(&moment()), "last_run_at": maybe(&moment()),
        "as_of": moment(),
    });
    closed(&answer, &none)
}
