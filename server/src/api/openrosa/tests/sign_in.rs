//! Who gets in: names and passwords, what cuts off at once, and how often one may guess.

use super::{Answer, Collect, answer, publish_shipped};
use crate::api;
use crate::app::{DEMONSTRATION_PASSWORD, Settings};
use crate::auth::password::{self, Cost};
use crate::config::{Limits as Set, OpenRosa};
use crate::limits::Limits;
use crate::testing::{Person, World, each_db};
use axum::body::Body;
use axum::http::Request;
use doorstep_schema::people::{Role, Scope};
use std::sync::Arc;

const LIST: &str = "/openrosa/formList";

/// Every address, as the router has them.
const ROUTES: &[(&str, &str)] = &[
    ("GET", LIST),
    ("GET", "/openrosa/forms/home_visit/1/form.xml"),
    ("GET", "/openrosa/forms/home_visit/1/manifest.xml"),
    ("GET", "/openrosa/forms/home_visit/1/media/students.csv"),
    ("HEAD", "/openrosa/submission"),
    ("POST", "/openrosa/submission"),
];

async fn world(db: &crate::db::Db) -> (World, Person) {
    let world = World::new(db).await;
    let teacher = world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    publish_shipped(&world).await;
    (world, teacher)
}

async fn change(world: &World, sql: &'static str, worker: &Person, hash: Option<String>) {
    let mut tx = world.app.db.write().await.unwrap();
    let query = tx.query(sql).bind(worker.worker.0);
    let query = if let Some(hash) = hash { query.bind(hash) } else { query };
    query.execute().await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn strangers_are_asked_for_name_and_password_everywhere() {
    let source = include_str!("../mod.rs");
    assert_eq!(source.matches(".route(").count(), ROUTES.len() - 1, "HEAD and POST share one");
    each_db(|db| async move {
        let (world, _) = world(&db).await;
        for (method, path) in ROUTES {
            let request = Request::builder().method(*method).uri(*path).header("host", "h");
            let stranger = answer(&world, request.body(Body::empty()).unwrap()).await;
            let wrong = Collect::with(&world, "teacher", "guess").call(method, path).await;
            let unknown = Collect::new(&world, "nobody\0").call(method, path).await;
            for Answer { status, headers, .. } in [stranger, wrong, unknown] {
                assert_eq!(status, 401, "{method} {path}");
                assert_eq!(
                    headers["www-authenticate"],
                    "Basic realm=\"Doorstep\", charset=\"UTF-8\""
                );
                assert_eq!(headers["x-openrosa-version"], "1.0");
                assert!(headers.contains_key("date"));
                let sized = headers.contains_key("x-openrosa-accept-content-length");
                assert_eq!(sized, path.ends_with("submission"));
            }
        }
        let elsewhere = Collect::new(&world, "teacher").get("/openrosa/none").await;
        assert_eq!(
            (elsewhere.status.as_u16(), &elsewhere.headers["x-openrosa-version"] == "1.0"),
            (404, true)
        );
        let method = Collect::new(&world, "teacher").call("PUT", "/openrosa/submission").await;
        assert_eq!((method.status.as_u16(), method.texts("message").len()), (405, 1));
        let outside = Collect::new(&world, "teacher").get("/healthz").await;
        assert!(!outside.headers.contains_key("x-openrosa-version"));
    })
    .await;
}

#[tokio::test]
async fn one_device_stands_for_collect_and_revoking_it_cuts_off_at_once() {
    each_db(|db| async move {
        let (world, teacher) = world(&db).await;
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let collect = Collect::new(&world, "teacher");
        for _ in 0..3 {
            assert_eq!(collect.get(LIST).await.status, 200);
        }
        let (_, page) = admin.get_json("/v1/devices").await;
        let devices: Vec<_> = page["devices"].as_array().unwrap().iter().collect();
        let own: Vec<_> =
            devices.iter().filter(|d| d["name"] == "OpenRosa (ODK Collect)").collect();
        assert_eq!(own.len(), 1, "{page}");
        assert_eq!(
            (own[0]["username"].as_str(), own[0]["has_key"].as_bool()),
            (Some("teacher"), Some(false))
        );
        let (_, log) = admin.get_json("/v1/audit").await;
        assert_eq!(log.to_string().matches("\"openrosa\"").count(), 1, "{log}");
        let revoke = format!("/v1/devices/{}/revoke", own[0]["id"].as_str().unwrap());
        assert_eq!(admin.call("POST", &revoke, b"{}".to_vec()).await.0, 204);
        let refused = collect.get(LIST).await;
        assert_eq!(refused.status, 403);
        assert!(refused.body.contains("ask your administrator"), "{}", refused.body);
        assert_eq!(teacher.get_json("/v1/me").await.0, 200, "the phone goes on");
    })
    .await;
}

#[tokio::test]
async fn a_changed_password_and_a_disabled_account_cut_off_at_once() {
    each_db(|db| async move {
        let (world, teacher) = world(&db).await;
        let collect = Collect::new(&world, "teacher");
        assert_eq!(collect.get(LIST).await.status, 200);
        let hash = password::hash("another", [2; 16], Cost::CHEAP).unwrap();
        let sql = "UPDATE worker SET password_hash = $2 WHERE id = $1";
        change(&world, sql, &teacher, Some(hash)).await;
        assert_eq!(collect.get(LIST).await.status, 401);
        let again = Collect::with(&world, "teacher", "another");
        assert_eq!(again.get(LIST).await.status, 200);
        change(&world, "UPDATE worker SET disabled = TRUE WHERE id = $1", &teacher, None).await;
        assert_eq!(again.get(LIST).await.status, 401);
    })
    .await;
}

#[tokio::test]
async fn everybody_s_password_opens_nothing() {
    each_db(|db| async move {
        let (world, teacher) = world(&db).await;
        let hash = password::hash(DEMONSTRATION_PASSWORD, [2; 16], Cost::CHEAP).unwrap();
        let sql = "UPDATE worker SET password_hash = $2 WHERE id = $1";
        change(&world, sql, &teacher, Some(hash)).await;
        let collect = Collect::with(&world, "teacher", DEMONSTRATION_PASSWORD);
        assert_eq!(collect.get(LIST).await.status, 401);
    })
    .await;
}

#[tokio::test]
async fn only_failed_tries_count_and_too_many_wait() {
    each_db(|db| async move {
        let (mut world, _) = world(&db).await;
        let set = Set { sign_ins_per_minute: 1, sign_in_burst: 3, ..Set::default() };
        world.router = api::guarded(world.app.clone(), Arc::new(Limits::new(&set)));
        let good = Collect::new(&world, "teacher");
        let wrong = Collect::with(&world, "teacher", "guess");
        for _ in 0..8 {
            assert_eq!(good.get(LIST).await.status, 200);
        }
        for _ in 0..4 {
            assert_eq!(wrong.get(LIST).await.status, 401);
        }
        let waits = wrong.get(LIST).await;
        assert_eq!(waits.status, 429);
        assert!(
            waits.headers.contains_key("retry-after") && waits.body.contains("OpenRosaResponse")
        );
        assert_eq!(good.get(LIST).await.status, 200, "who was right a moment ago need not wait");
        world.clock.forward_minutes(6);
        assert_eq!(good.get(LIST).await.status, 429, "forgotten, and so one more try");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_remembered_when_that_is_set() {
    each_db(|db| async move {
        let openrosa = OpenRosa { remember_minutes: 0, ..OpenRosa::default() };
        let settings = Settings { password_cost: Cost::CHEAP, openrosa, ..Settings::default() };
        let world = World::with(&db, settings).await;
        world.person("teacher", Role::Teacher, &[]).await;
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        for _ in 0..2 {
            assert_eq!(Collect::new(&world, "teacher").get(LIST).await.status, 200);
        }
        let (_, log) = admin.get_json("/v1/audit").await;
        assert_eq!(log.to_string().matches("\"openrosa\"").count(), 2, "{log}");
    })
    .await;
}
