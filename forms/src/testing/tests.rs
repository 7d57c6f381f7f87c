//! The comparison itself: that it is the same each time, and that it finds what is different.

use super::*;
use crate::trial::{Source, check};
use crate::xlsform::{self, Attachments};
use doorstep_schema::form::Compiled;
use std::sync::Arc;

fn compiled(seed: u64) -> Arc<Compiled> {
    let workbook = xlsform::write(&form(seed)).unwrap().workbook;
    let checked = check(&Source::Workbook(workbook), "f", &Attachments::new());
    checked.form.unwrap_or_else(|| panic!("form {seed}: {:#?}", checked.findings))
}

#[test]
fn every_form_that_is_made_can_be_filled_and_the_same_seed_gives_the_same() {
    for seed in 0..60 {
        let form = compiled(seed);
        let (steps, record) = Record::make(&form, seed);
        assert_eq!(Record::make(&form, seed), (steps, record.clone()));
        assert!(record.refused.is_empty(), "{:?}", record.refused);
    }
}

fn told(change: impl FnOnce(&mut Record), table: &str) -> Tally {
    let form = compiled(7);
    let (_, ours) = Record::make(&form, 7);
    let mut peer = ours.clone();
    change(&mut peer);
    let mut tally = Tally::default();
    compare(&mut tally, form.form(), &ours, &peer, &Table::parse(table).unwrap());
    tally
}

#[test]
fn what_is_the_same_is_no_difference() {
    let tally = told(|_| (), "[]");
    assert_eq!((tally.forms, tally.unknown.len()), (1, 0));
    assert!(tally.compared > 100, "{}", tally.compared);
}

#[test]
fn what_is_different_is_found_and_known_when_the_table_has_it() {
    let change = |peer: &mut Record| {
        let view = peer.sights[1].values_mut().find(|view| view.relevant).unwrap();
        view.required = !view.required;
    };
    let tally = told(change, "[]");
    assert_eq!(tally.unknown.len(), 1, "{:?}", tally.unknown);
    assert_eq!((tally.unknown[0].step, tally.unknown[0].aspect), (1, "required"));
    let table = r#"[{ "id": "x", "reason": "y", "right": "ours", "aspect": "required" }]"#;
    let tally = told(change, table);
    assert_eq!((tally.unknown.len(), tally.known["x"]), (0, 1));
}

#[test]
fn a_peer_that_fails_is_a_difference() {
    let tally = told(|peer| "it fell over".clone_into(&mut peer.failure), "[]");
    assert_eq!(tally.unknown[0].aspect, "failure");
}

#[test]
fn the_table_in_use_can_be_read_and_is_in_the_document() {
    let table = include_str!("../../../tests/forms-peer/known.json");
    let words = include_str!("../../../docs/forms-differences.md");
    for known in Table::parse(table).unwrap().list() {
        assert!(words.contains(&format!("`{}`", known.id)), "{} is not in the document", known.id);
    }
}
