//! Drafts and editions: moved on, finished on their own, carried over from before.

use super::kit::*;
use crate::drafts::{self, Beginning};
use crate::store::Store;
use crate::testing::*;
use crate::{Code, views};
use doorstep_schema::form::filling::LeftOver;
use doorstep_schema::form::{Audience, FactKind, Form, Kind};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn first() -> Form {
    form(vec![
        met(),
        text("moved"),
        group("g", "", vec![text("renamed"), text("dropped")]),
        repeat("r", "", vec![text("q"), int("gone")]),
        calc("drawn", "once(random())", &[]),
    ])
}

fn second() -> Form {
    form(vec![
        met(),
        group("new", "", vec![text("moved"), text("called")]),
        repeat("rows", "", vec![text("q")]),
        dynamic("fresh", Kind::Text, "'here'"),
        calc("drawn", "once(random())", &[]),
    ])
}

fn renames() -> BTreeMap<String, String> {
    [("/data/g/renamed", "/data/new/called"), ("/data/r", "/data/rows")]
        .map(|(from, to)| (from.to_owned(), to.to_owned()))
        .into()
}

/// A draft on the first edition, with the second one open.
fn begun() -> (Worker, doorstep_schema::id::FactId) {
    let mut worker = Worker::of(&first());
    let draft = worker.begins("f");
    for (path, value) in [
        ("met", json!("child")),
        ("moved", json!("m")),
        ("g/renamed", json!("n")),
        ("g/dropped", json!("d")),
        ("r[1]/q", json!("one")),
        ("r[1]/gone", json!(7)),
    ] {
        worker.answers(draft, path, value).unwrap();
    }
    worker.adds(draft, "r").unwrap();
    worker.answers(draft, "r[2]/q", "two").unwrap();
    publish(&worker.store, &second(), 2);
    (worker, draft)
}

fn left(path: &str, value: Value) -> LeftOver {
    LeftOver { path: path.to_owned(), value }
}

#[test]
fn a_draft_moves_to_a_newer_edition_with_every_answer() {
    let (mut worker, draft) = begun();
    let drawn = worker.reads(draft, "drawn");
    assert_eq!(drafts::newer(&worker.store, draft, worker.now).unwrap(), Some(2));
    let entry = worker.entry();
    let over = drafts::migrate(&mut worker.store, &entry, draft, 2, &renames()).unwrap();
    let expected = [left("/data/g/dropped", json!("d")), left("/data/r[1]/gone", json!(7))];
    assert_eq!(over, expected);
    assert_eq!(drafts::newer(&worker.store, draft, worker.now).unwrap(), None);
    for again in [false, true] {
        if again {
            worker.forgets(draft);
        }
        let read = |path| worker.reads(draft, path);
        assert_eq!(read("new/moved"), json!("m"), "by name");
        assert_eq!(read("new/called"), json!("n"), "by rename");
        assert_eq!((read("rows[1]/q"), read("rows[2]/q")), (json!("one"), json!("two")));
        assert_eq!((read("fresh"), read("drawn")), (json!("here"), drawn.clone()));
        assert_eq!(worker.sees(draft).left_over, expected);
    }
    // Back again, what was left over has its place; a rename is said the other way round.
    let back = renames().into_iter().map(|(from, to)| (to, from)).collect();
    let entry = worker.entry();
    let over = drafts::migrate(&mut worker.store, &entry, draft, 1, &back).unwrap();
    assert_eq!(over, [left("/data/r[1]/gone", json!(7)), left("/data/fresh", json!("here"))]);
    assert_eq!(worker.reads(draft, "g/dropped"), json!("d"));
}

#[test]
fn what_is_left_over_goes_with_the_fact_unless_a_person_lets_it_go() {
    let (mut worker, draft) = begun();
    let entry = worker.entry();
    drafts::migrate(&mut worker.store, &entry, draft, 2, &renames()).unwrap();
    drafts::let_go(&mut worker.store, draft, "/data/g/dropped").unwrap();
    let again = drafts::let_go(&mut worker.store, draft, "/data/g/dropped").unwrap_err();
    assert_eq!(again.code, Code::BadAnswer);
    let payload = worker.finishes(draft).unwrap();
    assert_eq!(payload["form_version"], 2);
    assert_eq!(payload["answers"]["$left_over"], json!({ "/data/r[1]/gone": 7 }));
    assert_eq!(payload["answers"]["rows"], json!([{ "q": "one" }, { "q": "two" }]));
}

#[test]
fn a_draft_is_finished_on_its_own_edition_also_when_that_is_withdrawn() {
    let (mut worker, draft) = begun();
    worker.store.put_form(&publication(&first(), 1, vec![])).unwrap();
    let late = worker.begins("f");
    assert_eq!(drafts::resume(&worker.store, late).unwrap().edition, 2);
    worker.answers(draft, "moved", "still").unwrap();
    let payload = worker.finishes(draft).unwrap();
    assert_eq!(
        (&payload["form_version"], &payload["answers"]["moved"]),
        (&json!(1), &json!("still"))
    );
    assert!(!payload["answers"].as_object().unwrap().contains_key("$left_over"));
}

#[test]
fn a_draft_moves_to_no_other_fact_and_to_nothing_unknown() {
    let (mut worker, draft) = begun();
    let mut other = second();
    other.settings.fact = Some(FactKind::Visit);
    publish(&worker.store, &other, 3);
    let mut venue = doorstep_forms::shipped::venue_report().unwrap();
    venue.id = "f".to_owned();
    publish(&worker.store, &venue, 4);
    for (edition, code) in [(3, None), (4, Some(Code::WrongState)), (9, Some(Code::UnknownForm))] {
        let entry = worker.entry();
        let moved = drafts::migrate(&mut worker.store, &entry, draft, edition, &BTreeMap::new());
        assert_eq!(moved.err().map(|problem| problem.code), code, "{edition}");
    }
    assert_eq!(worker.reads(draft, "new/moved"), json!("m"));
}

/// The database as the app before the engine left it: a draft with answers by question name.
#[test]
fn drafts_from_before_forms_were_filled_on_the_phone_are_carried_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let store = phone(Store::open(&path).unwrap(), 1, at(23, 7, 0));
    let id = entry(at(23, 8, 0), 77).id();
    let answers =
        json!({ "met": "guardian", "note": "补记", "household_found": "yes", "old": [1] });
    store.to_version_one(id, student_id(0), &answers);
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(drafts::list(&store).unwrap()[0].id, id);
    assert_eq!(views::student(&store, student_id(0), at(23, 9, 0)).unwrap().drafts.len(), 1);
    let early = drafts::left_over(&store, id).unwrap_err();
    assert_eq!(early.code, Code::UnknownForm, "its form comes with the next pull");
    let store = phone_with_forms(store, 1, at(23, 7, 0));
    let mut worker = Worker::with(store);
    for _ in 0..2 {
        assert_eq!(worker.reads(id, "who/met"), json!("guardian"));
        assert_eq!(worker.reads(id, "evidence/note"), json!("补记"));
        assert_eq!(worker.sees(id).left_over, [left("/data/old", json!([1]))]);
        worker.forgets(id);
    }
    worker.answers(id, "who/met_name", "和大山").unwrap();
    assert_eq!(worker.reads(id, "where/household_found"), json!("yes"));
}

#[test]
fn a_form_whose_body_changes_under_a_draft_loses_nothing() {
    let (mut worker, draft) = begun();
    let everyone = Audience { region: county(), roles: vec![], from: None, until: None };
    worker.store.put_form(&publication(&second(), 1, vec![everyone])).unwrap();
    let over = drafts::left_over(&worker.store, draft).unwrap();
    let paths: Vec<&str> = over.iter().map(|left| left.path.as_str()).collect();
    assert_eq!(paths, ["g/dropped", "g/renamed", "moved", "r[1]/gone", "r[1]/q", "r[2]/q"]);
    worker.forgets(draft);
    assert_eq!(drafts::left_over(&worker.store, draft).unwrap(), over);
    let refused = Beginning::about("f", student_id(0));
    let entry = worker.entry();
    drafts::begin(&mut worker.store, &entry, &refused).unwrap();
}
