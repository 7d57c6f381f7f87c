//! Documents: numbers without gaps, who may what, the same bytes again, and what leaves nothing behind.

use crate::db::audit;
use crate::testing::{Person, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::id::GuardianId;
use doorstep_schema::moment::Clock;
use doorstep_schema::people::{Channel, Guardian, Relation, Role, Scope, Student};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

const RETURN_BY: &str = "2026-12-07";

fn order(student: &Student) -> Value {
    json!({ "kind": "order", "student": student.id, "fields": { "return_by": RETURN_BY } })
}

fn child(world: &World) -> Student {
    let guardian = Guardian {
        id: GuardianId(Uuid::from_u128(0x91)),
        name: "和玉兰".to_owned(),
        relation: Relation::Mother,
        phone: "13800000000".to_owned(),
        away: String::new(),
        channel: Some(Channel::Call),
        consent: Some(true),
    };
    Student { guardians: vec![guardian], ..world.student(0, 0) }
}

async fn officer(world: &World) -> Person {
    let township = world.villages[0].parent().unwrap();
    world.person("officer", Role::Township, &[Scope::Region(township)]).await
}

async fn post(person: &Person, body: &Value) -> (StatusCode, Value) {
    person.send_json("POST", "/v1/papers", body).await
}

fn id(answer: &Value) -> String {
    answer["paper"]["id"].as_str().unwrap().to_owned()
}

async fn numbers(person: &Person) -> Vec<String> {
    let (status, page) = person.get_json("/v1/papers?limit=200").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let rows = page["rows"].as_array().unwrap();
    rows.iter().map(|row| row["number"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn numbers_have_no_gaps_though_many_issue_at_once() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let officer = officer(&world).await;
        let student = child(&world);
        world.put(std::slice::from_ref(&student)).await;
        let body = order(&student);
        let all = (0..8).map(|_| post(&officer, &body));
        for (status, answer) in futures_util::future::join_all(all).await {
            assert_eq!(status, StatusCode::CREATED, "{answer}");
        }
        // What is refused takes no number.
        let late = json!({ "kind": "order", "student": student.id, "fields": { "return_by": "2026-11-01" } });
        let (status, problem) = post(&officer, &late).await;
        assert_eq!((status.as_u16(), &problem["violations"][0]["field"]), (422, &json!("fields.return_by")));
        post(&officer, &body).await;
        let found: BTreeSet<String> = numbers(&officer).await.into_iter().collect();
        let expected: BTreeSet<String> = (1..=9).map(|n| format!("控辍责改〔2026〕{n}号")).collect();
        assert_eq!(found, expected);
    })
    .await;
}

#[tokio::test]
async fn a_draft_has_pages_and_leaves_nothing() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let officer = officer(&world).await;
        let student = child(&world);
        world.put(std::slice::from_ref(&student)).await;
        let mut body = order(&student);
        body["dry_run"] = json!(true);
        let (status, draft) = post(&officer, &body).await;
        assert_eq!(status, StatusCode::OK, "{draft}");
        assert_eq!(
            (&draft["paper"]["id"], &draft["paper"]["number"]),
            (&Value::Null, &Value::Null)
        );
        let pages = draft["pages"].as_array().unwrap();
        assert_eq!(pages.len(), 2, "letter and receipt slip");
        assert!(pages[0].as_str().unwrap().starts_with("<svg"));
        assert_eq!(numbers(&officer).await, Vec::<String>::new());
        let mut tx = world.app.db.read().await.unwrap();
        let log = audit::list(&mut tx, world.county, 0, 100).await.unwrap();
        assert!(log.iter().all(|entry| !entry.action.contains("paper")), "{log:?}");
    })
    .await;
}

#[tokio::test]
async fn what_was_issued_prints_the_same_whatever_changes_afterwards() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let officer = officer(&world).await;
        let admin = world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let student = child(&world);
        world.put(std::slice::from_ref(&student)).await;
        let (_, issued) = post(&officer, &order(&student)).await;
        let path = format!("/v1/papers/{}", id(&issued));
        let pdf = format!("{path}/paper.pdf");
        let (status, before) = officer.call("GET", &pdf, Vec::new()).await;
        assert_eq!(status, StatusCode::OK);
        assert!(before.starts_with(b"%PDF"));
        let pages = officer.get_json(&format!("{path}/pages")).await;
        // The name is corrected, the template changes, and days pass.
        world.put(&[Student { name: "和小红".to_owned(), ..student.clone() }]).await;
        let new = json!({ "body": "#import \"paper.typ\": *\n#show: letter\n别的", "numbers": "新〔{year}〕{n}号" });
        let template = "/v1/paper-templates/order";
        assert_eq!(admin.send_json("PUT", template, &new).await.0, StatusCode::OK);
        world.clock.forward_minutes(5 * 24 * 60);
        assert_eq!(officer.call("GET", &pdf, Vec::new()).await, (StatusCode::OK, before));
        assert_eq!(officer.get_json(&format!("{path}/pages")).await, pages);
        // The next one has the new template, and the number goes on.
        let (_, next) = post(&officer, &order(&student)).await;
        assert_eq!(next["paper"]["number"], "新〔2026〕2号");
        assert_eq!(next["paper"]["template_version"], 1);
        // Back to the shipped one is a version of its own.
        let (_, shipped) = admin.send_json("PUT", template, &json!({})).await;
        assert_eq!((&shipped["version"], &shipped["shipped"]), (&json!(2), &json!(true)));
        assert_eq!(shipped["body"], shipped["shipped_body"]);
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_document_stays_and_its_number_is_not_used_again() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let officer = officer(&world).await;
        let student = child(&world);
        world.put(std::slice::from_ref(&student)).await;
        let (_, issued) = post(&officer, &order(&student)).await;
        let path = format!("/v1/papers/{}", id(&issued));
        let cancel = format!("{path}/cancel");
        let why = json!({ "reason": "日期写错" });
        assert_eq!(officer.send_json("POST", &cancel, &json!({ "reason": " " })).await.0, 422);
        assert_eq!(officer.send_json("POST", &cancel, &why).await.0, StatusCode::NO_CONTENT);
        assert_eq!(officer.send_json("POST", &cancel, &why).await.0, StatusCode::CONFLICT);
        let (_, paper) = officer.get_json(&path).await;
        assert_eq!(paper["cancel_reason"], "日期写错", "{paper}");
        let (_, next) = post(&officer, &order(&student)).await;
        assert_eq!(next["paper"]["number"], "控辍责改〔2026〕2号");
        let mut tx = world.app.db.read().await.unwrap();
        let log = audit::list(&mut tx, world.county, 0, 100).await.unwrap();
        let acts: Vec<&str> = log.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(acts, ["issue_paper", "cancel_paper", "issue_paper"]);
        assert!(log.iter().all(|entry| !entry.detail.contains("和小明")), "no names in the log");
    })
    .await;
}

#[tokio::test]
async fn each_kind_is_drawn_up_by_whom_it_is_for() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let officer = officer(&world).await;
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let class = |n: usize| Scope::Class(world.classes[n]);
        let teacher = world.person("teacher", Role::Teacher, &[class(0)]).await;
        let colleague = world.person("colleague", Role::Teacher, &[class(0)]).await;
        let other = world.person("other", Role::Teacher, &[class(1)]).await;
        let village = Scope::Region(world.villages[0]);
        let committee = world.person("committee", Role::Committee, &[village]).await;
        let elsewhere = doorstep_schema::region::RegionCode::parse("533325002").unwrap();
        let far = world.person("far", Role::Township, &[Scope::Region(elsewhere)]).await;
        let student = child(&world);
        world.put(std::slice::from_ref(&student)).await;
        let visit = teacher.visits(&student);
        assert_eq!(teacher.outcomes(std::slice::from_ref(&visit)).await, ["accepted"]);
        let record = json!({ "kind": "visit_record", "student": student.id, "visit": visit.id });
        let file = json!({ "kind": "case_file", "student": student.id });
        let report =
            json!({ "kind": "monthly_report", "school": world.school, "month": "2026-11" });
        for (body, may) in [
            (&order(&student), vec![&officer]),
            (&record, vec![&officer, &head, &teacher]),
            (&file, vec![&officer, &head]),
            (&report, vec![&officer, &head]),
        ] {
            for person in [&officer, &head, &teacher, &colleague, &other, &committee, &far] {
                let permitted = may.iter().any(|one| one.worker == person.worker);
                let (status, answer) = post(person, body).await;
                let expected = if permitted { StatusCode::CREATED } else { StatusCode::NOT_FOUND };
                assert_eq!(status, expected, "{body} {answer}");
            }
        }
        // What was issued is read by those who may, and by nobody else.
        let about = format!("/v1/papers?student={}", student.id);
        let (_, page) = teacher.get_json(&about).await;
        let issued = page["rows"].as_array().unwrap().clone();
        assert_eq!(issued.len(), 6, "{page}");
        for person in [&other, &far] {
            assert_eq!(person.get_json(&about).await.0, StatusCode::NOT_FOUND);
        }
        for paper in &issued {
            let path = format!("/v1/papers/{}/pages", paper["id"].as_str().unwrap());
            let kind = paper["kind"].as_str().unwrap();
            for (person, reads) in [
                (&teacher, ["order", "visit_record"].contains(&kind)),
                (&colleague, kind == "order"),
                (&other, false),
                (&far, false),
            ] {
                let expected = if reads { StatusCode::OK } else { StatusCode::NOT_FOUND };
                assert_eq!(person.get_json(&path).await.0, expected, "{kind}");
            }
        }
        assert_eq!(far.get_json("/v1/papers").await.1["rows"], json!([]));
        assert_eq!(teacher.get_json("/v1/papers").await.0, StatusCode::NOT_FOUND);
        let kind = "/v1/papers?kind=monthly_report&limit=1";
        let (_, first) = officer.get_json(kind).await;
        let next = first["next"].as_str().unwrap();
        let (_, second) = officer.get_json(&format!("{kind}&after={next}")).await;
        assert_eq!(second["rows"].as_array().unwrap().len(), 1, "{second}");
        assert_eq!(second["next"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_month_is_counted_from_the_facts_of_its_days() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let teacher = world.person("t", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let roster = world.class_of(0, 3).await;
        let now = world.app.now();
        let days = vec![Clock::CHINA.day(now)];
        let report = AbsenceReport {
            days,
            told_at: now,
            reason: String::new(),
            excused: false,
            filled: None,
        };
        let away = teacher.enters(Some(roster[0].id), Act::AbsenceReport(report));
        let facts = [away, teacher.visits(&roster[0]), teacher.visits(&roster[1])];
        teacher.outcomes(&facts).await;
        world.clock.forward_minutes(24 * 60);
        let data = async |month: &str| {
            let body = json!({ "kind": "monthly_report", "school": world.school, "month": month });
            let (status, issued) = post(&head, &body).await;
            assert_eq!(status, StatusCode::CREATED, "{issued}");
            let id = Uuid::parse_str(&id(&issued)).unwrap();
            let mut tx = world.app.db.read().await.unwrap();
            crate::db::papers::source(&mut tx, id).await.unwrap().unwrap().1
        };
        let month = data("2026-11").await;
        assert_eq!(month["roll"]["now"], 3, "{month}");
        assert_eq!(month["visits"]["done"], 2, "{month}");
        assert_eq!(month["cases"][0]["class"], "七年级（1）班", "{month}");
        assert_eq!(month["cases"][0]["absent_since"], "2026-11-23", "{month}");
        let before = data("2026-10").await;
        assert_eq!(
            (&before["visits"]["done"], &before["until"]),
            (&json!(0), &json!("2026-10-31"))
        );
        for wrong in ["2026-12", "2026-1", "october", "2026-13"] {
            let body = json!({ "kind": "monthly_report", "school": world.school, "month": wrong });
            assert_eq!(post(&head, &body).await.1["violations"][0]["field"], "month", "{wrong}");
        }
    })
    .await;
}

#[tokio::test]
async fn bad_input_is_told_with_its_field() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let officer = officer(&world).await;
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let student = child(&world);
        world.put(std::slice::from_ref(&student)).await;
        let long = "长".repeat(501);
        for (body, field) in [
            (json!({ "kind": "letter", "student": student.id }), "kind"),
            (json!({ "kind": "order" }), "student"),
            (json!({ "kind": "visit_record", "student": student.id }), "visit"),
            (json!({ "kind": "monthly_report" }), "school"),
            (json!({ "kind": "order", "student": student.id }), "fields.return_by"),
            (
                json!({ "kind": "order", "student": student.id,
                    "fields": { "return_by": RETURN_BY, "note": long } }),
                "fields.note",
            ),
            (
                json!({ "kind": "order", "student": student.id,
                    "fields": { "return_by": RETURN_BY, "guardian": "nobody" } }),
                "fields.guardian",
            ),
        ] {
            let (status, problem) = post(&officer, &body).await;
            assert_eq!(
                (status.as_u16(), &problem["violations"][0]["field"]),
                (422, &json!(field)),
                "{problem}"
            );
        }
        let template = "/v1/paper-templates/order";
        for (body, field) in [
            (json!({ "body": "#import \"paper.typ\": *\n\n#unknown" }), "body[3:2]"),
            (json!({ "body": "a".repeat(70_000) }), "body"),
            (json!({ "numbers": "no places" }), "numbers"),
        ] {
            let (status, problem) = admin.send_json("PUT", template, &body).await;
            assert_eq!(
                (status.as_u16(), &problem["violations"][0]["field"]),
                (422, &json!(field)),
                "{problem}"
            );
        }
        let (status, _) = admin.get_json("/v1/paper-templates/letter").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    })
    .await;
}
