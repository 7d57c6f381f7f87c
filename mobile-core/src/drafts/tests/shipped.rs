//! The four shipped forms, each filled as it is in the field, to its fact.

use super::kit::*;
use crate::drafts::{self, Beginning};
use crate::testing::*;
use crate::{Code, views};
use doorstep_schema::fact::Act;
use doorstep_schema::id::{FactId, FollowUpId, GuardianId};
use doorstep_schema::people::{Concern, Department};
use doorstep_schema::state::ReferralState;
use serde_json::json;

/// A visit at which nothing is wrong.
fn visit(worker: &mut Worker) -> FactId {
    let draft = worker.begins("home_visit");
    for (name, value) in [
        ("purpose", json!(["absence"])),
        ("household_found", json!("yes")),
        ("met", json!("guardian")),
        ("met_name", json!("和大山")),
        ("met_relation", json!("father")),
        ("carer", json!("parents")),
        ("effective_guardian", json!("yes")),
        ("parents_away", json!("none")),
        ("hardship", json!("no")),
        ("debts_work", json!("no")),
        ("health", json!("none")),
        ("attends", json!("yes")),
        ("works", json!("no")),
        ("venue", json!("no")),
        ("marriage", json!("no")),
        ("told_duty", json!("yes")),
        ("guardian_refuses", json!("no")),
        ("promised", json!("no")),
        ("help", json!(["none"])),
        ("photo_consent", json!("no")),
    ] {
        worker.says(draft, name, value);
    }
    draft
}

#[test]
fn a_home_visit_becomes_a_visit() {
    let mut worker = Worker::shipped();
    let draft = visit(&mut worker);
    let view = worker.sees(draft);
    assert_eq!(view.problems, []);
    assert!(view.progress.answered >= 20 && view.progress.answered < view.progress.total);
    assert!(view.name.unwrap().starts_with("家访 2026-11-23"));
    let payload = worker.finishes(draft).unwrap();
    assert_eq!((&payload["form"], &payload["form_version"]), (&json!("home_visit"), &json!(1)));
    assert_eq!((&payload["met"], &payload["attends"]), (&json!("guardian"), &json!(true)));
    assert_eq!(payload["answers"]["who"]["met_name"], "和大山");
    assert!(payload["answers"]["started"].as_str().unwrap().starts_with("2026-11-23T09:01"));
    assert!(payload["answers"]["ended"].is_string(), "finishing notes when");
    let screen = views::student(&worker.store, student_id(0), worker.now).unwrap();
    assert_eq!(screen.timeline[0].fact.happened_at, at(23, 9, 1), "when it was begun");
    assert_eq!((screen.timeline.len(), screen.drafts.len()), (1, 0));
}

#[test]
fn what_a_visit_will_open_is_shown_before_and_done_after() {
    let mut worker = Worker::shipped();
    let draft = visit(&mut worker);
    worker.says(draft, "hardship", "yes");
    worker.says(draft, "hardship_kinds", json!([first_choice(&worker, draft, "hardship_kinds")]));
    worker.says(draft, "departments", json!(["justice", "civil_affairs"]));
    worker.says(draft, "promised", "yes");
    worker.says(draft, "promise", "下周一返校");
    worker.says(draft, "promise_by", "2026-11-30");
    worker.says(draft, "promise_returns", "yes");
    let entry = worker.entry();
    let shown = drafts::preview(&worker.store, &entry, draft).unwrap();
    assert_eq!(shown.problems, []);
    assert_eq!(shown.happened_at, at(23, 9, 1));
    let promised: Vec<&str> = shown.promises.iter().map(|promise| promise.text.as_str()).collect();
    assert_eq!(promised, ["下周一返校"]);
    // The concern refers to civil affairs by itself; only justice needs a referral of its own.
    assert_eq!(shown.facts, ["visit", "referral_sent"]);
    let mut departments: Vec<Department> = shown.refers.iter().map(|r| r.department).collect();
    departments.sort();
    assert_eq!(departments, [Department::CivilAffairs, Department::Justice]);
    assert_eq!(worker.facts(), [], "nothing is stored");
    drafts::finish(&mut worker.store, &entry, draft).unwrap();
    let kinds: Vec<String> = worker.facts().into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, shown.facts);
    let state = views::student(&worker.store, student_id(0), worker.now).unwrap().state;
    let mut done = state.referrals;
    let order = |r: &doorstep_schema::state::Referral| r.id;
    let mut seen = shown.refers;
    done.sort_by_key(order);
    seen.sort_by_key(order);
    assert_eq!(done, seen);
    assert!(done.iter().all(|r| r.state == ReferralState::Sent));
    assert_eq!(state.promises.len(), 1);
    let open: Vec<FollowUpId> = state
        .cases
        .iter()
        .flat_map(|case| &case.follow_ups)
        .filter(|f| f.state.is_open())
        .map(|f| f.id)
        .collect();
    let shown: Vec<FollowUpId> = shown.opens.iter().map(|f| f.id).collect();
    assert_eq!(open, shown);
    // The same entry again is the same act.
    drafts::finish(&mut worker.store, &entry, draft).unwrap();
    assert_eq!(worker.facts().len(), 2);
}

fn first_choice(worker: &Worker, draft: FactId, name: &str) -> String {
    let path = format!("household/hardship_group/{name}");
    drafts::choices(&worker.store, draft, &path, &zh()).unwrap().remove(0).name
}

#[test]
fn an_absence_report_becomes_one_and_opens_the_ladder() {
    let mut worker = Worker::shipped();
    let draft = worker.begins("absence_report");
    let lessons = drafts::choices(&worker.store, draft, "lessons", &zh()).unwrap();
    for (name, value) in [
        ("lessons", json!(lessons[0].name)),
        ("asked_home", json!("no")),
        ("reason_known", json!("no")),
        ("excused", json!("no")),
    ] {
        worker.says(draft, name, value);
    }
    let entry = worker.entry();
    let shown = drafts::preview(&worker.store, &entry, draft).unwrap();
    assert!(!shown.opens.is_empty());
    let payload = worker.finishes(draft).unwrap();
    assert_eq!(payload["days"], json!(["2026-11-23"]));
    assert_eq!(payload["filled"]["answers"]["asked_home"], "no");
    assert_eq!(views::today(&worker.store, None, worker.now).unwrap().due.len(), 1);
}

#[test]
fn a_venue_report_is_about_no_student() {
    let mut worker = Worker::shipped();
    let draft = worker.begins("venue_report");
    for (name, value) in [
        ("venue_kind", json!("game_hall")),
        ("venue_name", json!("好运游戏厅")),
        ("place", json!({ "lat": 26.4, "lon": 99.4, "accuracy": 6.0 })),
        ("minors_seen", json!("no")),
        ("employs_minors", json!("no")),
    ] {
        worker.says(draft, name, value);
    }
    let payload = worker.finishes(draft).unwrap();
    assert_eq!(payload["name"], "好运游戏厅");
    assert_eq!(drafts::list(&worker.store).unwrap(), []);
    let draft = worker.begins("venue_report");
    let entry = worker.entry();
    drafts::discard(&mut worker.store, &entry, draft, "已报过").unwrap();
    assert_eq!(drafts::list(&worker.store).unwrap(), []);
}

#[test]
fn a_guardian_contact_names_the_guardian_and_the_follow_up() {
    let mut worker = Worker::shipped();
    let guardian = student(0).guardians[0].id;
    let follow_up = Some(FollowUpId(uuid::Uuid::from_u128(9)));
    let mut beginning = Beginning {
        guardian: Some(guardian),
        follow_up,
        ..Beginning::about("guardian_contact", student_id(0))
    };
    let entry = worker.entry();
    let draft = drafts::begin(&mut worker.store, &entry, &beginning).unwrap();
    assert_eq!(drafts::begin(&mut worker.store, &entry, &beginning).unwrap(), draft);
    for (name, value) in [
        ("channel", json!("call")),
        ("reached", json!("yes")),
        ("relation", json!("father")),
        ("said", json!("在外打工")),
        ("promised", json!("no")),
    ] {
        worker.says(draft, name, value);
    }
    let payload = worker.finishes(draft).unwrap();
    assert_eq!(payload["guardian"], json!(guardian));
    assert_eq!(payload["follow_up"], json!(follow_up));
    assert_eq!((&payload["said"], &payload["reached"]), (&json!("在外打工"), &json!(true)));
    beginning.guardian = Some(GuardianId(uuid::Uuid::from_u128(1)));
    let entry = worker.entry();
    let refused = drafts::begin(&mut worker.store, &entry, &beginning).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("guardian")));
}

#[test]
fn a_colleague_from_the_committee_makes_it_a_joint_visit() {
    let mut worker = Worker::shipped();
    let colleague = doorstep_schema::people::Worker {
        id: COLLEAGUE,
        name: "李委员".to_owned(),
        role: doorstep_schema::people::Role::Committee,
    };
    worker.store.put_worker(&colleague).unwrap();
    let draft = visit(&mut worker);
    drafts::accompany(&mut worker.store, draft, vec![COLLEAGUE]).unwrap();
    worker.forgets(draft);
    let payload = worker.finishes(draft).unwrap();
    assert_eq!(
        (&payload["with_committee"], &payload["accompanied_by"]),
        (&json!(true), &json!([COLLEAGUE]))
    );
}

#[test]
fn what_keeps_a_form_from_being_finished_is_said_in_both_languages() {
    let mut worker = Worker::shipped();
    let draft = worker.begins("home_visit");
    worker.says(draft, "household_found", "no");
    worker.says(draft, "met", "guardian");
    let refused = worker.finishes(draft).unwrap_err();
    assert_eq!(refused.code, Code::Unfinished);
    let wrong = |problem: &crate::Problem| {
        let found = problem.questions.iter().find(|q| q.path == "/data/who/met").unwrap();
        (found.missing, found.message.clone())
    };
    assert_eq!(wrong(&refused), (false, "没找到住户，只能选“没有人”。".to_owned()));
    assert!(refused.questions.iter().any(|q| q.path == "/data/where/purpose" && q.missing));
    drafts::view(&mut worker.store, draft, &en()).unwrap();
    let refused = worker.finishes(draft).unwrap_err();
    assert_eq!(wrong(&refused).1, "The household was not found, so nobody was met.");
    let node = drafts::state(&worker.store, draft, "who/met", &en()).unwrap();
    assert_eq!(node.label, "Who was met?");
    assert_eq!(worker.facts(), []);
}

#[test]
fn concerns_are_those_of_the_answers() {
    let mut worker = Worker::shipped();
    let draft = visit(&mut worker);
    worker.says(draft, "effective_guardian", "no");
    let payload = worker.finishes(draft).unwrap();
    let Act::Visit(visit) = Act::read("visit", &payload).unwrap() else { panic!() };
    assert_eq!(visit.concerns, [Concern::NoEffectiveGuardian]);
}

#[test]
fn a_signature_is_kept_in_the_answer_itself() {
    let mut worker = Worker::shipped();
    let draft = visit(&mut worker);
    let head = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cpath d='M10 20";
    let signature = format!("{head}{}'/%3E%3C/svg%3E", "q3 4 5-2".repeat(420));
    assert!((3_400..3_500).contains(&signature.len()));
    worker.says(draft, "signature", signature.clone());
    worker.forgets(draft);
    assert_eq!(worker.sees(draft).problems, []);
    let payload = worker.finishes(draft).unwrap();
    assert_eq!(payload["answers"]["evidence"]["signature"], signature);
}

#[test]
fn what_is_missing_is_said_in_the_language_that_is_shown() {
    let mut worker = Worker::shipped();
    let draft = worker.begins("home_visit");
    assert_eq!(worker.sees(draft).problems[0].message, "这一题必须填。");
    let shown = drafts::view(&mut worker.store, draft, &en()).unwrap();
    assert_eq!(shown.problems[0].message, "An answer is required.");
}
