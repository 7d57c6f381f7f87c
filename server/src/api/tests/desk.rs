//! Accounts, devices and follow-ups over HTTP, on both databases.

use crate::testing::{Person, World, each_db};
use axum::http::{Request, StatusCode, header};
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::state::Owner;
use jiff::civil::date;
use serde_json::{Value, json};

async fn send(person: &Person, method: &str, path: &str, body: &Value) -> (StatusCode, Value) {
    let mut request = person.request(method, path, serde_json::to_vec(body).unwrap());
    let json = axum::http::HeaderValue::from_static("application/json");
    request.headers_mut().insert(header::CONTENT_TYPE, json.clone());
    request.headers_mut().insert(header::ACCEPT, json);
    let (status, body) = person.world.call(request).await;
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

async fn admin(world: &World) -> Person {
    world.person("admin1", Role::Administrator, &[Scope::Region(world.county)]).await
}

async fn sign_in(world: &World, username: &str, password: &str) -> StatusCode {
    let body = json!({ "username": username, "password": password });
    let request = Request::post("/v1/sign-in")
        .header(header::CONTENT_TYPE, "application/json")
        .body(axum::body::Body::from(body.to_string()))
        .unwrap();
    world.call(request).await.0
}

#[tokio::test]
async fn an_account_is_made_changed_barred_and_reassigned() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let new = json!({ "username": "t9", "name": "和老师", "role": "teacher",
            "scope": ["class:S1/2026/7/1"], "password": "long enough" });
        let (status, made) = send(&admin, "POST", "/v1/workers", &new).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        assert_eq!(send(&admin, "POST", "/v1/workers", &new).await.0, StatusCode::CONFLICT);
        assert_eq!(sign_in(&world, "t9", "long enough").await, StatusCode::OK);
        let id = made["id"].as_str().unwrap();
        let path = format!("/v1/workers/{id}");
        let (status, changed) = send(&admin, "PATCH", &path, &json!({ "name": "杨老师" })).await;
        assert_eq!((status, changed["name"].as_str()), (StatusCode::OK, Some("杨老师")));
        let assign = format!("{path}/assignments");
        let scope = json!({ "scope": "class:S1/2026/7/2" });
        let (status, assignment) = send(&admin, "POST", &assign, &scope).await;
        assert_eq!(status, StatusCode::CREATED, "{assignment}");
        let end = format!("{assign}/{}", assignment["id"].as_str().unwrap());
        assert_eq!(send(&admin, "DELETE", &end, &Value::Null).await.0, StatusCode::NO_CONTENT);
        assert_eq!(send(&admin, "DELETE", &end, &Value::Null).await.0, StatusCode::NOT_FOUND);
        let above = json!({ "scope": "region:53" });
        assert_eq!(send(&admin, "POST", &assign, &above).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            send(&admin, "PATCH", &path, &json!({ "disabled": true })).await.0,
            StatusCode::OK
        );
        assert_eq!(sign_in(&world, "t9", "long enough").await, StatusCode::UNAUTHORIZED);
        let (status, page) = send(&admin, "GET", "/v1/workers?limit=1", &Value::Null).await;
        assert_eq!((status, page["after"].as_str()), (StatusCode::OK, Some("admin1")));
    })
    .await;
}

#[tokio::test]
async fn everybody_s_password_opens_nothing_but_a_demonstration() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let new = json!({ "username": "supervisor", "name": "督导", "role": "supervisor",
            "scope": ["region:533325"], "password": crate::app::DEMONSTRATION_PASSWORD });
        assert_eq!(send(&admin, "POST", "/v1/workers", &new).await.0, StatusCode::CREATED);
        let password = crate::app::DEMONSTRATION_PASSWORD;
        assert_eq!(sign_in(&world, "supervisor", password).await, StatusCode::UNAUTHORIZED);
        let mut tx = world.app.db.write().await.unwrap();
        crate::db::roster::marks::mark_demonstration(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            sign_in(&world, "supervisor", password).await,
            StatusCode::UNAUTHORIZED,
            "the server must allow it as well"
        );
    })
    .await;
}

#[tokio::test]
async fn a_revoked_device_is_told_so() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let teacher = world.person("t1", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let (status, page) = send(&admin, "GET", "/v1/devices", &Value::Null).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(page["devices"].as_array().unwrap().len(), 2);
        let path = format!("/v1/devices/{}/revoke", teacher.device);
        assert_eq!(send(&teacher, "POST", &path, &Value::Null).await.0, StatusCode::NOT_FOUND);
        assert_eq!(send(&admin, "POST", &path, &Value::Null).await.0, StatusCode::NO_CONTENT);
        let (status, problem) = teacher.get_json("/v1/me").await;
        assert_eq!(
            (status, problem["code"].as_str()),
            (StatusCode::UNAUTHORIZED, Some("device_revoked"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_desk_works_a_follow_up_with_the_same_facts_as_a_phone() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let teacher = world.person("t1", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let village = world.villages[0];
        let committee = world.person("v1", Role::Committee, &[Scope::Region(village)]).await;
        let township = village.parent().unwrap();
        let officer = world.person("o1", Role::Township, &[Scope::Region(township)]).await;
        let other = world.person("v2", Role::Committee, &[Scope::Region(world.villages[1])]).await;
        let student = world.class_of(0, 1).await.remove(0);
        let report = Act::AbsenceReport(AbsenceReport {
            days: vec![date(2026, 11, 20), date(2026, 11, 23)],
            told_at: world.app.now(),
            reason: String::new(),
            excused: false,
            filled: None,
        });
        teacher.pushes(&[teacher.enters(Some(student.id), report)]).await;
        world.clock.forward_minutes(60 * 8);
        crate::jobs::due::reevaluate(&world.app.db, &world.app.rules, world.app.now())
            .await
            .unwrap();
        let mut tx = world.app.db.read().await.unwrap();
        let sql = "SELECT id FROM follow_up WHERE owner = $1 AND is_open";
        let owner = Owner::Village(village).to_string();
        let row: Option<(uuid::Uuid,)> = tx.query(sql).bind(owner).optional().await.unwrap();
        drop(tx);
        let id = row.unwrap().0;
        let path = |act: &str| format!("/v1/follow-ups/{id}/{act}");
        assert_eq!(
            send(&other, "POST", &path("accept"), &Value::Null).await.0,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            send(&teacher, "POST", &path("accept"), &Value::Null).await.0,
            StatusCode::NOT_FOUND
        );
        let (status, answer) = send(&committee, "POST", &path("accept"), &Value::Null).await;
        assert_eq!(
            (status, answer["state"].as_str()),
            (StatusCode::OK, Some("accepted")),
            "{answer}"
        );
        let empty = json!({ "reason": " " });
        let (status, _) = send(&committee, "POST", &path("send-back"), &empty).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let why = json!({ "reason": "全家外出务工" });
        let (status, answer) = send(&committee, "POST", &path("send-back"), &why).await;
        assert_eq!(
            (status, answer["state"].as_str()),
            (StatusCode::OK, Some("sent_back")),
            "{answer}"
        );
        let to = json!({ "to": format!("township:{township}") });
        assert_eq!(send(&committee, "POST", &path("reassign"), &to).await.0, StatusCode::NOT_FOUND);
        let (status, answer) = send(&officer, "POST", &path("reassign"), &to).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        assert_eq!(answer["owner"], format!("township:{township}"));
    })
    .await;
}
