//! The phone dies after every step: whatever was answered is there, at the same question.

use super::kit::*;
use crate::drafts::{self, View};
use crate::store::Store;
use crate::testing::*;
use doorstep_schema::id::FactId;
use serde_json::{Value, json};

enum Step {
    Answer(&'static str, Value),
    Add(&'static str),
    Remove(&'static str, usize),
    Show(&'static str),
}

fn steps() -> Vec<Step> {
    use Step::{Add, Answer, Remove, Show};
    vec![
        Answer("where/purpose", json!(["absence", "promise"])),
        Answer("where/household_found", json!("yes")),
        Answer("who/met", json!("guardian")),
        Answer("who/met_name", json!("和大山")),
        Show("household/carer"),
        Answer("household/others_out", json!(3)),
        Answer("household/other_children[2]/other_name", json!("和小妹")),
        Answer("household/others_out", json!(1)),
        Answer("household/others_out", json!(2)),
        Answer("household/hardship", json!("yes")),
        Answer("household/hardship_group/income", json!(4000)),
        Answer("household/hardship", json!("no")),
        Answer("evidence/photo_consent", json!("yes")),
        Answer("evidence/photos[1]/photo_of", json!("门")),
        Add("evidence/photos"),
        Answer("evidence/photos[2]/photo_of", json!("院子")),
        Remove("evidence/photos", 1),
        Answer("next/next_visit", json!("2026-12-01")),
        Answer("next/next_visit", Value::Null),
    ]
}

fn take(worker: &mut Worker, draft: FactId, step: &Step) {
    match step {
        Step::Answer(path, value) => worker.answers(draft, path, value.clone()).unwrap(),
        Step::Add(path) => worker.adds(draft, path).unwrap(),
        Step::Remove(path, at) => worker.removes(draft, path, *at).unwrap(),
        Step::Show(path) => drafts::go_to(&mut worker.store, draft, path).unwrap(),
    }
}

/// Fills a visit; with a file, the phone dies after every step.
fn lived(path: Option<&std::path::Path>) -> Vec<View> {
    let open = || path.map_or_else(Store::in_memory, Store::open).unwrap();
    let mut worker = Worker::with(phone_with_forms(open(), 2, at(23, 7, 0)));
    let draft = worker.begins("home_visit");
    let mut seen = Vec::new();
    for step in steps() {
        take(&mut worker, draft, &step);
        if path.is_some() {
            // Dropped without a close, as a kill leaves it: the file and its log are what they are.
            std::mem::forget(std::mem::replace(&mut worker.store, Store::in_memory().unwrap()));
            worker.store = open();
        }
        seen.push(worker.sees(draft));
    }
    seen
}

#[test]
fn a_kill_after_any_step_leaves_every_answer_and_the_question() {
    let folder = tempfile::tempdir().unwrap();
    let quiet = lived(None);
    let killed = lived(Some(&folder.path().join("phone.db")));
    for (n, (quiet, killed)) in quiet.iter().zip(&killed).enumerate() {
        assert_eq!(quiet, killed, "after step {n}");
    }
    let value = |path: &str| {
        let nodes = &killed.last().unwrap().nodes;
        nodes.iter().find(|node| node.path == path).map(|node| (node.relevant, node.value.clone()))
    };
    let shown = Some((true, json!("和小妹")));
    assert_eq!(value("/data/household/other_children[2]/other_name"), shown);
    let kept = Some((false, json!(4000)));
    assert_eq!(value("/data/household/hardship_group/income"), kept, "not asked, and kept");
    assert_eq!(value("/data/evidence/photos[1]/photo_of"), Some((true, json!("院子"))));
    assert_eq!(value("/data/evidence/photos[2]/photo_of"), None);
}

#[test]
fn a_step_that_is_not_committed_leaves_no_trace_in_memory_either() {
    let mut worker = Worker::shipped();
    let draft = worker.begins("guardian_contact");
    worker.answers(draft, "channel", "call").unwrap();
    let before = worker.sees(draft);
    let failed: Result<(), crate::Problem> = worker.store.write(|store| {
        let mut open = super::super::open::of(store, store.find_draft(draft)?.unwrap())?;
        open.filling.answer("channel", &json!("sms")).unwrap();
        store.change_answers(open.row.key, &open.filling.take_rows())?;
        store.keep_filling(draft, open.filling);
        Err(crate::Problem::new(crate::Code::WrongState))
    });
    failed.unwrap_err();
    assert_eq!(worker.sees(draft), before);
}
