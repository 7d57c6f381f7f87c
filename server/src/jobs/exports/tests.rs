//! Files made in the background: what is in them, who gets them, and what becomes of jobs that are broken off.

mod lists;

use super::{Step, begin, begin_again, claim, expire, make_next};
use crate::api::testing::children;
use crate::app::Settings;
use crate::auth::password::Cost;
use crate::db::{Db, audit};
use crate::testing::{Person, World, each_db};
use axum::http::{StatusCode, header};
use doorstep_schema::people::{Role, Scope};
use serde_json::{Value, json};

/// A county whose files are made row by row.
async fn county(db: &Db) -> World {
    let settings = Settings {
        password_cost: Cost::CHEAP,
        export_rows: 1,
        board_lasts_ms: 0,
        ..Settings::default()
    };
    World::with(db, settings).await
}

async fn supervisor(world: &World) -> Person {
    world.person("supervisor", Role::Supervisor, &[Scope::Region(world.county)]).await
}

async fn ask(person: &Person, wish: &Value) -> Value {
    let (status, job) = person.send_json("POST", "/v1/exports", wish).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{job}");
    assert_eq!((job["state"].as_str(), &job["done"]), (Some("queued"), &json!(0)));
    job
}

fn path(job: &Value) -> String {
    format!("/v1/exports/{}", job["id"].as_str().unwrap())
}

async fn seen(person: &Person, job: &Value) -> Value {
    let (status, job) = person.get_json(&path(job)).await;
    assert_eq!(status, StatusCode::OK, "{job}");
    job
}

async fn file(person: &Person, job: &Value) -> String {
    let (status, body) = person.call("GET", &format!("{}/file", path(job)), Vec::new()).await;
    let text = String::from_utf8(body).unwrap();
    assert_eq!(status, StatusCode::OK, "{text}");
    text
}

async fn logged(world: &World) -> Vec<(String, String, String)> {
    let mut tx = world.app.db.read().await.unwrap();
    let entries = audit::list(&mut tx, world.county, 0, 100).await.unwrap();
    assert_eq!(audit::first_broken(&mut tx, world.county).await.unwrap(), None);
    entries.into_iter().map(|e| (e.action, e.resource, e.detail)).collect()
}

fn ledger(format: &str) -> Value {
    json!({ "what": "ledger", "ledger": "school_age", "format": format, "lang": "zh",
        "columns": ["name", "identity", "class", "groups", "status"] })
}

#[tokio::test]
async fn a_ledger_s_file_has_as_many_rows_as_its_list_masks_numbers_and_is_logged() {
    each_db(|db| async move {
        let world = county(&db).await;
        children(&world).await;
        let supervisor = supervisor(&world).await;
        let job = ask(&supervisor, &ledger("csv")).await;
        assert_eq!(job["total"], 3);
        let (status, problem) = supervisor.get_json(&format!("{}/file", path(&job))).await;
        assert_eq!(
            (status, problem["code"].as_str()),
            (StatusCode::CONFLICT, Some("export_not_ready"))
        );
        assert!(make_next(&world.app).await.unwrap());
        assert!(!make_next(&world.app).await.unwrap());
        let done = seen(&supervisor, &job).await;
        assert_eq!(
            (&done["state"], &done["done"], &done["total"]),
            (&json!("done"), &json!(3), &json!(3))
        );
        assert_eq!(done["name"], "school_age-2026-11-23.csv");
        let request = supervisor.request("GET", &format!("{}/file", path(&job)), Vec::new());
        let response = world.answer(request).await;
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        let named = "attachment; filename=\"school_age-2026-11-23.csv\"";
        assert_eq!(response.headers()[header::CONTENT_DISPOSITION], named);
        let text = file(&supervisor, &job).await;
        assert_eq!(done["bytes"], json!(text.len()));
        assert_eq!(
            text,
            "\u{feff}姓名,身份证号,年级班级,群体类别,学籍状态\r\n\
            '=杨冬,533325********001X,7年级1班,,辍学\r\n\
            和小明,533325********001X,7年级1班,,在读\r\n\
            李春,533325********001X,7年级2班,建档立卡、留守儿童,疑似辍学\r\n"
        );
        let log = logged(&world).await;
        let region = format!("worker:{}", supervisor.worker);
        let detail = "school_age csv, 3 rows; columns name identity class groups status";
        assert_eq!(log[0], ("export".to_owned(), region, detail.to_owned()));
        assert_eq!(log[1].0, "download_export");
        assert_eq!(log[1].1, path(&job).replace("/v1/exports/", "export:"));
    })
    .await;
}

#[tokio::test]
async fn identity_numbers_are_in_the_clear_only_for_a_role_that_may_and_says_why() {
    each_db(|db| async move {
        let world = county(&db).await;
        children(&world).await;
        let supervisor = supervisor(&world).await;
        let township = world.villages[0].parent().unwrap();
        let officer = world.person("officer", Role::Township, &[Scope::Region(township)]).await;
        let mut wish = ledger("csv");
        wish["unmask"] = json!({ "reason": "核对户籍" });
        let (status, problem) = supervisor.send_json("POST", "/v1/exports", &wish).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["violations"][0]["field"], "unmask.reason");
        wish["unmask"] = json!({ "reason": "与公安核对户籍" });
        assert_eq!(officer.send_json("POST", "/v1/exports", &wish).await.0, StatusCode::FORBIDDEN);
        let job = ask(&supervisor, &wish).await;
        make_next(&world.app).await.unwrap();
        assert_eq!(file(&supervisor, &job).await.matches("53332520130504001X").count(), 3);
        let log = logged(&world).await;
        assert!(
            log[0].2.contains("3 rows, identity numbers in the clear: 与公安核对户籍; "),
            "{log:?}"
        );
        assert_eq!(
            (log[1].0.as_str(), log[1].2.as_str()),
            ("unmask_identity", "与公安核对户籍; export of 3 rows")
        );
        wish["columns"] = json!(["name"]);
        let (_, problem) = supervisor.send_json("POST", "/v1/exports", &wish).await;
        assert_eq!(problem["violations"][0]["field"], "unmask");
        let masked = ask(&officer, &ledger("csv")).await;
        make_next(&world.app).await.unwrap();
        assert!(!file(&officer, &masked).await.contains("20130504"));
    })
    .await;
}

#[tokio::test]
async fn a_file_is_its_worker_s_alone_and_nothing_out_of_sight_is_made() {
    each_db(|db| async move {
        let world = county(&db).await;
        children(&world).await;
        let supervisor = supervisor(&world).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        for person in [&teacher, &admin] {
            let (status, _) = person.send_json("POST", "/v1/exports", &ledger("csv")).await;
            assert_eq!(status, StatusCode::NOT_FOUND);
        }
        let mut elsewhere = ledger("csv");
        elsewhere["region"] = json!("110101");
        let (status, _) = supervisor.send_json("POST", "/v1/exports", &elsewhere).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        for (wish, field) in [
            (json!({ "what": "secrets", "format": "csv" }), "what"),
            (json!({ "what": "ledger", "format": "csv" }), "ledger"),
            (json!({ "what": "board", "format": "pdf" }), "format"),
            (json!({ "what": "board", "format": "geojson" }), "format"),
            (json!({ "what": "board", "format": "csv", "columns": ["name", "x"] }), "columns[1]"),
            (
                json!({ "what": "board", "format": "csv", "columns": ["name", "name"] }),
                "columns[1]",
            ),
            (json!({ "what": "follow_ups", "format": "csv", "step": "99" }), "step"),
        ] {
            let (status, problem) = supervisor.send_json("POST", "/v1/exports", &wish).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
            assert_eq!(problem["violations"][0]["field"], field);
        }
        let job = ask(&supervisor, &ledger("csv")).await;
        for path in [path(&job), format!("{}/file", path(&job))] {
            assert_eq!(teacher.get_json(&path).await.0, StatusCode::NOT_FOUND);
            let (status, _) = teacher.send_json("DELETE", &path, &Value::Null).await;
            assert!(status == StatusCode::NOT_FOUND || status == StatusCode::METHOD_NOT_ALLOWED);
        }
        // What was permitted when it was asked for is not permitted when it is made.
        let mut tx = world.app.db.write().await.unwrap();
        let sql = "UPDATE worker SET disabled = $2 WHERE id = $1";
        tx.query(sql).bind(supervisor.worker.0).bind(true).execute().await.unwrap();
        tx.commit().await.unwrap();
        assert!(make_next(&world.app).await.unwrap());
        let mut tx = world.app.db.write().await.unwrap();
        tx.query(sql).bind(supervisor.worker.0).bind(false).execute().await.unwrap();
        tx.commit().await.unwrap();
        let failed = seen(&supervisor, &job).await;
        assert_eq!((&failed["state"], &failed["problem"]), (&json!("failed"), &json!("not_found")));
        assert_eq!(logged(&world).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_is_broken_off_is_begun_anew_and_its_file_is_whole() {
    each_db(|db| async move {
        let world = county(&db).await;
        children(&world).await;
        let supervisor = supervisor(&world).await;
        let job = ask(&supervisor, &ledger("csv")).await;
        let claimed = claim(&world.app).await.unwrap().unwrap();
        let mut run = begin(&world.app, claimed).await.map_err(|_| ()).unwrap();
        world.clock.forward_minutes(1);
        assert!(run.step(&world.app).await.unwrap() == Step::More);
        let half = seen(&supervisor, &job).await;
        assert_eq!(
            (&half["state"], &half["done"], &half["total"]),
            (&json!("running"), &json!(1), &json!(3))
        );
        drop(run);
        // Somebody else may be at it, as far as the others know.
        assert!(!make_next(&world.app).await.unwrap());
        if matches!(db, Db::Sqlite { .. }) {
            begin_again(&world.app).await.unwrap();
        } else {
            world.clock.forward_minutes(4);
        }
        assert!(make_next(&world.app).await.unwrap());
        assert_eq!(seen(&supervisor, &job).await["state"], "done");
        assert_eq!(file(&supervisor, &job).await.lines().count(), 4);
        assert_eq!(
            logged(&world).await.iter().filter(|(action, ..)| action == "export").count(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_job_is_cancelled_between_readings_and_a_file_is_erased_or_goes_after_a_day() {
    each_db(|db| async move {
        let world = county(&db).await;
        children(&world).await;
        let supervisor = supervisor(&world).await;
        let job = ask(&supervisor, &ledger("xlsx")).await;
        let claimed = claim(&world.app).await.unwrap().unwrap();
        let id = claimed.id;
        let mut run = begin(&world.app, claimed).await.map_err(|_| ()).unwrap();
        assert!(run.step(&world.app).await.unwrap() == Step::More);
        let (status, _) = supervisor.send_json("DELETE", &path(&job), &Value::Null).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        assert!(run.step(&world.app).await.unwrap() == Step::Unwanted);
        // Cancelled at the very last, it leaves no file either.
        run.end(&world.app).await.unwrap();
        assert!(world.app.files.get_export(id).await.unwrap().is_none());
        assert_eq!(seen(&supervisor, &job).await["state"], "cancelled");
        assert_eq!(logged(&world).await, []);
        supervisor.send_json("DELETE", &path(&job), &Value::Null).await;
        assert_eq!(supervisor.get_json(&path(&job)).await.0, StatusCode::NOT_FOUND);

        let (kept, erased) =
            (ask(&supervisor, &ledger("geojson")).await, ask(&supervisor, &ledger("csv")).await);
        while make_next(&world.app).await.unwrap() {}
        let map: Value = serde_json::from_str(&file(&supervisor, &kept).await).unwrap();
        assert_eq!(map["features"].as_array().unwrap().len(), 3);
        assert_eq!(map["features"][2]["properties"]["name"], "李春");
        supervisor.send_json("DELETE", &path(&erased), &Value::Null).await;
        assert_eq!(supervisor.get_json(&path(&erased)).await.0, StatusCode::NOT_FOUND);
        world.clock.forward_minutes(24 * 60);
        assert_eq!(seen(&supervisor, &kept).await["state"], "expired");
        let (status, problem) = supervisor.get_json(&format!("{}/file", path(&kept))).await;
        assert_eq!(
            (status, problem["code"].as_str()),
            (StatusCode::CONFLICT, Some("export_expired"))
        );
        assert_eq!(expire(&world.app).await.unwrap(), 1);
        assert_eq!(expire(&world.app).await.unwrap(), 0);
        let (_, page) = supervisor.get_json("/v1/exports").await;
        assert_eq!(page["exports"].as_array().unwrap().len(), 1, "{page}");
        world.clock.forward_minutes(40 * 24 * 60);
        expire(&world.app).await.unwrap();
        let (_, page) = supervisor.get_json("/v1/exports").await;
        assert_eq!(page["exports"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn follow_ups_and_boards_are_made_with_the_filters_of_their_lists() {
    each_db(|db| async move {
        let world = county(&db).await;
        let teacher =
            world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let supervisor = supervisor(&world).await;
        for student in world.class_of(0, 2).await {
            let visit = teacher.visits(&student);
            assert_eq!(teacher.outcomes(&[visit]).await, ["accepted"]);
        }
        let (_, listed) = supervisor.get_json("/v1/follow-ups?total=true").await;
        assert_eq!(listed["total"], 2, "{listed}");
        let wish = json!({ "what": "follow_ups", "format": "csv", "lang": "en", "state": "open" });
        let job = ask(&supervisor, &wish).await;
        let none = json!({ "what": "follow_ups", "format": "geojson", "state": "accepted" });
        let none = ask(&supervisor, &none).await;
        let board = json!({ "what": "board", "by": "school", "format": "csv", "lang": "zh" });
        let board = ask(&supervisor, &board).await;
        while make_next(&world.app).await.unwrap() {}
        let text = file(&supervisor, &job).await;
        assert!(text.starts_with("\u{feff}Student,Groups,School,Class,Village,Reason,"), "{text}");
        assert_eq!(text.matches("nobody met last time").count(), 2, "{text}");
        let map: Value = serde_json::from_str(&file(&supervisor, &none).await).unwrap();
        assert_eq!(map["features"], json!([]));
        assert_eq!(file(&supervisor, &board).await.lines().count(), 2);
    })
    .await;
}
