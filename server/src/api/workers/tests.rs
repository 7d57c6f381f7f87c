//! Accounts are found, made, renewed, locked, and given what they are responsible for, by administrators alone.

use crate::testing::{Person, Phone, World, each_db};
use doorstep_schema::people::{Role, Scope};
use serde_json::{Value, json};

async fn admin(world: &World) -> Person {
    world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await
}

fn names(page: &Value) -> Vec<&str> {
    page["workers"].as_array().unwrap().iter().map(|w| w["username"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_list_is_narrowed_by_name_role_place_phone_and_lock() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let class = Scope::Class(world.classes[0]);
        let village = Scope::Region(world.villages[0]);
        world.person("teacher", Role::Teacher, &[class]).await;
        world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let committee = world.person("committee", Role::Committee, &[village]).await;
        let sign_in = Phone::new(1).sign_in(&world, "teacher", "password");
        let body = serde_json::to_value(&sign_in).unwrap();
        assert_eq!(admin.send_json("POST", "/v1/sign-in", &body).await.0, 200);
        let lock = format!("/v1/workers/{}", committee.worker);
        let locked = admin.send_json("PATCH", &lock, &json!({ "disabled": true })).await;
        assert_eq!((locked.0.as_u16(), &locked.1["disabled"]), (200, &json!(true)));
        assert_eq!(committee.get_json("/v1/me").await.0, 401, "the session ends at once");
        for (query, found) in [
            ("", vec!["admin", "committee", "head", "teacher"]),
            ("?text=EACH", vec!["teacher"]),
            ("?role=principal", vec!["head"]),
            ("?locked=true", vec!["committee"]),
            ("?locked=false&without_phone=true", vec!["admin", "head"]),
            ("?region=533325001", vec!["committee", "head", "teacher"]),
            ("?region=533325001202", vec![]),
            (&format!("?school={}", world.school), vec!["head", "teacher"]),
        ] {
            let (status, page) = admin.get_json(&format!("/v1/workers{query}")).await;
            assert_eq!((status.as_u16(), names(&page)), (200, found), "{query}");
        }
        let (_, page) = admin.get_json("/v1/workers?region=533325&limit=2").await;
        assert_eq!(names(&page), ["admin", "committee"]);
        let next =
            format!("/v1/workers?region=533325&limit=2&after={}", page["after"].as_str().unwrap());
        let (_, page) = admin.get_json(&next).await;
        assert_eq!(names(&page), ["head", "teacher"]);
        let (_, page) = admin.get_json("/v1/workers?role=teacher").await;
        let teacher = &page["workers"][0];
        assert_eq!(
            (&teacher["scope_names"], &teacher["phones"]),
            (&json!(["School 1 7.1"]), &json!(1))
        );
        assert_eq!(admin.get_json("/v1/workers?role=king").await.0, 400);
    })
    .await;
}

#[tokio::test]
async fn a_password_is_made_here_and_told_once() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let new = json!({ "username": "t9", "name": " 和老师 ", "role": "teacher", "scope": ["class:S1/2026/7/1"] });
        let (status, made) = admin.send_json("POST", "/v1/workers", &new).await;
        assert_eq!((status.as_u16(), &made["name"]), (201, &json!("和老师")));
        let first = made["password"].as_str().unwrap().to_owned();
        let path = format!("/v1/workers/{}", made["id"].as_str().unwrap());
        let signs_in = async |password: &str| {
            let body = json!({ "username": "t9", "password": password });
            admin.send_json("POST", "/v1/sign-in", &body).await
        };
        let (status, session) = signs_in(&first).await;
        assert_eq!(status, 200);
        let (_, whole) = admin.get_json(&path).await;
        assert!(whole["worker"].get("password").is_none(), "it is told once");
        assert_eq!(whole["devices"].as_array().unwrap().len(), 1);
        let (status, renewed) = admin.send_json("POST", &format!("{path}/password"), &json!({})).await;
        assert_eq!(status, 200);
        let refresh = json!({ "refresh_token": session["refresh_token"] });
        assert_eq!(admin.send_json("POST", "/v1/refresh", &refresh).await.0, 401, "sessions end");
        assert_eq!(signs_in(&first).await.0, 401);
        assert_eq!(signs_in(renewed["password"].as_str().unwrap()).await.0, 200);
        let (_, log) = admin.get_json("/v1/audit").await;
        let details: Vec<&str> =
            log["entries"].as_array().unwrap().iter().filter_map(|e| e["detail"].as_str()).collect();
        assert!(details.contains(&"new password"), "{log}");
        assert!(!log.to_string().contains(renewed["password"].as_str().unwrap()));
    })
    .await;
}

#[tokio::test]
async fn what_a_worker_holds_is_told_in_words_and_what_they_held_as_well() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let admin = admin(&world).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let path = format!("/v1/workers/{}", teacher.worker);
        let unfit = admin.send_json("PATCH", &path, &json!({ "role": "committee" })).await;
        assert_eq!((unfit.0.as_u16(), &unfit.1["code"]), (409, &json!("unfit")));
        let second = json!({ "scope": "class:S1/2026/7/2" });
        assert_eq!(admin.send_json("POST", &format!("{path}/assignments"), &second).await.0, 201);
        let (_, whole) = admin.get_json(&path).await;
        assert_eq!(whole["worker"]["scope_names"], json!(["School 1 7.1", "School 1 7.2"]));
        let first = whole["worker"]["scope"][0]["id"].as_str().unwrap();
        let end = format!("{path}/assignments/{first}");
        assert_eq!(admin.call("DELETE", &end, Vec::new()).await.0, 204);
        let (_, whole) = admin.get_json(&path).await;
        assert_eq!(whole["worker"]["scope_names"], json!(["School 1 7.2"]));
        assert_eq!(whole["earlier"][0]["name"], "School 1 7.1");
        let own = format!("/v1/workers/{}", admin.worker);
        for change in [json!({ "disabled": true }), json!({ "role": "supervisor" })] {
            assert_eq!(admin.send_json("PATCH", &own, &change).await.1["code"], "own_account");
        }
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        assert_eq!(head.get_json(&path).await.0, 404);
        assert_eq!(head.send_json("POST", &format!("{path}/password"), &json!({})).await.0, 404);
    })
    .await;
}
