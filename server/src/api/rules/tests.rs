//! What rules are tried for is what comes to be when they are put in force, on both databases.

use crate::jobs::due::reevaluate;
use crate::testing::{Person, START, World, each_db};
use axum::http::{HeaderValue, StatusCode, header};
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::policy::Due;
use jiff::civil::date;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

async fn post(person: &Person, path: &str, body: &Value) -> (StatusCode, Value) {
    let mut request = person.request("POST", path, serde_json::to_vec(body).unwrap());
    let json = HeaderValue::from_static("application/json");
    request.headers_mut().insert(header::CONTENT_TYPE, json.clone());
    request.headers_mut().insert(header::ACCEPT, json);
    let (status, body) = person.world.call(request).await;
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

/// A county in which a class of children has been away for two school days.
async fn absent(world: &World) -> Person {
    let teacher = world.person("t1", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    for student in world.class_of(0, 3).await {
        let report = Act::AbsenceReport(AbsenceReport {
            days: vec![date(2026, 11, 20), date(2026, 11, 23)],
            told_at: world.app.now(),
            reason: String::new(),
            excused: false,
            filled: None,
        });
        teacher.pushes(&[teacher.enters(Some(student.id), report)]).await;
    }
    world.clock.forward_minutes(60 * 8);
    reevaluate(&world.app.db, &world.app.rules, world.app.now()).await.unwrap();
    world.person("admin1", Role::Administrator, &[Scope::Region(world.county)]).await
}

type Open = BTreeMap<Uuid, (i64, String)>;

async fn open(world: &World) -> Open {
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "SELECT id, due_at, owner FROM follow_up WHERE is_open";
    let rows: Vec<(Uuid, i64, String)> = tx.query(sql).all().await.unwrap();
    rows.into_iter().map(|(id, due_at, owner)| (id, (due_at, owner))).collect()
}

async fn steps(world: &World) -> BTreeMap<Uuid, Option<i64>> {
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "SELECT student, step FROM student_state";
    let rows: Vec<(Uuid, Option<i64>)> = tx.query(sql).all().await.unwrap();
    rows.into_iter().collect()
}

#[tokio::test]
async fn a_trial_tells_what_the_change_then_does() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = absent(&world).await;
        let (status, held) = admin.get_json("/v1/rules").await;
        assert_eq!((status, &held["policy_version"]), (StatusCode::OK, &json!(0)));
        let same = json!({ "policy": held["policy"], "calendar": held["calendar"] });
        let (status, trial) = post(&admin, "/v1/rules/trial", &same).await;
        assert_eq!((status, &trial["changed"]), (StatusCode::OK, &json!(0)), "{trial}");
        assert_eq!(trial["students"], json!(3));

        let mut policy = doorstep_schema::policy::Policy::shipped();
        policy.ladder[1].due = Due::Days(1);
        policy.ladder.remove(2);
        policy.ladder[2].opens = doorstep_schema::policy::Opens::OnAbsentDay(2);
        assert_eq!(policy.check(), []);
        let (before, stood) = (open(&world).await, steps(&world).await);
        let (status, trial) = post(&admin, "/v1/rules/trial", &json!({ "policy": policy })).await;
        assert_eq!(status, StatusCode::OK, "{trial}");
        assert_eq!(open(&world).await, before, "a trial changes nothing");

        let (status, report) =
            post(&admin, "/v1/imports/policy", &serde_json::to_value(&policy).unwrap()).await;
        assert_eq!((status, &report["applied"]), (StatusCode::OK, &json!(true)), "{report}");
        reevaluate(&world.app.db, &world.app.rules, world.app.now()).await.unwrap();
        let (after, stand) = (open(&world).await, steps(&world).await);
        let opened = after.keys().filter(|id| !before.contains_key(id)).count();
        let closed = before.keys().filter(|id| !after.contains_key(id)).count();
        let moved =
            before.iter().filter(|(id, f)| after.get(id).is_some_and(|then| then != *f)).count();
        let stepped = stood.iter().filter(|(id, step)| stand[id] != **step).count();
        assert!(opened > 0 && closed > 0 && moved > 0 && stepped > 0, "{trial}");
        for (key, count) in
            [("opened", opened), ("closed", closed), ("moved", moved), ("steps", stepped)]
        {
            assert_eq!(trial[key], json!(count), "{key}");
        }
        assert_eq!(trial["changes"].as_array().unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_either_is_told_at_its_place() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin =
            world.person("admin1", Role::Administrator, &[Scope::Region(world.county)]).await;
        let mut policy = doorstep_schema::policy::Policy::shipped();
        policy.watch_days = 0;
        let calendar = json!({ "terms": [{ "first": "2026-09-01" }] });
        let body = json!({ "policy": policy, "calendar": calendar });
        let (status, problem) = post(&admin, "/v1/rules/trial", &body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields: Vec<&str> = problem["violations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v["field"].as_str().unwrap())
            .collect();
        assert_eq!(fields, ["policy.watch_days", "calendar"]);
        let head = world.person("p1", Role::Supervisor, &[Scope::Region(world.county)]).await;
        assert_eq!(post(&head, "/v1/rules/trial", &json!({})).await.0, StatusCode::NOT_FOUND);
        assert_eq!(head.get_json("/v1/rules").await.0, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn since_when_rules_hold_and_who_put_them_there_is_told() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let county = Scope::Region(world.county);
        let admin = world.person("admin1", Role::Administrator, &[county]).await;
        let (_, held) = admin.get_json("/v1/rules").await;
        assert_eq!(held["policy_history"], json!([]), "the shipped one is nobody's");
        let first = &held["calendar_history"][0];
        assert_eq!((&first["since"], &first["by"]), (&json!(START), &Value::Null));
        assert_eq!(first["version"], held["calendar_version"]);

        let mut policy = doorstep_schema::policy::Policy::shipped();
        let path = "/v1/imports/policy";
        let mut versions = Vec::new();
        for days in [15, 16] {
            world.clock.forward_minutes(10);
            policy.watch_days = days;
            let policy = serde_json::to_value(&policy).unwrap();
            let (_, tried) = post(&admin, &format!("{path}?dry_run=true"), &policy).await;
            assert_eq!((&tried["applied"], &tried["version"]), (&json!(false), &Value::Null));
            let (_, made) = post(&admin, path, &policy).await;
            versions.push(made["version"].clone());
            let (_, same) = post(&admin, path, &policy).await;
            assert_eq!((&same["unchanged"], &same["version"]), (&json!(1), &Value::Null));
        }
        let by = json!({ "id": admin.worker, "name": "admin1" });
        let told = |minutes, version: &Value| {
            let since = START.plus_minutes(minutes);
            json!({ "version": version, "since": since, "by": by })
        };
        let expected = json!([told(20, &versions[1]), told(10, &versions[0])]);
        let history = async || admin.get_json("/v1/rules").await.1["policy_history"].clone();
        assert_eq!(history().await, expected);

        // Of versions from before, the log knows it where it has just as many.
        let forget = async |statement: &'static str| {
            let mut tx = world.app.db.write().await.unwrap();
            tx.query(statement).execute().await.unwrap();
            tx.commit().await.unwrap();
        };
        forget("UPDATE policy SET put_at = NULL, put_by = NULL").await;
        assert_eq!(history().await, expected);
        forget("DELETE FROM audit WHERE action = 'import' AND seq = (SELECT MAX(seq) FROM audit)")
            .await;
        assert_eq!(history().await, expected, "what was the same changed nothing");
        forget("DELETE FROM audit WHERE detail LIKE 'policy: imported;% 1 created,%'").await;
        let unknown = |version: &Value| json!({ "version": version, "since": null, "by": null });
        assert_eq!(history().await, json!([unknown(&versions[1]), unknown(&versions[0])]));
    })
    .await;
}
