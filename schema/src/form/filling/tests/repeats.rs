//! Repeats: references within and across instances, counts, adding and removing.

use super::kit::*;
use crate::form::Language;
use serde_json::{Value, json};

fn household() -> Person {
    fill(vec![
        repeat(
            "child",
            "",
            vec![
                text("name").into(),
                int("age").into(),
                text("school").relevant("${age} >= 6").into(),
                calc("place", "position(..)").into(),
            ],
        ),
        calc("children", "count(${child})").into(),
        calc("years", "sum(${age})").into(),
        calc("second", "indexed-repeat(${name}, ${child}, 2)").into(),
    ])
}

#[test]
fn a_reference_in_a_repeat_stays_in_its_instance() {
    let mut person = household();
    person.0.add("child").unwrap();
    person.answers("child[1]/age", 5);
    let changed = person.answers("child[2]/age", 7);
    assert_eq!(changed.nodes, ["/data/child[2]/age", "/data/child[2]/school", "/data/years"]);
    assert!(!person.is_asked("child[1]/school"));
    assert!(person.is_asked("/data/child[2]/school"));
    assert_eq!(person.reads("years"), json!("12"));
}

#[test]
fn repeats_that_a_person_adds_to_are_listed_even_when_empty() {
    let mut person = fill(vec![
        int("n").into(),
        repeat("counted", "${n}", vec![text("c").into()]),
        group(
            "g",
            "${n} = 1",
            vec![repeat("r", "", vec![text("q").into(), repeat("s", "", vec![])])],
        ),
    ]);
    let seen = |person: &Person| -> Vec<(String, usize, bool)> {
        let all = person.0.repeats(&Language::default()).into_iter();
        all.map(|one| (one.path, one.instances, one.relevant)).collect()
    };
    let of = |path: &str, n, relevant| (path.to_owned(), n, relevant);
    assert_eq!(seen(&person), [of("/data/g/r", 1, false), of("/data/g/r[1]/s", 1, false)]);
    person.answers("n", 1);
    person.0.remove("g/r", 1).unwrap();
    assert_eq!(seen(&person), [of("/data/g/r", 0, true)]);
    person.0.add("g/r").unwrap();
    person.0.add("g/r[1]/s").unwrap();
    assert_eq!(seen(&person), [of("/data/g/r", 1, true), of("/data/g/r[1]/s", 2, true)]);
}

#[test]
fn instances_come_and_go() {
    let mut person = household();
    for (at, name) in ["Li", "Wang", "Yang"].into_iter().enumerate() {
        if at > 0 {
            person.0.add("/data/child").unwrap();
        }
        person.answers(&format!("child[{}]/name", at + 1), name);
    }
    assert_eq!(person.reads("children"), json!("3"));
    assert_eq!(person.reads("second"), json!("Wang"));
    person.0.remove("child", 1).unwrap();
    assert_eq!(person.reads("children"), json!("2"));
    assert_eq!(person.reads("second"), json!("Yang"));
    assert_eq!(person.reads("child[1]/place"), json!("1"));
    assert_eq!(person.reads("child[2]/name"), json!("Yang"));
    person.0.remove("child", 3).unwrap_err();
    person.0.remove("child", 0).unwrap_err();
    person.0.remove("child", 1).unwrap();
    person.0.remove("child", 1).unwrap();
    assert_eq!(person.reads("children"), json!("0"));
    assert_eq!(person.0.answers()["child"], json!([]));
    person.0.add("child").unwrap();
    assert_eq!(person.reads("child/name"), Value::Null);
}

/// Section “Repeats”, `jr:count`.
#[test]
fn a_count_adds_and_removes_and_forgets_nothing() {
    let mut person = fill(vec![
        int("n").into(),
        repeat("r", "${n}", vec![text("q").into()]),
        calc("all", "join('-', ${q})").into(),
    ]);
    assert_eq!(person.reads("all"), Value::Null);
    person.answers("n", 2);
    person.answers("r[1]/q", "a");
    person.answers("r[2]/q", "b");
    assert_eq!(person.reads("all"), json!("a-b"));
    person.answers("n", 1);
    assert_eq!(person.reads("all"), json!("a"));
    assert_eq!(
        Value::Object(person.0.result()),
        json!({ "n": 1, "r": [{ "q": "a" }], "all": "a" })
    );
    person.0.answer("r[2]/q", &json!("x")).unwrap_err();
    person.answers("n", 3);
    assert_eq!(person.reads("all"), json!("a-b-"));
    person.0.add("r").unwrap_err();
    person.0.remove("r", 1).unwrap_err();
    person.answers("n", Value::Null);
    assert_eq!(person.reads("all"), Value::Null);
}

#[test]
fn counts_nest() {
    let mut person = fill(vec![
        int("n").into(),
        repeat(
            "outer",
            "${n}",
            vec![int("m").into(), repeat("inner", "${m}", vec![int("x").default("1").into()])],
        ),
        calc("sum", "sum(${x})").into(),
    ]);
    person.answers("n", 3);
    for at in 1..=3 {
        person.answers(&format!("outer[{at}]/m"), at);
    }
    assert_eq!(person.reads("sum"), json!("6"));
    person.answers("outer[2]/inner[2]/x", 10);
    assert_eq!(person.reads("sum"), json!("15"));
    person.answers("n", 1);
    assert_eq!(person.reads("sum"), json!("1"));
    person.answers("n", 3);
    assert_eq!(person.reads("sum"), json!("15"));
}

#[test]
fn an_inner_reference_sees_its_own_outer_instance() {
    let mut person = fill(vec![repeat(
        "house",
        "",
        vec![
            text("street").into(),
            repeat(
                "person",
                "",
                vec![text("who").into(), calc("lives", "concat(${who}, ' ', ${street})").into()],
            ),
            calc("people", "count(${person})").into(),
        ],
    )]);
    person.0.add("house").unwrap();
    assert!(person.0.state("house[2]/person[1]", &crate::form::Language::default()).is_err());
    person.0.add("house[2]/person").unwrap();
    person.0.add("house[2]/person").unwrap();
    person.answers("house[1]/street", "A");
    person.answers("house[2]/street", "B");
    person.answers("house[2]/person[2]/who", "Li");
    assert_eq!(person.reads("house[2]/person[2]/lives"), json!("Li B"));
    assert_eq!(person.reads("house[1]/person[1]/lives"), json!(" A"));
    assert_eq!(person.reads("house[1]/people"), json!("1"));
    assert_eq!(person.reads("house[2]/people"), json!("2"));
}

#[test]
fn a_running_total_reads_the_instance_before() {
    let mut person = fill(vec![repeat(
        "r",
        "",
        vec![
            int("x").into(),
            calc("total", "coalesce(${x}, 0) + coalesce(/data/r[position() = position(current()/..) - 1]/total, 0)").into(),
        ],
    )]);
    for at in 1..=5 {
        if at > 1 {
            person.0.add("r").unwrap();
        }
        person.answers(&format!("r[{at}]/x"), at);
    }
    assert_eq!(person.reads("r[5]/total"), json!("15"));
    person.answers("r[1]/x", 10);
    assert_eq!(person.reads("r[5]/total"), json!("24"));
    person.0.remove("r", 2).unwrap();
    assert_eq!(person.reads("r[4]/total"), json!("22"));
}

#[test]
fn an_instance_gets_its_defaults_when_it_is_made() {
    let mut person = fill(vec![
        text("village").into(),
        repeat(
            "r",
            "",
            vec![text("where").dynamic("${village}").into(), int("n").default("3").into()],
        ),
    ]);
    assert_eq!(person.reads("r[1]/where"), Value::Null);
    person.answers("village", "V");
    person.0.add("r").unwrap();
    assert_eq!(person.reads("r[1]/where"), Value::Null);
    assert_eq!(person.reads("r[2]/where"), json!("V"));
    assert_eq!(person.reads("r[2]/n"), json!(3));
}

#[test]
fn relevance_of_an_instance_depends_on_what_is_outside() {
    let mut person = fill(vec![
        text("mode").into(),
        group("g", "${mode} != 'off'", vec![repeat("r", "", vec![int("x").into()])]),
        calc("sum", "count-non-empty(${x})").into(),
    ]);
    person.answers("g/r[1]/x", 4);
    assert_eq!(person.reads("sum"), json!("1"));
    person.answers("mode", "off");
    assert_eq!(person.reads("sum"), json!("0"));
    assert_eq!(Value::Object(person.0.result()), json!({ "mode": "off", "sum": "0" }));
}
