//! Schemas of queues, overdue lists, boards and acts on follow-ups.

use super::roster::groups;
use super::state::{follow_up_state, proofs, reason, work};
use super::{Named, closed, day, flag, id, list, maybe, moment, number, open, text, to};
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let overdue = json!({
        "items": list(&to("FollowUp")), "next": maybe(&text()), "as_of": moment(),
    });
    let queue = json!({
        "items": list(&to("FollowUp")), "next": maybe(&text()), "as_of": moment(),
        "open": number(), "overdue": number(),
    });
    let point = json!({ "day": day(), "at": moment(), "open": number(), "overdue": number() });
    let trend = json!({ "points": list(&closed(&point, &none)), "as_of": moment() });
    let rows = json!({
        "rows": list(&to("FollowUpRow")), "next": maybe(&text()), "as_of": moment(),
        "total": maybe(&number()),
    });
    let answer = json!({
        "id": id(), "state": follow_up_state(), "owner": text(), "due_at": moment(), "fact": id(),
    });
    vec![
        ("FollowUp", follow_up()),
        ("FollowUpRow", row()),
        ("FollowUps", closed(&rows, &none)),
        ("Queue", closed(&queue, &none)),
        ("Overdue", closed(&overdue, &none)),
        ("Board", board()),
        ("Trend", closed(&trend, &none)),
        ("Done", open(&none, &json!({ "proof": maybe(&id()), "note": text() }))),
        ("SendBack", open(&json!({ "reason": text() }), &none)),
        ("Reassign", open(&json!({ "to": text() }), &json!({ "reason": text() }))),
        ("FollowUpAnswer", closed(&answer, &none)),
    ]
}

fn follow_up() -> Value {
    closed(&properties(), &json!({}))
}

/// A follow-up with what a desk shows beside it.
fn row() -> Value {
    let mut always = properties();
    for name in ["owner_name", "village_name", "school_name", "township_name", "accepted_by_name"] {
        always[name] = maybe(&text());
    }
    always["groups"] = groups();
    always["closed_at"] = maybe(&moment());
    always["may"] = work();
    closed(&always, &json!({}))
}

fn properties() -> Value {
    json!({
        "id": id(), "case": id(), "student": to("StudentName"), "village": to("RegionName"),
        "school": to("SchoolName"), "class": to("ClassName"), "reason": reason(),
        "step": maybe(&number()), "state": follow_up_state(), "owner": text(),
        "opened_at": moment(), "due_at": moment(), "overdue": flag(), "days_late": number(),
        "risk": number(), "required": proofs(), "accepted_by": maybe(&id()),
        "sent_back": maybe(&text()),
    })
}

fn board() -> Value {
    let none = json!({});
    let counts = json!({
        "open": number(), "overdue": number(), "age_0": number(), "age_1_3": number(),
        "age_4_7": number(), "age_8_30": number(), "age_over_30": number(),
        "oldest_due_at": maybe(&moment()),
    });
    let mut row = counts.clone();
    row["key"] = text();
    row["name"] = maybe(&text());
    let board = json!({
        "rows": list(&closed(&row, &none)), "totals": closed(&counts, &none), "as_of": moment(),
    });
    closed(&board, &none)
}
