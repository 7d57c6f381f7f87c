//! Forms that nobody would write: they are refused or bounded, never a stack or a phone gone.

use super::kit::*;
use crate::form::filling::Compiled;
use crate::form::{ChoiceList, Form, Item, Language};
use serde_json::json;
use std::time::{Duration, Instant};

/// Generous, for a machine under load and a build without optimisation.
const LONG: Duration = Duration::from_secs(20);

fn bounded(what: &str, test: impl FnOnce()) {
    let start = Instant::now();
    test();
    assert!(start.elapsed() < LONG, "{what} took {:?}", start.elapsed());
}

#[test]
fn deep_nesting_is_refused() {
    let mut item = group("g", "", vec![]);
    for _ in 0..300 {
        item = group("g", "", vec![item]);
    }
    let told = faults(form(vec![item]));
    assert!(told.iter().any(|fault| fault.message.contains("deep")));
}

#[test]
fn too_many_items_are_refused() {
    let items = (0..20_000).map(|n| text(&format!("q{n}")).into()).collect();
    bounded("a form of 20,000 items", || assert!(Compiled::new(form(items)).is_err()));
}

#[test]
fn a_form_that_reads_everything_everywhere_is_refused() {
    let items = (0..3_000)
        .map(|n| text(&format!("q{n}")).constraint("count(//*) > 1", "").into())
        .collect();
    bounded("reading everything", || {
        let told = faults(form(items));
        assert!(told.iter().any(|fault| fault.message.contains("read")), "{told:?}");
    });
}

#[test]
fn long_chains_and_large_circles_are_bounded() {
    let chain = |last: &str| -> Vec<Item> {
        (0..5_000)
            .map(|n| calc(&format!("c{n}"), &format!("${{c{}}} + 1", n + 1)).into())
            .chain([calc("c5000", last).into()])
            .collect()
    };
    bounded("a chain", || {
        let person = fill(chain("1"));
        assert_eq!(person.reads("c0"), json!("5001"));
    });
    bounded("a circle", || {
        let told = faults(form(chain("${c0}")));
        assert_eq!(told.len(), 1);
    });
}

#[test]
fn a_count_out_of_hand_is_cut_off() {
    bounded("a count", || {
        let mut person = fill(vec![
            int("n").into(),
            repeat(
                "r",
                "${n}",
                vec![text("q").into(), repeat("s", "${n}", vec![text("x").into()])],
            ),
            calc("all", "count(${x})").into(),
        ]);
        person.answers("n", i64::MAX);
        person.answers("n", 3);
        assert_eq!(person.reads("all"), json!("9"));
        person.answers("n", -1);
        assert_eq!(person.reads("all"), json!("0"));
    });
}

#[test]
fn a_large_list_is_filtered_by_index() {
    let rows: Vec<String> = (0..100_000).map(|n| format!("v{n}|t{}", n / 50)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let villages = list("village", &["town"], &rows);
    let form = Form {
        lists: vec![villages],
        ..form(vec![text("town").into(), one("village", "village").filter("town = ${town}").into()])
    };
    let mut person = fill_form(form);
    person.answers("town", "t1500");
    person.is_offered("village");
    let start = Instant::now();
    for _ in 0..10 {
        assert_eq!(person.is_offered("village").len(), 50);
        person.answers("village", "v75001");
        person.is_refused("village", "v1");
    }
    assert!(start.elapsed() < LONG);
    assert_eq!(person.0.choices("village", &Language::default()).unwrap()[1].label, "V75001");
}

#[test]
fn empty_and_odd_forms_are_no_trouble() {
    for form in [Form::default(), form(vec![group("g", "", vec![]), repeat("r", "", vec![])])] {
        let mut person = fill_form(Form {
            lists: vec![ChoiceList { name: "l".into(), ..ChoiceList::default() }],
            ..form
        });
        for path in [
            "",
            "/",
            "//",
            "/data",
            "g",
            "r",
            "r[1]",
            "r[0]",
            "r[-1]",
            "r[9999999999999999999999]",
            "]",
            "r[",
            "x/y",
        ] {
            let _ = person.0.answer(path, &json!("x"));
            let _ = person.0.add(path);
            let _ = person.0.remove(path, 1);
            let _ = person.0.state(path, &Language::default());
            let _ = person.0.choices(path, &Language::default());
        }
        person.everything();
    }
}

#[test]
fn a_form_is_shared_between_threads_and_a_filling_moves_between_them() {
    const fn shared<T: Send + Sync>() {}
    const fn moved<T: Send>() {}
    shared::<Compiled>();
    moved::<crate::form::Filling>();
}
