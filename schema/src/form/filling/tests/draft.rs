//! Drafts: going on with one, on the same version and on another, without losing an answer.

use super::kit::*;
use crate::form::filling::{Compiled, Filling, LeftOver, Phone};
use crate::form::{Form, Item, Kind};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

fn old_items() -> Vec<Item> {
    vec![
        text("name").default("nobody").into(),
        int("n").into(),
        repeat("r", "${n}", vec![text("q").into(), repeat("s", "", vec![int("x").into()])]),
        group("g", "${n} = 2", vec![ask("where", Kind::Point).into(), many("m", "l").into()]),
        calc("c", "count(${q})").into(),
        calc("kept", "once(random())").into(),
    ]
}

fn with_list(items: Vec<Item>) -> Form {
    Form { lists: vec![list("l", &[], &["a", "b"])], ..form(items) }
}

fn filled() -> Person {
    let mut person = fill_form(with_list(old_items()));
    person.answers("name", Value::Null);
    person.answers("n", 2);
    person.answers("r[1]/q", "one");
    person.answers("r[2]/q", "two");
    person.0.add("r[2]/s").unwrap();
    person.0.add("r[2]/s").unwrap();
    person.answers("r[2]/s[2]/x", 22);
    person.0.remove("r[1]/s", 1).unwrap();
    person.answers("g/where", json!({ "lat": 26.0, "lon": 99.0 }));
    person.answers("g/m", json!(["b", "a"]));
    person
}

fn moved(from: &Person, to: &Arc<Compiled>, renames: &[(&str, &str)]) -> (Person, Vec<LeftOver>) {
    let renames: BTreeMap<String, String> =
        renames.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
    let (filling, left) =
        Filling::migrate(&from.0.answers(), to, &renames, env(), &Phone::default());
    (Person(filling), left)
}

#[test]
fn a_draft_goes_on_as_it_was() {
    let mut person = filled();
    for n in [2, 1, 0, 3] {
        person.answers("n", n);
        let (again, left) =
            Filling::restore(person.0.compiled(), &person.0.answers(), env(), &Phone::default());
        assert_eq!(left, []);
        assert_eq!(Person(again).everything(), person.everything(), "with {n}");
    }
}

#[test]
fn an_answer_follows_a_rename_or_its_name_or_is_left_over() {
    let person = filled();
    let mut form = with_list(vec![
        int("n").into(),
        repeat(
            "rows",
            "",
            vec![
                group("inner", "", vec![text("q").into()]),
                repeat("s", "", vec![int("x").into()]),
            ],
        ),
        ask("where", Kind::Point).into(),
        group("g", "", vec![many("m", "short").into()]),
        text("new").default("d").into(),
    ]);
    form.lists.push(list("short", &[], &["a"]));
    let (moved, left) = moved(&person, &compiled(form), &[("/data/r", "/data/rows")]);
    assert_eq!(
        Value::Object(moved.0.answers()),
        json!({
            "n": 2,
            "rows": [
                { "inner": { "q": "one" }, "s": [] },
                { "inner": { "q": "two" }, "s": [{}, { "x": 22 }] },
            ],
            "where": { "lat": 26.0, "lon": 99.0, "altitude": 0.0, "accuracy": 0.0 },
            "new": "d",
        })
    );
    let paths: Vec<&str> = left.iter().map(|left| left.path.as_str()).collect();
    assert_eq!(paths, ["/data/c", "/data/g/m", "/data/kept"]);
    assert_eq!(left[1].value, json!(["b", "a"]));
}

#[test]
fn nothing_a_draft_may_hold_breaks_it() {
    let to = compiled(with_list(old_items()));
    for draft in [
        json!({ "r": "text", "g": 3, "n": [1, 2], "name": { "x": 1 }, "zzz": null }),
        json!({ "r": [1, 2], "g": [{ "m": "a" }], "n": "2", "name": true }),
        json!({ "r": [{ "s": [[], {}] }, []], "g": { "where": "26 99", "m": { "lat": 1, "lon": 2 } } }),
    ] {
        let draft = draft.as_object().unwrap().clone();
        let (filling, _) = Filling::restore(&to, &draft, env(), &Phone::default());
        let _ = filling.result();
    }
}
