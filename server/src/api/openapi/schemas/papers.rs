//! Schemas of documents and their templates.

use super::{Named, closed, day, flag, id, list, maybe, moment, number, open, text, to, word};
use doorstep_papers::Kind;
use serde_json::{Value, json};

fn kind() -> Value {
    word(Kind::ALL.map(Kind::as_str))
}

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let pages = || list(&text());
    let drawn = json!({ "paper": to("Paper"), "pages": pages() });
    let papers = json!({ "rows": list(&to("Paper")), "next": maybe(&text()) });
    let template = json!({
        "kind": kind(), "title": text(), "version": number(), "shipped": flag(), "numbers": text(),
        "author": maybe(&id()), "at": maybe(&moment()),
    });
    let mut whole = template.clone();
    whole["body"] = text();
    whole["shipped_body"] = text();
    let fault = json!({
        "line": maybe(&number()), "column": maybe(&number()), "message": text(), "hint": text(),
    });
    let trial = json!({ "pages": pages(), "faults": list(&closed(&fault, &none)) });
    let templates = json!({ "templates": list(&closed(&template, &none)) });
    let new_template = json!({ "body": maybe(&text()), "numbers": maybe(&text()) });
    vec![
        ("Paper", paper()),
        ("Papers", closed(&papers, &none)),
        ("NewPaper", new_paper()),
        ("DrawnPaper", closed(&drawn, &none)),
        ("PaperPages", closed(&json!({ "pages": pages() }), &none)),
        ("PaperTemplates", closed(&templates, &none)),
        ("PaperTemplate", closed(&whole, &none)),
        ("NewPaperTemplate", open(&none, &new_template)),
        ("TriedPaperTemplate", open(&json!({ "body": text() }), &none)),
        ("PaperTrial", closed(&trial, &none)),
    ]
}

fn paper() -> Value {
    let always = json!({
        "id": maybe(&id()), "kind": kind(), "title": text(), "number": maybe(&text()),
        "student": maybe(&id()), "student_name": maybe(&text()), "visit": maybe(&id()),
        "school": maybe(&id()), "school_name": maybe(&text()), "month": maybe(&text()),
        "day": day(), "made_at": maybe(&moment()), "made_by": id(),
        "made_by_name": maybe(&text()), "template_version": number(),
        "cancelled_at": maybe(&moment()), "cancel_reason": maybe(&text()),
    });
    closed(&always, &json!({}))
}

fn new_paper() -> Value {
    let fields = json!({
        "return_by": text(), "guardian": text(), "issuer": text(), "facts": text(),
        "place": text(), "contact": text(), "note": text(),
    });
    let sometimes = json!({
        "student": maybe(&id()), "visit": maybe(&id()), "school": maybe(&id()),
        "month": maybe(&text()), "fields": open(&json!({}), &fields), "dry_run": flag(),
    });
    open(&json!({ "kind": kind() }), &sometimes)
}
