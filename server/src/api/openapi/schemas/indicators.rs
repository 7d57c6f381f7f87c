//! Schemas of indicators and of the children behind them.

use super::roster::{groups, status};
use super::{Named, closed, day, flag, id, list, maybe, moment, number, real, text, to, word};
use doorstep_schema::indicator::{Counts, Key, Unit, Wants};
use doorstep_schema::people::Group;
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Named> {
    let children = json!({
        "rows": list(&to("IndicatorChild")), "next": maybe(&text()), "total": number(),
        "hidden": number(), "named": flag(), "as_of": moment(),
    });
    vec![
        ("Indicator", indicator()),
        ("Indicators", list(&to("Indicator"))),
        ("IndicatorChild", child()),
        ("IndicatorChildren", closed(&children, &json!({}))),
    ]
}

fn indicator() -> Value {
    let group = std::iter::once("all").chain(Group::ALL.iter().map(|group| group.as_str()));
    let period = closed(&json!({ "from": day(), "to": day() }), &json!({}));
    let always = json!({
        "indicator": word(Key::ALL.iter().map(|key| key.as_str())), "group": word(group),
        "name": text(), "numerator": number(), "denominator": number(), "missing": number(),
        "value": maybe(&real()), "unit": word(Unit::ALL.iter().map(|unit| unit.as_str())),
        "wants": maybe(&word(Wants::ALL.iter().map(|wants| wants.as_str()))),
        "target": maybe(&real()), "met": maybe(&flag()), "named": flag(),
        "counts": word(Counts::ALL.iter().map(|counts| counts.as_str())),
        "numerator_words": text(), "denominator_words": text(), "definition": text(),
        "cohort": maybe(&number()), "period": period, "as_of": moment(),
    });
    closed(&always, &json!({}))
}

/// A child, with the follow-up, promise, referral or return that is counted; nothing where students are.
fn child() -> Value {
    let about = json!({
        "kind": word(["follow_up", "promise", "referral", "return"]), "id": id(),
        "at": maybe(&moment()), "due_at": maybe(&moment()), "done_at": maybe(&moment()),
    });
    let always = json!({
        "student": to("StudentName"), "school": to("SchoolName"), "class": to("ClassName"),
        "village": to("RegionName"), "status": status(), "groups": groups(),
        "open_case": maybe(&id()), "step": maybe(&number()), "risk": number(),
        "about": json!({ "anyOf": [closed(&about, &json!({})), { "type": "null" }] }),
    });
    closed(&always, &json!({}))
}
