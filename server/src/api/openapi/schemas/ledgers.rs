//! Schemas of ledgers and of files that are made in the background.

use super::roster::{groups, status};
use super::{Named, closed, day, flag, id, list, maybe, moment, number, text, to, word};
use crate::api::exports::What;
use crate::db::export_jobs::State;
use crate::exports::sink::Format;
use doorstep_schema::ledger::{Column, Holds, Key};
use doorstep_schema::people::{Relation, Sex};
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    vec![
        ("Ledgers", ledgers()),
        ("LedgerPage", page()),
        ("LedgerRow", row()),
        ("Wish", wish()),
        ("Export", export()),
        ("Exports", exports()),
        ("ExportColumns", columns()),
    ]
}

fn ledgers() -> Value {
    let none = json!({});
    let key = word(Key::ALL.iter().map(|key| key.as_str()));
    let ledger = json!({
        "key": key, "name": text(), "holds": text(), "source": text(), "total": number(),
    });
    let column = json!({
        "key": word(Column::ALL.iter().map(|column| column.as_str())), "name": text(),
        "holds": word(Holds::ALL.iter().map(|holds| holds.as_str())), "masked": flag(),
        "shown": flag(),
    });
    let answer = json!({
        "ledgers": list(&closed(&ledger, &none)), "columns": list(&closed(&column, &none)),
        "may_export": flag(), "may_unmask": flag(), "reason_letters": number(), "as_of": moment(),
    });
    closed(&answer, &none)
}

fn page() -> Value {
    let page = json!({
        "rows": list(&to("LedgerRow")), "next": maybe(&text()), "total": maybe(&number()),
        "as_of": moment(),
    });
    closed(&page, &json!({}))
}

fn row() -> Value {
    let row = json!({
        "student": to("StudentName"), "sex": word(Sex::ALL.iter().map(|sex| sex.as_str())),
        "born": day(), "identity": text(), "student_number": text(), "school": to("SchoolName"),
        "class": to("ClassName"), "township": to("RegionName"), "village": to("RegionName"),
        "guardian": maybe(&text()),
        "relation": maybe(&word(Relation::ALL.iter().map(|relation| relation.as_str()))),
        "phone": maybe(&text()), "groups": groups(), "status": status(), "since": maybe(&day()),
        "last_visit_at": maybe(&moment()), "last_contact_at": maybe(&moment()),
        "open_case": maybe(&id()), "step": maybe(&number()), "days_absent": maybe(&number()),
        "promise": maybe(&day()),
    });
    closed(&row, &json!({}))
}

fn wish() -> Value {
    let always = json!({
        "what": word(What::ALL.map(What::as_str)),
        "format": word(Format::ALL.map(Format::as_str)),
    });
    let text_or_none = maybe(&text());
    let mut sometimes = json!({
        "columns": list(&text()), "lang": text(),
        "unmask": maybe(&closed(&json!({ "reason": text() }), &json!({}))),
    });
    for filter in [
        "ledger",
        "region",
        "school",
        "class",
        "text",
        "indicator",
        "part",
        "group",
        "owner",
        "state",
        "step",
        "reason",
        "age",
        "sort",
        "by",
    ] {
        sometimes[filter] = text_or_none.clone();
    }
    closed(&always, &sometimes)
}

fn export() -> Value {
    let job = json!({
        "id": id(), "asked": maybe(&to("Wish")), "state": word(State::ALL.map(State::as_str)),
        "done": number(), "total": maybe(&number()), "bytes": maybe(&number()),
        "name": maybe(&text()), "asked_at": moment(), "begun_at": maybe(&moment()),
        "ended_at": maybe(&moment()), "expires_at": maybe(&moment()), "problem": maybe(&text()),
    });
    closed(&job, &json!({}))
}

fn exports() -> Value {
    closed(&json!({ "exports": list(&to("Export")), "next": maybe(&id()) }), &json!({}))
}

fn columns() -> Value {
    let column = json!({ "key": text(), "name": text(), "masked": flag(), "shown": flag() });
    let answer = json!({
        "columns": list(&closed(&column, &json!({}))), "has_places": flag(), "may_unmask": flag(),
        "reason_letters": number(),
    });
    closed(&answer, &json!({}))
}
