//! What is recorded at a desk: it goes the way of a push, is told apart by role and scope, and can be withdrawn.

use crate::testing::{Person, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::people::{Role, Scope, Student};
use doorstep_schema::wire::v1::Cursor;
use serde_json::{Value, json};

async fn record(person: &Person, student: &Student, body: &Value) -> (StatusCode, Value) {
    person.send_json("POST", &format!("/v1/students/{}/facts", student.id), body).await
}

async fn retract(person: &Person, fact: &Value, reason: &str) -> (StatusCode, Value) {
    let path = format!("/v1/facts/{}/retract", fact.as_str().unwrap());
    person.send_json("POST", &path, &json!({ "reason": reason })).await
}

fn call() -> Value {
    json!({ "kind": "guardian_contact", "payload": { "channel": "call", "reached": true, "said": "周一返校",
        "promise": { "text": "周一返校", "by": "2026-11-30", "returns": true } } })
}

struct People {
    world: World,
    teacher: Person,
    committee: Person,
    officer: Person,
    supervisor: Person,
    student: Student,
}

async fn people(world: World) -> People {
    let person = async |name: &str, role, scope| world.person(name, role, &[scope]).await;
    let village = world.villages[0];
    People {
        teacher: person("teacher", Role::Teacher, Scope::Class(world.classes[0])).await,
        committee: person("committee", Role::Committee, Scope::Region(village)).await,
        officer: person("officer", Role::Township, Scope::Region(village.parent().unwrap())).await,
        supervisor: person("supervisor", Role::Supervisor, Scope::Region(world.county)).await,
        student: world.class_of(0, 1).await.remove(0),
        world,
    }
}

#[tokio::test]
async fn a_call_from_a_desk_reaches_the_phone_and_the_promise_and_is_undone() {
    each_db(|db| async move {
        let People { teacher, committee, supervisor, student, .. } =
            people(World::new(&db).await).await;
        let promises = async || {
            let (_, seen) = supervisor.get_json(&format!("/v1/students/{}", student.id)).await;
            seen["state"]["promises"].as_array().unwrap().len()
        };
        let (status, made) = record(&committee, &student, &call()).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        assert_eq!(promises().await, 1, "rules and projections know it");
        let (pages, cursor) = teacher.pulls(Cursor::default(), 1_000).await;
        let told: Vec<String> =
            pages.iter().flat_map(|p| &p.facts).map(|fact| fact.id.to_string()).collect();
        assert_eq!(json!(told), json!([made["id"]]), "the phone hears of it");
        let id = &made["id"];
        assert_eq!(retract(&teacher, id, "不是我").await.0, StatusCode::NOT_FOUND);
        let (status, problem) = retract(&committee, id, " ").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["violations"][0]["field"], "reason");
        let (status, undone) = retract(&committee, id, "记错了人").await;
        assert_eq!(status, StatusCode::CREATED, "{undone}");
        assert_eq!(promises().await, 0);
        let (pages, _) = teacher.pulls(cursor, 1_000).await;
        assert_eq!(pages[0].facts[0].kind, "retraction");
        let (status, problem) = retract(&committee, id, "再来").await;
        assert_eq!((status, &problem["code"]), (StatusCode::CONFLICT, &json!("retracted")));
        let (status, problem) = retract(&committee, &undone["id"], "反悔").await;
        assert_eq!((status, &problem["code"]), (StatusCode::CONFLICT, &json!("not_retractable")));
    })
    .await;
}

#[tokio::test]
async fn who_may_record_what_is_the_table_of_access() {
    each_db(|db| async move {
        let People { world, teacher, committee, officer, supervisor, student } =
            people(World::new(&db).await).await;
        let act = |kind: &str, payload: Value| json!({ "kind": kind, "payload": payload });
        let request = act(
            "status_request",
            json!({ "to": "suspended", "from": "2026-11-24", "reason": "病假" }),
        );
        let (status, asked) = record(&teacher, &student, &request).await;
        assert_eq!(status, StatusCode::CREATED, "{asked}");
        let request = &asked["id"];
        let answer = json!({ "request": request, "granted": true });
        let notice = json!({ "notice": "order_to_rectify", "number": "通改〔2026〕3号" });
        let referral = json!({ "department": "civil_affairs", "reason": "困难" });
        for (kind, payload, expected) in [
            ("status_approval", &answer, [false, false, false, true]),
            ("notice_served", &notice, [false, false, true, true]),
            ("referral_sent", &referral, [true, true, true, false]),
        ] {
            let body = act(kind, payload.clone());
            let people = [&teacher, &committee, &officer, &supervisor];
            for (person, expected) in people.into_iter().zip(expected) {
                let (status, told) = record(person, &student, &body).await;
                let wanted = if expected { StatusCode::CREATED } else { StatusCode::NOT_FOUND };
                assert_eq!(status, wanted, "{kind} {told}");
            }
        }
        let (_, seen) = supervisor.get_json(&format!("/v1/students/{}", student.id)).await;
        assert_eq!(seen["state"]["status"]["changes"][0]["request"], *request);
        let other = [Scope::Region(world.villages[1])];
        let elsewhere = world.person("v2", Role::Committee, &other).await;
        for body in [call(), act("guardian_contact", json!({})), act("nothing", json!({}))] {
            let (status, _) = record(&elsewhere, &student, &body).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "nothing is told of a student out of sight");
        }
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_is_named_by_its_place() {
    each_db(|db| async move {
        let People { committee, teacher, student, .. } = people(World::new(&db).await).await;
        let with = |key: &str, value: Value| {
            let mut body = call();
            *body.pointer_mut(key).unwrap() = value;
            body
        };
        let late = json!({ "kind": "guardian_contact", "payload": call()["payload"],
            "happened_at": "2026-12-24T00:00:00Z" });
        for (body, field, code) in [
            (json!({ "kind": "nothing" }), "kind", "unknown"),
            (json!({ "kind": "guardian_contact" }), "payload.channel", "missing"),
            (with("/payload/channel", json!("pigeon")), "payload.channel", "unknown"),
            (with("/payload/reached", json!("yes")), "payload.reached", "unreadable"),
            (with("/payload/promise/by", json!("soon")), "payload.promise.by", "unreadable"),
            (with("/payload/promise", json!({ "text": "x" })), "payload.promise.by", "missing"),
            (with("/payload/said", json!("说".repeat(4_001))), "payload.said", "too_long"),
            (late, "happened_at", "from_the_future"),
        ] {
            let (status, problem) = record(&committee, &student, &body).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {problem}");
            let violation = &problem["violations"][0];
            assert_eq!((&violation["field"], &violation["code"]), (&json!(field), &json!(code)));
        }
        let (_, made) = record(&committee, &student, &call()).await;
        let amend = |payload: Value| {
            json!({ "kind": "amendment", "payload": { "of": made["id"], "payload": payload, "reason": "更正" } })
        };
        let (status, problem) = record(&committee, &student, &amend(json!({ "channel": "call" }))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["violations"][0]["field"], "payload.payload.reached");
        let right = amend(json!({ "channel": "sms", "reached": false }));
        assert_eq!(record(&teacher, &student, &right).await.0, StatusCode::NOT_FOUND);
        assert_eq!(record(&committee, &student, &right).await.0, StatusCode::CREATED);
    })
    .await;
}

#[tokio::test]
async fn a_promise_for_a_day_before_its_contact_is_refused_at_its_field() {
    each_db(|db| async move {
        let People { teacher, student, .. } = people(World::new(&db).await).await;
        let refused = async |body: &Value| {
            let (status, problem) = record(&teacher, &student, body).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
            let wrong = &problem["violations"][0];
            (wrong["field"].as_str().unwrap().to_owned(), wrong["code"].clone())
        };
        let mut early = call();
        early["payload"]["promise"]["by"] = json!("2026-11-22");
        let wrong = ("payload.promise.by".to_owned(), json!("before_contact"));
        assert_eq!(refused(&early).await, wrong);
        early["happened_at"] = json!("2026-11-22T04:00:00Z");
        let (status, made) = record(&teacher, &student, &early).await;
        assert_eq!(status, StatusCode::CREATED, "what was so then was promised for then: {made}");
        let amendment = json!({ "kind": "amendment", "payload": { "of": made["id"],
            "payload": early["payload"], "happened_at": "2026-11-23T00:00:00Z" } });
        let wrong = ("payload.payload.promise.by".to_owned(), json!("before_contact"));
        assert_eq!(refused(&amendment).await, wrong);
    })
    .await;
}
