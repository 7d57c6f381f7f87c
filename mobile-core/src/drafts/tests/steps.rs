//! Steps, screens and the answers that are refused.

use super::kit::*;
use crate::drafts::{self, Beginning, ScreenKind, View};
use crate::testing::*;
use crate::{Code, Entry};
use doorstep_schema::form::Kind;
use serde_json::{Value, json};

fn screened() -> Vec<doorstep_schema::form::Item> {
    vec![
        met(),
        calc("hidden", "1 + 1", &[]),
        group("g", "field-list", vec![text("a"), relevant(text("b"), "${met} = 'child'")]),
        relevant(int("n"), "${met} = 'child'"),
        repeat("r", "", vec![text("q")]),
        text("last"),
    ]
}

#[test]
fn a_screen_is_one_question_or_one_field_list() {
    let mut worker = Worker::of(&form(screened()));
    let draft = worker.begins("f");
    let paths = |worker: &mut Worker| -> Vec<String> {
        worker.sees(draft).screens.into_iter().map(|screen| screen.path).collect()
    };
    assert_eq!(
        paths(&mut worker),
        ["/data/met", "/data/g", "/data/r[1]/q", "/data/r", "/data/last"]
    );
    let view = worker.sees(draft);
    assert_eq!((view.previous, view.at, view.next), (None, Some(0), Some(1)));
    assert_eq!((view.progress.answered, view.progress.total), (0, 4));
    worker.answers(draft, "met", "child").unwrap();
    assert_eq!(paths(&mut worker).len(), 6);
    worker.answers(draft, "g/b", "x").unwrap();
    let view = worker.sees(draft);
    let here = &view.screens[view.at.unwrap()];
    assert_eq!((here.kind, here.questions.len()), (ScreenKind::Group, 2));
    assert_eq!((view.previous, view.next), (Some(0), Some(2)));
    worker.answers(draft, "n", 3).unwrap();
    assert_eq!(worker.sees(draft).at, Some(2));
    // The question where it was left is asked no longer: filling goes on after it.
    worker.answers(draft, "met", "nobody").unwrap();
    drafts::go_to(&mut worker.store, draft, "n").unwrap();
    let view = worker.sees(draft);
    assert_eq!(view.screens[view.at.unwrap()].path, "/data/r[1]/q");
    worker.adds(draft, "r").unwrap();
    let view = worker.sees(draft);
    assert_eq!(view.screens[view.at.unwrap()].path, "/data/r[2]/q");
    worker.removes(draft, "r", 1).unwrap();
    worker.removes(draft, "r", 1).unwrap();
    let view = worker.sees(draft);
    assert_eq!((view.repeats[0].path.as_str(), view.repeats[0].instances), ("/data/r", 0));
    // An empty repeat is offered where its instances would stand, and filling may rest there.
    let at = view.screens.iter().position(|screen| screen.kind == ScreenKind::Repeat).unwrap();
    assert_eq!(view.screens[at + 1].path, "/data/last");
    drafts::go_to(&mut worker.store, draft, "/data/r").unwrap();
    worker.forgets(draft);
    assert_eq!(worker.sees(draft).at, Some(at));
    drafts::go_to(&mut worker.store, draft, "last").unwrap();
    worker.forgets(draft);
    let view = worker.sees(draft);
    assert_eq!((view.at, view.next), (Some(3), None));
    assert_eq!(view.nodes.iter().find(|node| node.path == "/data/n").unwrap().value, json!(3));
}

#[test]
fn an_answer_that_does_not_fit_is_refused_with_its_place_and_changes_nothing() {
    let mut worker = Worker::of(&form(screened()));
    let draft = worker.begins("f");
    worker.answers(draft, "met", "child").unwrap();
    worker.answers(draft, "n", 3).unwrap();
    let before = worker.sees(draft);
    let long = "x".repeat(2_000_000);
    for (path, value, key, field) in [
        ("met", json!("cat"), "bad_value", "/data/met"),
        ("n", json!("three"), "bad_value", "/data/n"),
        ("n", json!({ "x": [1] }), "bad_value", "/data/n"),
        ("last", json!(long), "bad_value", "/data/last"),
        ("hidden", json!(1), "read_only", "/data/hidden"),
        ("g", json!("x"), "wrong_sort", "/data/g"),
        ("nowhere", json!("x"), "no_such_question", "nowhere"),
        ("r[9]/q", json!("x"), "no_such_question", "r[9]/q"),
        ("r[0]/q", json!("x"), "no_such_question", "r[0]/q"),
        ("../..", json!("x"), "no_such_question", "../.."),
        ("'; DROP TABLE answer", json!("x"), "no_such_question", "'; DROP TABLE answer"),
    ] {
        let refused = worker.answers(draft, path, value).unwrap_err();
        assert_eq!(refused.code, Code::BadAnswer, "{path}");
        assert_eq!(refused.key, format!("problem.bad_answer.{key}"), "{path}");
        assert_eq!(refused.field.as_deref(), Some(field));
        assert!(!refused.questions[0].message.is_empty());
        assert_eq!(worker.sees(draft), before);
    }
    for refused in [worker.adds(draft, "g"), worker.removes(draft, "r", 2), worker.adds(draft, "?")]
    {
        assert_eq!(refused.unwrap_err().code, Code::BadAnswer);
    }
    worker.forgets(draft);
    assert_eq!(worker.sees(draft), before);
    let other = doorstep_schema::id::FactId(uuid::Uuid::nil());
    assert_eq!(worker.answers(other, "n", 1).unwrap_err().code, Code::UnknownDraft);
}

#[test]
fn an_answer_is_judged_at_its_own_time() {
    let mut past = ask("when", Kind::Date);
    past.rules.constraint = Some(doorstep_schema::form::Expression(". <= today()".to_owned()));
    let mut worker = Worker::of(&form(vec![met(), doorstep_schema::form::Item::Question(past)]));
    let draft = worker.begins("f");
    worker.answers(draft, "met", "child").unwrap();
    worker.answers(draft, "when", "2026-11-24").unwrap();
    assert_eq!(worker.sees(draft).problems.len(), 1, "that is tomorrow");
    worker.now = at(24, 9, 0);
    assert_eq!(worker.sees(draft).problems.len(), 1, "looking does not move the clock");
    worker.answers(draft, "met", "nobody").unwrap();
    assert_eq!(worker.sees(draft).problems, []);
}

#[test]
fn a_form_begins_with_what_was_last_saved_of_it() {
    let saved = vec![met(), dynamic("road", Kind::Text, "${last-saved#road}")];
    let mut worker = Worker::of(&form(saved));
    let first = worker.begins("f");
    assert_eq!(worker.reads(first, "road"), Value::Null);
    worker.answers(first, "met", "child").unwrap();
    worker.answers(first, "road", "mud").unwrap();
    let early = worker.begins("f");
    worker.finishes(first).unwrap();
    let second = worker.begins("f");
    assert_eq!(
        (worker.reads(early, "road"), worker.reads(second, "road")),
        (Value::Null, json!("mud"))
    );
    worker.forgets(second);
    assert_eq!(worker.reads(second, "road"), json!("mud"));
    // It goes with the student whom it was about.
    worker.store.forget_last_saved(student_id(0)).unwrap();
    let third = worker.begins("f");
    assert_eq!(worker.reads(third, "road"), Value::Null);
    assert_eq!(worker.reads(second, "road"), json!("mud"), "what was begun with it stays");
}

#[test]
fn a_draft_begins_only_on_what_is_open_and_about_whom_it_is_for() {
    let mut worker = Worker::shipped();
    let now = worker.entry();
    let mut refused = |beginning: Beginning| {
        let entry = Entry { entropy: [9; 16], ..now };
        let problem = drafts::begin(&mut worker.store, &entry, &beginning).unwrap_err();
        (problem.code, problem.field.unwrap_or_default())
    };
    let of = |code, field: &str| (code, field.to_owned());
    let child = student_id(0);
    assert_eq!(refused(Beginning::about("dance", child)), of(Code::UnknownForm, "form"));
    assert_eq!(refused(Beginning::of("home_visit")), of(Code::Invalid, "student"));
    assert_eq!(refused(Beginning::about("venue_report", child)), of(Code::Invalid, "student"));
    let stranger = Beginning::about("home_visit", student_id(99));
    assert_eq!(refused(stranger), of(Code::UnknownStudent, ""));
    let follow_up = Some(doorstep_schema::id::FollowUpId(uuid::Uuid::nil()));
    let absence = Beginning { follow_up, ..Beginning::about("absence_report", child) };
    assert_eq!(refused(absence), of(Code::Invalid, "follow_up"));
    let contact =
        Beginning { companions: vec![COLLEAGUE], ..Beginning::about("guardian_contact", child) };
    assert_eq!(refused(contact), of(Code::Invalid, "companions"));
}

#[test]
fn a_repeat_is_offered_after_its_last_instance_the_inner_before_the_outer() {
    let inner = repeat("i", "", vec![text("q")]);
    let listed = group("g", "field-list", vec![repeat("l", "", vec![text("w")]), text("end")]);
    let items = vec![met(), repeat("o", "", vec![text("a"), inner]), listed, text("last")];
    let mut worker = Worker::of(&form(items));
    let draft = worker.begins("f");
    let view = worker.sees(draft);
    let paths: Vec<&str> = view.screens.iter().map(|screen| screen.path.as_str()).collect();
    let expected = [
        "/data/met",
        "/data/o[1]/a",
        "/data/o[1]/i[1]/q",
        "/data/o[1]/i",
        "/data/o",
        "/data/g",
        "/data/g/l",
        "/data/last",
    ];
    assert_eq!(paths, expected);
    worker.removes(draft, "/data/o", 1).unwrap();
    let view = worker.sees(draft);
    assert_eq!(view.screens[1].path, "/data/o");
    assert_eq!(view.screens[view.at.unwrap()].path, "/data/o");
}

#[test]
fn the_last_step_again_changes_nothing() {
    let items = vec![met(), repeat("o", "", vec![text("a")])];
    let mut worker = Worker::of(&form(items));
    let draft = worker.begins("f");
    let first = worker.sees(draft);
    let now = first.draft.changed_at.plus_minutes(1);
    for n in [900, 900, 901] {
        drafts::add(&mut worker.store, &entry(now, n), draft, "/data/o").unwrap();
    }
    let instances =
        |view: &View| view.nodes.iter().filter(|node| node.path.ends_with("]/a")).count();
    assert_eq!(instances(&worker.sees(draft)), instances(&first) + 2);
    for n in [902, 902] {
        drafts::remove(&mut worker.store, &entry(now, n), draft, "/data/o", 1).unwrap();
    }
    assert_eq!(instances(&worker.sees(draft)), instances(&first) + 1);
}

#[test]
fn two_steps_of_one_entry_are_both_taken() {
    let mut worker = Worker::of(&form(vec![text("a"), text("b")]));
    let draft = worker.begins("f");
    let entry = entry(worker.sees(draft).draft.changed_at.plus_minutes(1), 900);
    for question in ["a", "b"] {
        drafts::answer(&mut worker.store, &entry, draft, question, &question.into()).unwrap();
    }
    for question in ["a", "b"] {
        assert_eq!(worker.reads(draft, question), question);
    }
}
