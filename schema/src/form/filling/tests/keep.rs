//! A draft as rows: what a step writes, and that it goes on from them exactly as it was.

use super::kit::*;
use crate::form::filling::{Filling, Phone};
use crate::form::xpath::{Clock, Env};
use crate::form::{Item, Kind, Meta};
use serde_json::{Value, json};
use std::cell::Cell;

fn later(hours: i8) -> Env {
    let civil = jiff::civil::date(2026, 11, 24).at(hours, 0, 0, 0);
    Env { now: Clock { civil, offset_seconds: 28_800 }, chance: Cell::new(99) }
}

fn items() -> Vec<Item> {
    vec![
        ask("started", Kind::Meta(Meta::Start)).into(),
        ask("begun_on", Kind::Date).dynamic("today()").into(),
        calc("today", "today()").into(),
        calc("drawn", "once(random())").into(),
        calc("noted", "concat('at ', now())").trigger("a").into(),
        int("a").default("3").into(),
        ask("until", Kind::Date).constraint(". >= today()", "past").into(),
        repeat(
            "r",
            "",
            vec![
                text("q").into(),
                calc("id", "once(random())").into(),
                text("d").dynamic("concat(position(..), '-', now())").into(),
                repeat("s", "", vec![int("x").into()]),
            ],
        ),
        calc("sum", "sum(${x})").into(),
    ]
}

/// Takes the next step at a time and checks that the draft goes on from its rows as it is in memory.
fn step(person: &mut Person, rows: &mut Kept, hour: i8, act: impl FnOnce(&mut Filling)) -> usize {
    let env = later(hour);
    person.0.go_on(env.now, u64::from(hour.unsigned_abs()) * 77);
    act(&mut person.0);
    let count = rows.keep(&mut person.0);
    let began = Env { now: env.now, chance: Cell::new(7) };
    let (again, left) = rows.resume(person.0.compiled(), began);
    assert_eq!(left, []);
    assert_eq!(Person(again).everything(), person.everything());
    count
}

#[test]
fn a_draft_goes_on_from_its_rows_with_clock_chance_and_defaults_as_they_were() {
    let mut person = fill(items());
    let mut rows = Kept::default();
    step(&mut person, &mut rows, 0, |_| ());
    let started = person.reads("started");
    step(&mut person, &mut rows, 1, |f| drop(f.answer("a", &Value::Null)));
    step(&mut person, &mut rows, 2, |f| drop(f.add("r").unwrap()));
    step(&mut person, &mut rows, 3, |f| drop(f.answer("r[2]/q", &json!("two")).unwrap()));
    for _ in 0..2 {
        step(&mut person, &mut rows, 4, |f| drop(f.add("r[2]/s").unwrap()));
    }
    step(&mut person, &mut rows, 5, |f| drop(f.answer("r[2]/s[2]/x", &json!(4)).unwrap()));
    step(&mut person, &mut rows, 6, |f| drop(f.remove("r", 1).unwrap()));
    assert!(rows.0.contains_key("r[2]/s[2]/x") && !rows.0.contains_key("r[1]"));
    step(&mut person, &mut rows, 7, |f| drop(f.add("r").unwrap()));
    step(&mut person, &mut rows, 8, |f| drop(f.remove("r[1]/s", 1).unwrap()));
    step(&mut person, &mut rows, 9, |f| drop(f.answer("a", &json!(5)).unwrap()));
    assert_eq!(person.reads("r[1]/s[1]/x"), json!(4));
    assert_eq!(person.reads("begun_on"), json!("2026-11-23"));
    assert_eq!((person.reads("today"), person.reads("started")), (json!("2026-11-24"), started));
    let ids: std::collections::BTreeSet<String> = ["drawn", "r[1]/id", "r[2]/id"]
        .into_iter()
        .map(|path| person.reads(path).to_string())
        .collect();
    assert_eq!(ids.len(), 3, "each once() has a chance of its own");
}

#[test]
fn the_clock_decides_anew_what_reads_it_and_nothing_that_was_given() {
    let mut person = fill(items());
    person.answers("until", "2026-11-23");
    assert_eq!(person.problems(), []);
    person.0.go_on(later(9).now, 1);
    assert_eq!(person.problems(), [("/data/until".to_owned(), "past".to_owned())]);
    assert_eq!(person.reads("begun_on"), json!("2026-11-23"));
}

#[test]
fn one_answer_writes_one_row_however_large_the_draft() {
    let mut person = fill(items());
    let mut rows = Kept::default();
    for _ in 0..50 {
        person.0.add("r").unwrap();
    }
    rows.keep(&mut person.0);
    person.answers("r[30]/q", "x");
    assert_eq!(rows.keep(&mut person.0), 1);
    person.0.remove("r", 1).unwrap();
    assert_eq!(rows.keep(&mut person.0), 1, "the others keep their rows");
    assert_eq!(rows.keep(&mut person.0), 0);
}

#[test]
fn rows_that_the_form_does_not_know_are_left_over() {
    let mut rows = Kept::default();
    for (key, text) in [
        ("a", Some("7")),
        ("gone/x", Some("kept")),
        ("r[9]", None),
        ("r[9]/q", Some("nine")),
        ("r[x]", None),
        ("q[", None),
        ("]", None),
        ("", Some("")),
    ] {
        rows.0.insert(key.to_owned(), text.map(str::to_owned));
    }
    let (filling, left) = rows.resume(fill(items()).0.compiled(), env());
    let left: Vec<&str> = left.iter().map(|left| left.path.as_str()).collect();
    assert_eq!(left, ["", "gone/x"]);
    let person = Person(filling);
    assert_eq!((person.reads("r[1]/q"), person.reads("a")), (json!("nine"), json!(7)));
}

#[test]
fn a_form_says_whether_it_reads_what_was_last_saved() {
    let reads = |items| fill(items).0.compiled().reads_last_saved();
    assert!(!reads(items()));
    assert!(reads(vec![text("t").dynamic("${last-saved#t}").into()]));
    let phone = Phone {
        last_saved: json!({ "t": "before" }).as_object().unwrap().clone(),
        ..Phone::default()
    };
    let form = compiled(form(vec![text("t").dynamic("${last-saved#t}").into()]));
    assert_eq!(Person(Filling::begin(&form, env(), &phone)).reads("t"), json!("before"));
}
