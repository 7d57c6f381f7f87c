//! Schemas of forms: their editions, and what became of a file.

use super::roster::role;
use super::{
    Named, closed, day, flag, id, list, maybe, moment, number, open, region, text, to, word,
};
use doorstep_schema::form::FactKind;
use serde_json::json;

pub(super) fn all() -> Vec<Named> {
    let none = json!({});
    let finding = json!({
        "fault": flag(), "sheet": text(), "row": number(), "column": text(), "code": text(),
        "message": text(),
    });
    let audience = closed(
        &json!({ "region": region() }),
        &json!({ "roles": list(&role()), "from": day(), "until": day() }),
    );
    let entry = closed(
        &json!({
            "form": text(), "edition": number(), "is_published": flag(), "added_at": moment(),
            "added_by": maybe(&id()),
        }),
        &json!({
            "version": text(), "title": to("Texts"), "fact": word(FactKind::ALL.iter().map(|kind| kind.as_str())),
            "audience": list(&to("Audience")),
        }),
    );
    let report = json!({
        "form": text(), "version": text(), "edition": maybe(&number()), "dry_run": flag(),
        "applied": flag(), "created": flag(), "findings": list(&to("Finding")),
    });
    let part = json!({ "path": text(), "label": text(), "value": {}, "text": text() });
    let answers = json!({
        "form": text(), "edition": number(), "title": text(), "language": text(),
        "nodes": list(&closed(&part, &none)),
    });
    let texts = json!({ "type": "object", "additionalProperties": text() });
    vec![
        ("Texts", texts),
        ("Finding", closed(&finding, &none)),
        ("Audience", audience),
        ("FormEntry", entry),
        ("Forms", closed(&json!({ "forms": list(&to("FormEntry")) }), &none)),
        ("FormReport", closed(&report, &none)),
        ("Answers", closed(&answers, &none)),
        ("Opening", open(&json!({ "audience": list(&to("Audience")) }), &none)),
    ]
}
