//! What is told of a form that can't be filled: where, in which column, and how it is mended.

use super::kit::*;
use crate::form::filling::{Compiled, Rule};
use crate::form::{ChoiceList, Choices, Form, Item, Kind, Place, Settings};

/// Says where the faults of a form are, and in which columns.
fn found(form: Form) -> Vec<(String, Rule)> {
    faults(form).into_iter().map(|fault| (fault.path, fault.rule)).collect()
}

fn at(path: &str, rule: Rule) -> Vec<(String, Rule)> {
    vec![(path.to_owned(), rule)]
}

#[test]
fn every_column_has_its_faults() {
    let table: Vec<(Vec<Item>, &str, Rule)> = vec![
        (vec![text("2x").into()], "/data/2x", Rule::Name),
        (vec![text("").into()], "/data/", Rule::Name),
        (vec![text("a").into(), text("a").into()], "/data/a", Rule::Name),
        (vec![text("a").relevant("${b} = 1").into()], "/data/a", Rule::Relevant),
        (vec![text("a").relevant("1 +").into()], "/data/a", Rule::Relevant),
        (vec![text("a").constraint("foo(.)", "").into()], "/data/a", Rule::Constraint),
        (vec![text("a").required("substr()").into()], "/data/a", Rule::Required),
        (vec![text("a").read_only("${").into()], "/data/a", Rule::ReadOnly),
        (vec![calc("a", "instance('no')/root/item").into()], "/data/a", Rule::Calculation),
        (vec![calc("a", "pulldata('no', 'x', 'y', 'z')").into()], "/data/a", Rule::Calculation),
        (vec![text("a").dynamic("${x}").into()], "/data/a", Rule::Default),
        (vec![int("a").default("many").into()], "/data/a", Rule::Default),
        (vec![text("a").trigger("${x}").into()], "/data/a", Rule::Trigger),
        (vec![text("a").label("Hello ${x}").into()], "/data/a", Rule::Label),
        (vec![one("a", "no").into()], "/data/a", Rule::List),
        (vec![repeat("r", "${x}", vec![])], "/data/r", Rule::RepeatCount),
        (vec![calc("a", "/data/nowhere + 1").into()], "/data/a", Rule::Calculation),
        (
            vec![group("g", "", vec![text("x").into()]), group("h", "", vec![text("x").into(), calc("a", "${x}").into()])],
            "/data/h/a",
            Rule::Calculation,
        ),
    ];
    for (items, path, rule) in table {
        assert_eq!(found(form(items)), at(path, rule));
    }
}

#[test]
fn all_faults_are_told_at_once_with_their_row_and_place() {
    let mut first = text("a").relevant("${nobody} = ${nothing}");
    first.0.place = Place(4);
    let told = faults(form(vec![first.into(), calc("b", "1 +").into(), one("c", "no").into()]));
    assert_eq!(told.len(), 4);
    assert_eq!((told[0].row, told[0].at), (4, Some(2)));
    assert!(told[0].message.contains("no question called nobody"), "{}", told[0].message);
    assert!(told[1].message.contains("no question called nothing"));
}

#[test]
fn lists_are_checked() {
    let twice = || list("l", &[], &["a", "a"]);
    assert_eq!(found(Form { lists: vec![twice()], ..Form::default() }), at("l", Rule::List));
    let settings = Settings { allow_choice_duplicates: true, ..Settings::default() };
    compiled(Form { lists: vec![twice()], settings, ..Form::default() });
    let same = || ChoiceList { name: "l".into(), ..ChoiceList::default() };
    assert_eq!(found(Form { lists: vec![same(), same()], ..Form::default() }), at("l", Rule::List));
    let spaced = Form { lists: vec![list("l", &[], &["a b"])], ..form(vec![many("q", "l").into()]) };
    assert_eq!(found(spaced), at("/data/q", Rule::List));
    let choices = Choices::Columns { list: "l".into(), value: "code".into(), label: "label".into() };
    let kind = Kind::SelectOne { choices, other: false };
    let columns = Form { lists: vec![list("l", &["kode"], &["a|1"])], ..form(vec![ask("q", kind).into()]) };
    assert_eq!(found(columns), at("/data/q", Rule::List));
}

#[test]
fn circles_name_their_members() {
    let items = vec![
        calc("a", "${b} + 1").into(),
        calc("b", "${c} + 1").into(),
        calc("c", "${a} + 1").into(),
        calc("after", "${a}").into(),
        calc("alone", "${alone} + 1").into(),
    ];
    let told = faults(form(items));
    assert_eq!(told.len(), 2, "{told:#?}");
    for name in ["/data/a", "/data/b", "/data/c"] {
        assert!(told[0].message.contains(name), "{}", told[0].message);
    }
    assert!(!told[0].message.contains("after"));
    assert!(told[1].message.contains("/data/alone depends on itself"));
}

#[test]
fn circles_are_found_through_relevance_counts_and_filters() {
    let table: Vec<Vec<Item>> = vec![
        vec![text("a").relevant("${b} = 1").into(), text("b").relevant("${a} = 1").into()],
        vec![group("g", "${a} = 1", vec![text("a").into()])],
        vec![repeat("r", "sum(${x})", vec![int("x").into()])],
        vec![repeat("r", "", vec![calc("x", "sum(/data/r/x)").into()])],
        vec![text("a").relevant(". = 1").into()],
    ];
    for items in table {
        assert!(Compiled::new(form(items)).is_err());
    }
    compiled(form(vec![int("a").constraint(". > 1 and ${a} < 9", "").into()]));
}
