//! Choices: filters, other answers, choices that are no longer offered, order by chance.

use super::kit::*;
use crate::form::{Choices, Expression, Form, Kind, Language};
use serde_json::{Value, json};

fn cascade() -> Person {
    fill_form(Form {
        lists: vec![
            list("town", &[], &["east", "west"]),
            list("village", &["town"], &["a|east", "b|east", "c|west"]),
        ],
        ..form(vec![
            one("town", "town").into(),
            one("village", "village").filter("town = ${town}").into(),
            many("others", "village").filter("town = ${town} and name != ${village}").into(),
            calc("named", "jr:choice-name(${village}, '${village}')").into(),
            calc("length", "string-length(${village})").into(),
        ])
    })
}

#[test]
fn a_filter_chooses_the_choices() {
    let mut person = cascade();
    assert!(person.is_offered("village").is_empty());
    person.answers("town", "east");
    assert_eq!(person.is_offered("village"), ["a", "b"]);
    person.is_refused("village", "c");
    person.is_refused("village", "nowhere");
    let changed = person.answers("village", "a");
    assert_eq!(changed.nodes, ["/data/village", "/data/others", "/data/named", "/data/length"]);
    assert_eq!(person.reads("named"), json!("A"));
    assert_eq!(person.is_offered("others"), ["b"]);
    person.answers("others", json!(["b"]));
    person.is_refused("others", json!(["b", "a"]));
    person.is_refused("others", json!(["b", "b"]));
}

/// `JavaRosa`, `ItemsetBinding`: an answer that is no longer among the choices does not hold.
#[test]
fn an_answer_no_longer_offered_does_not_hold() {
    let mut person = cascade();
    person.answers("town", "east");
    person.answers("village", "a");
    let changed = person.answers("town", "west");
    assert!(changed.nodes.contains(&"/data/length".to_owned()));
    assert_eq!(person.reads("village"), Value::Null);
    assert_eq!(person.reads("length"), json!("0"));
    assert!(!person.0.result().contains_key("village"));
    person.answers("town", "east");
    assert_eq!(person.reads("village"), json!("a"), "set aside, it holds again");
}

#[test]
fn another_answer_is_given_in_words() {
    let kind = Kind::SelectOne { choices: Choices::List("l".into()), other: true };
    let mut person = fill_form(Form {
        lists: vec![list("l", &[], &["x"])],
        ..form(vec![ask("q", kind).into()])
    });
    assert_eq!(person.is_offered("q"), ["x", "other"]);
    assert!(!person.is_asked("q_other"));
    person.answers("q", "other");
    assert!(person.is_asked("q_other"));
    person.answers("q_other", "something");
    assert_eq!(Value::Object(person.0.result()), json!({ "q": "other", "q_other": "something" }));
}

#[test]
fn answers_of_a_repeat_are_choices() {
    let choices = Choices::Repeat(Expression("${name}".into()));
    let mut person = fill(vec![
        repeat("child", "", vec![text("name").into()]),
        ask("eldest", Kind::SelectOne { choices, other: false }).into(),
    ]);
    person.answers("child[1]/name", "Li Na");
    person.0.add("child").unwrap();
    person.answers("child[2]/name", "Wang");
    assert_eq!(person.is_offered("eldest"), ["Li Na", "Wang"]);
    person.answers("eldest", "Li Na");
    person.is_refused("eldest", "Nobody");
    person.0.remove("child", 1).unwrap();
    assert_eq!(person.reads("eldest"), Value::Null);
}

#[test]
fn a_chance_order_stays_while_the_form_is_filled() {
    let names: Vec<String> = (0..50).map(|n| format!("c{n}")).collect();
    let rows: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut q = one("q", "l");
    q.0.parameters.insert("randomize".into(), "true".into());
    let mut seeded = one("s", "l").filter("name != 'c1'");
    seeded.0.parameters.extend([("randomize".into(), "true".into()), ("seed".into(), "42".into())]);
    let person = fill_form(Form {
        lists: vec![list("l", &[], &rows)],
        ..form(vec![q.into(), seeded.into()])
    });
    let first = person.is_offered("q");
    assert_ne!(first, names);
    assert_eq!(first, person.is_offered("q"));
    assert_eq!(person.is_offered("s").len(), 49);
    assert_ne!(person.is_offered("s"), names[1..]);
}

#[test]
fn labels_come_in_the_language_asked_for() {
    use crate::form::Text;
    let (zh, en) = (Language("中文 (zh)".into()), Language("English (en)".into()));
    let mut yes = list("l", &[], &["yes"]);
    yes.choices[0].label = Text([(zh.clone(), "是".into()), (en.clone(), "Yes".into())].into());
    let mut q = one("q", "l");
    q.0.label = Text([(zh.clone(), "问".into()), (en.clone(), "Q".into())].into());
    let named = calc("n", "jr:choice-name(${q}, '${q}')");
    let items = vec![q.into(), named.into()];
    let mut person = fill_form(Form {
        lists: vec![yes],
        languages: vec![zh.clone(), en.clone()],
        ..form(items)
    });
    assert_eq!(person.0.choices("q", &zh).unwrap()[0].label, "是");
    assert_eq!(person.0.choices("q", &en).unwrap()[0].label, "Yes");
    assert_eq!(person.0.state("q", &en).unwrap().label, "Q");
    person.answers("q", "yes");
    assert_eq!(person.reads("n"), json!("是"));
    person.0.show_in(en);
    assert_eq!(person.reads("n"), json!("Yes"));
}

#[test]
fn the_label_of_a_choice_shows_answers() {
    let mut mother = list("who", &[], &["mother", "other"]);
    mother.choices[0].label = crate::form::Text::plain("${name}, the mother");
    let mut person = fill_form(Form {
        lists: vec![mother],
        ..form(vec![
            text("name").into(),
            one("met", "who").into(),
            calc("named", "jr:choice-name(${met}, '${met}')").into(),
        ])
    });
    let label =
        |person: &Person| person.0.choices("met", &Language::default()).unwrap()[0].label.clone();
    assert_eq!(label(&person), ", the mother");
    person.answers("met", "mother");
    let changed = person.answers("name", "Mei");
    assert_eq!(changed.nodes, ["/data/name", "/data/met", "/data/named"]);
    assert_eq!(label(&person), "Mei, the mother");
    assert_eq!(person.reads("named"), json!("Mei, the mother"));
}

#[test]
fn the_label_of_a_choice_that_shows_nothing_known_is_a_fault() {
    let mut who = list("who", &[], &["mother"]);
    who.choices[0].label = crate::form::Text::plain("${nobody}");
    let faults = faults(Form { lists: vec![who], ..form(vec![one("met", "who").into()]) });
    assert_eq!((&*faults[0].path, faults[0].row), ("who", 2), "{faults:?}");
}

#[test]
fn a_label_that_shows_what_is_made_of_it_is_a_fault() {
    let mut who = list("who", &[], &["mother"]);
    who.choices[0].label = crate::form::Text::plain("${named}!");
    let named = calc("named", "jr:choice-name(${met}, '${met}')");
    let items = vec![one("met", "who").into(), named.into()];
    let faults = faults(Form { lists: vec![who], ..form(items) });
    assert!(faults[0].message.contains("depends on itself"), "{faults:?}");
}
