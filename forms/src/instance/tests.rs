//! What is written reads back, what clients send reads, and nothing hostile does.

use super::*;
use crate::shipped;
use doorstep_schema::form::filling::{Compiled, Filling, Phone};
use doorstep_schema::form::xpath::{Clock, Env};
use doorstep_schema::form::{Choices, Expression, Group, Item, Kind, Question, Repeat};
use proptest::prelude::*;
use serde_json::json;
use std::cell::Cell;
use std::sync::Arc;

fn env() -> Env {
    let civil = jiff::civil::date(2026, 11, 23).at(8, 15, 0, 0);
    Env { now: Clock { civil, offset_seconds: 28_800 }, chance: Cell::new(7) }
}

const HEAD: Head<'_> = Head { version: "3", id: "uuid:one", replaces: Some("uuid:nought") };

fn question(name: &str, kind: Kind) -> Item {
    Item::Question(Question { name: name.to_owned(), kind, ..Question::default() })
}

fn form() -> Form {
    let select = Kind::SelectMany { choices: Choices::List("l".to_owned()), other: true };
    let group = |name: &str, items| Group { name: name.to_owned(), items, ..Group::default() };
    let repeat = Repeat {
        group: group("child", vec![question("name", Kind::Text)]),
        count: Some(Expression("1 + 1".to_owned())),
    };
    let items = vec![
        question("words", Kind::Text),
        question("age", Kind::Integer),
        question("which", select),
        Item::Group(group("home", vec![question("place", Kind::Point), Item::Repeat(repeat)])),
    ];
    Form { id: "visit".to_owned(), items, ..Form::default() }
}

fn refused(xml: &str) -> XmlFault {
    match Instance::read(xml.as_bytes()).map(|instance| instance.answers(&form())) {
        Err(fault) | Ok(Err(fault)) => fault,
        Ok(Ok(answers)) => panic!("{xml}: {answers:?}"),
    }
}

fn whole(inner: &str) -> String {
    format!("<data id='visit'>{inner}<meta><instanceID>uuid:1</instanceID></meta></data>")
}

#[test]
fn what_a_client_sends_becomes_a_draft() {
    let xml = r#"<?xml version='1.0' ?><data id="visit" orx:version="2"
        xmlns:orx="http://openrosa.org/xforms" xmlns:jr="http://openrosa.org/javarosa">
        <words> a &amp; b </words><age> 7 </age><which>x other</which><which_other>z</which_other>
        <home><place>26.5 98.9 0 4</place><child_count>2</child_count>
        <child><name>A</name></child><child><name/></child></home><unknown/>
        <orx:meta><orx:instanceID>uuid:1</orx:instanceID><orx:instanceName>x</orx:instanceName></orx:meta>
        </data>"#;
    let instance = Instance::read(xml.as_bytes()).unwrap();
    assert_eq!((instance.form.as_str(), instance.version.as_str()), ("visit", "2"));
    assert_eq!((instance.id.as_str(), &instance.replaces), ("uuid:1", &None));
    let expected = json!({
        "words": " a & b ", "age": "7", "which": "x other", "which_other": "z",
        "home": { "place": "26.5 98.9 0 4", "child": [{ "name": "A" }, { "name": null }] },
    });
    assert_eq!(Value::Object(instance.answers(&form()).unwrap()), expected);
}

#[test]
fn what_is_written_reads_back() {
    let answers = json!({
        "words": "一 < 二", "age": 7, "which": ["x", "other"], "which_other": "z",
        "home": { "place": { "lat": 26.5, "lon": 98.9, "altitude": 0, "accuracy": 4 },
            "child": [{ "name": "A" }, { "name": null }] },
    });
    let Value::Object(answers) = answers else { unreachable!() };
    let xml = write(&form(), HEAD, &answers).unwrap();
    let instance = Instance::read(xml.as_bytes()).unwrap();
    assert_eq!((instance.version.as_str(), instance.id.as_str()), ("3", "uuid:one"));
    assert_eq!(instance.replaces.as_deref(), Some("uuid:nought"));
    let read = Value::Object(instance.answers(&form()).unwrap());
    assert_eq!(read["words"], "一 < 二");
    assert_eq!(read["home"]["place"], "26.5 98.9 0 4");
    assert_eq!(read["home"]["child"], answers["home"]["child"]);
}

#[test]
fn a_shipped_form_goes_there_and_back_and_stays_the_same() {
    for form in shipped::all().unwrap() {
        let compiled = Arc::new(Compiled::new(form.clone()).unwrap());
        let phone = Phone { device_id: "d".to_owned(), ..Phone::default() };
        let begun = Filling::begin(&compiled, env(), &phone);
        let xml = write(&form, HEAD, &begun.answers()).unwrap();
        let answers = Instance::read(xml.as_bytes()).unwrap().answers(&form).unwrap();
        let (again, left) = Filling::restore(&compiled, &answers, env(), &phone);
        assert_eq!(left, [], "{}", form.id);
        assert_eq!(again.result(), begun.result(), "{}", form.id);
    }
}

#[test]
fn what_has_no_place_is_named_with_its_line() {
    let fault = refused(&whole("\n<words>a</words>\n<more>b</more>"));
    assert_eq!(fault.line, 3);
    assert!(fault.message.contains("«more»"), "{fault}");
    assert!(refused(&whole("<age>1</age><age>2</age>")).message.contains("twice"));
    assert!(refused(&whole("<age><b/></age>")).message.contains("text only"));
    assert!(refused("<data><meta/></data>").message.contains("«id»"));
    let root = whole("").replace("data", "h");
    assert!(refused(&root).message.contains("«h»"));
    assert!(refused("<data id='visit'/>").message.contains("instanceID"));
    let long = "x".repeat(201);
    let xml = format!("<data id='visit'><meta><instanceID>{long}</instanceID></meta></data>");
    assert!(refused(&xml).message.contains("200"));
}

#[test]
fn nothing_hostile_is_read() {
    let bomb = "<!DOCTYPE d [<!ENTITY a \"lol\">]><data id='visit'>&a;</data>";
    assert!(refused(bomb).message.contains("DOCTYPE"));
    assert!(refused(&whole("<words>&xxe;</words>")).message.contains("entity"));
    let deep = "<words>".repeat(10_000) + &"</words>".repeat(10_000);
    assert!(refused(&whole(&deep)).message.contains("80"));
    assert!(refused(&whole(&"<a/>".repeat(100_001))).message.contains("100000"));
    assert!(refused(&whole(&"x".repeat(50 << 20))).message.contains("4 MiB"));
    let many: Vec<String> = (0..100_000).map(|n| format!("a{n}=''")).collect();
    assert!(refused(&format!("<data {}/>", many.join(" "))).message.contains("attributes"));
    assert!(Instance::read(b"\xff\xfe<\0a\0").is_err());
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Instance::read(&bytes);
    }

    #[test]
    fn words_come_back_as_they_were_typed(words in "[ a-z<>&'\"\u{4e00}-\u{4e20}\n]{1,40}") {
        let answers = Map::from_iter([("words".to_owned(), Value::String(words.clone()))]);
        let xml = write(&form(), HEAD, &answers).unwrap();
        let read = Instance::read(xml.as_bytes()).unwrap().answers(&form()).unwrap();
        prop_assert_eq!(&read["words"], &Value::String(words));
    }
}
