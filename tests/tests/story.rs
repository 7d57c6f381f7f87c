//! Stories from the door to the committee's queue and the supervisor's board, on both databases.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

use doorstep_core::acts::{absence, contact, follow_up, profile, visit};
use doorstep_core::drafts::{self, Beginning};
use doorstep_core::forms;
use doorstep_core::schema::form::Language;
use doorstep_core::views::{self, TodoKind};
use doorstep_schema::fact::{
    AbsenceReport, GuardianContact, Met, ProfileField, PromiseMade, Visit,
};
use doorstep_schema::id::FollowUpId;
use doorstep_schema::moment::{Clock, Moment, plus_days};
use doorstep_schema::people::{Concern, Role, Scope};
use doorstep_schema::region::RegionCode;
use doorstep_server::jobs::due::reevaluate;
use doorstep_server::jobs::verify::verify;
use doorstep_server::testing::{START, World, each_db};
use doorstep_tests::handset::Handset;

fn absent(now: Moment) -> AbsenceReport {
    let days = vec![Clock::CHINA.day(now)];
    AbsenceReport { days, told_at: now, reason: String::new(), excused: false, filled: None }
}

async fn clock_job(world: &World) {
    reevaluate(&world.app.db, &world.app.rules, world.app.now()).await.unwrap();
}

#[tokio::test]
async fn a_visit_recorded_offline_reaches_the_village_committee_s_queue() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let village = Scope::Region(world.villages[0]);
        let desk = world.person("committee", Role::Committee, &[village]).await;
        let county = Scope::Region(RegionCode::parse("533325").unwrap());
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let child = world.class_of(0, 3).await[0].id;
        let mut teacher = Handset::of(&world, "teacher").await;
        let mut committee = Handset::of(&world, "committee").await;

        // A day without a network: reported in the morning, nobody at home in the evening.
        teacher.does(START.plus_minutes(40), |s, e| absence::report(s, e, child, absent(e.now)));
        let seen = Visit { concerns: vec![Concern::Hardship], ..Visit::met(Met::OtherAdult) };
        teacher.does(START.plus_minutes(540), |s, e| visit::record(s, e, child, e.now, seen));
        let (_, before) = desk.get_json("/v1/queue").await;
        assert_eq!(before["items"].as_array().unwrap().len(), 0, "nothing has arrived yet");

        world.clock.forward_minutes(24 * 60 + 30);
        assert_eq!(teacher.syncs(&world).await.accepted, 2);
        clock_job(&world).await;
        let (status, queue) = desk.get_json("/v1/queue").await;
        assert_eq!(status, 200, "{queue}");
        let reasons: Vec<_> =
            queue["items"].as_array().unwrap().iter().map(|i| i["reason"].clone()).collect();
        assert!(
            reasons.contains(&"concern_raised".into()) && reasons.contains(&"ladder".into()),
            "{queue}"
        );

        // The committee's own phone derives the same queue, offline from here on.
        committee.syncs(&world).await;
        let now = world.app.now();
        let shown = views::queue(&committee.store, None, now).unwrap();
        let work: Vec<_> = shown.iter().filter(|w| w.kind == TodoKind::FollowUp).collect();
        assert_eq!(work.len(), reasons.len());
        let joint =
            work.iter().find(|w| w.step == Some(3)).unwrap().subject.map(FollowUpId).unwrap();
        committee.does(now, |s, e| follow_up::accept(s, e, child, joint));
        let by = plus_days(Clock::CHINA.day(now), 2);
        let promise = PromiseMade { text: "后天返校".to_owned(), by, returns: true };
        let call = GuardianContact { promise: Some(promise), ..GuardianContact::call(true) };
        committee.does(now.plus_minutes(5), |s, e| contact::log(s, e, child, e.now, call));
        world.clock.forward_minutes(60);
        committee.syncs(&world).await;
        let (_, after) = desk.get_json("/v1/queue").await;
        assert_eq!(after["items"].as_array().unwrap().len(), 0, "the contact proves both: {after}");

        // Nobody does anything for a week: the supervisor sees the village slip.
        world.clock.forward_minutes(8 * 24 * 60);
        clock_job(&world).await;
        let (status, board) = supervisor.get_json("/v1/board?region=533325&by=village").await;
        assert_eq!(status, 200, "{board}");
        let rows = board["rows"].as_array().unwrap();
        let row =
            rows.iter().find(|r| r["key"] == "533325001201").expect("the village is on the board");
        assert!(row["overdue"].as_i64().unwrap() > 0, "{board}");
        let (_, overdue) = supervisor.get_json("/v1/overdue?region=533325").await;
        assert!(!overdue["items"].as_array().unwrap().is_empty(), "{overdue}");
        let report = verify(&world.app.db, &world.app.rules, world.app.now()).await.unwrap();
        assert!(report.changes.is_empty() && report.pending == 0, "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn a_class_that_is_given_away_takes_unsent_work_along() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let old = world.person("old", Role::Teacher, &[]).await;
        let assignment = world.assign(old.worker, Scope::Class(world.classes[0])).await;
        let successor = world.person("new", Role::Teacher, &[]).await.worker;
        let children = world.class_of(0, 2).await;
        let mut old = Handset::of(&world, "old").await;
        let mut new = Handset::of(&world, "new").await;
        assert_eq!(views::search(&new.store, "", 10, None, START).unwrap().len(), 0);

        let call = GuardianContact::call(true);
        let fact = old.does(START, |s, e| contact::log(s, e, children[0].id, e.now, call));
        world.clock.forward_minutes(60);
        world.unassign(assignment).await;
        world.assign(successor, Scope::Class(world.classes[0])).await;

        let report = old.syncs(&world).await;
        assert_eq!((report.accepted, report.removed), (1, 2), "sent first, then removed");
        assert_eq!(views::search(&old.store, "", 10, None, START).unwrap().len(), 0);
        new.syncs(&world).await;
        let screen = views::student(&new.store, children[0].id, world.app.now()).unwrap();
        assert!(screen.timeline.iter().any(|t| t.fact.id == fact), "the history came along");
    })
    .await;
}

#[tokio::test]
async fn two_phones_that_edit_one_field_keep_both_values() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        world.person("committee", Role::Committee, &[Scope::Region(world.villages[0])]).await;
        let child = world.class_of(0, 1).await[0].id;
        let mut teacher = Handset::of(&world, "teacher").await;
        let mut committee = Handset::of(&world, "committee").await;
        let field = ProfileField::GuardianPhone;
        teacher.does(START, |s, e| profile::edit(s, e, child, field, "13800000001".into()));
        let later = START.plus_minutes(3);
        committee.does(later, |s, e| profile::edit(s, e, child, field, "13800000002".into()));
        world.clock.forward_minutes(10);
        for _ in 0..2 {
            teacher.syncs(&world).await;
            committee.syncs(&world).await;
        }
        let now = world.app.now();
        for phone in [&teacher, &committee] {
            let state = views::student(&phone.store, child, now).unwrap().state;
            let shown = &state.profile["guardian_phone"];
            assert_eq!(shown.shown.value, "13800000002");
            assert_eq!(shown.conflicts.len(), 1);
        }
        teacher.does(now, |s, e| profile::edit(s, e, child, field, "13800000001".into()));
        teacher.syncs(&world).await;
        committee.syncs(&world).await;
        let state = views::student(&committee.store, child, now).unwrap().state;
        assert_eq!(state.profile["guardian_phone"].conflicts.len(), 0, "a person has settled it");
    })
    .await;
}

#[tokio::test]
async fn a_published_form_is_filled_offline_and_its_fact_names_the_edition() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.publish_shipped_forms().await;
        world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let child = world.class_of(0, 1).await[0].id;
        let mut teacher = Handset::of(&world, "teacher").await;
        let chinese = Language("中文 (zh)".to_owned());
        let offered = forms::offered(&teacher.store, &chinese, START).unwrap();
        let titles: Vec<&str> = offered.iter().map(|form| form.title.as_str()).collect();
        assert_eq!(titles, ["缺勤报告", "监护人联系", "家访", "校园周边"]);

        let about = Beginning::about("guardian_contact", child);
        let draft = teacher.does(START.plus_minutes(60), |s, e| drafts::begin(s, e, &about));
        for (path, value) in [
            ("channel", "call"),
            ("reached", "yes"),
            ("talk/relation", "father"),
            ("talk/said", "在外打工"),
            ("talk/promised", "yes"),
            ("talk/promise", "下周一返校"),
            ("talk/promise_by", "2026-11-30"),
            ("talk/promise_returns", "yes"),
        ] {
            let value = value.into();
            teacher.does(START.plus_minutes(61), |s, e| drafts::answer(s, e, draft, path, &value));
        }
        let fact = teacher.does(START.plus_minutes(65), |s, e| drafts::finish(s, e, draft));
        world.clock.forward_minutes(120);
        assert_eq!(teacher.syncs(&world).await.accepted, 1);
        let screen = views::student(&teacher.store, child, world.app.now()).unwrap();
        let entry = &screen.timeline[0];
        assert_eq!((entry.fact.id, &entry.receipt), (fact, &views::Receipt::Accepted));
        assert_eq!(entry.fact.happened_at, START.plus_minutes(60));
        assert_eq!(entry.fact.payload["filled"]["form_version"], 1);
        assert_eq!(entry.fact.payload["filled"]["answers"]["talk"]["relation"], "father");
        assert_eq!(screen.state.promises.len(), 1);
    })
    .await;
}
