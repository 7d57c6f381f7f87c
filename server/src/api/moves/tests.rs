//! Moves: a dry run tells the same numbers and changes nothing, phones follow, and what has not left one is told.

use crate::testing::{Person, Phone, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::id::StudentId;
use doorstep_schema::people::{Role, Scope, Student};
use doorstep_schema::wire::cbor;
use doorstep_schema::wire::v1::{Cursor, Page, Removal};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn students(pages: &[Page]) -> BTreeSet<StudentId> {
    pages.iter().flat_map(|page| &page.students).map(|student| student.id).collect()
}

fn removed(pages: &[Page]) -> BTreeSet<StudentId> {
    pages.iter().flat_map(|page| &page.removed).copied().collect()
}

fn ids(roster: &[Student]) -> BTreeSet<StudentId> {
    roster.iter().map(|student| student.id).collect()
}

/// Enrols a phone with a key of its own for a worker.
async fn phone(world: &World, person: &Person, username: &str, seed: u8) -> Person {
    let phone = Phone::new(seed);
    let sign_in = phone.sign_in(world, username, "password");
    world.session("/v1/sign-in", &sign_in).await.unwrap();
    Person { device: sign_in.device.unwrap().id, ..person.clone() }
}

async fn moves(admin: &Person) -> Value {
    let (status, page) = admin.get_json("/v1/moves").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    page
}

#[tokio::test]
async fn a_class_goes_to_another_teacher_and_leaves_the_old_phone() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let class = Scope::Class(world.classes[0]);
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let old = world.person("old", Role::Teacher, &[class]).await;
        let old = phone(&world, &old, "old", 1).await;
        let new = world.person("new", Role::Teacher, &[]).await;
        let roster = world.class_of(0, 3).await;
        world.class_of(1, 2).await;
        old.pushes(&[old.visits(&roster[0])]).await;
        let (_, cursor) = old.pulls(Cursor::default(), 1_000).await;
        let (_, empty) = new.pulls(Cursor::default(), 1_000).await;
        world.clock.forward_minutes(5);
        let mut body = json!({ "dry_run": true, "class": world.classes[0], "from": old.worker,
            "to": new.worker, "reason": "产假" });
        let (status, told) = admin.send_json("POST", "/v1/moves", &body).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        assert_eq!((&told["students"], &told["phones"][0]["students"]), (&json!(3), &json!(3)));
        assert_eq!(told["phones"].as_array().unwrap().len(), 1, "a browser keeps nothing: {told}");
        assert_eq!(told["owner_name"], "School 1 7.1");
        assert_eq!(moves(&admin).await["moves"], json!([]), "a dry run changes nothing");
        assert_eq!(old.pulls(cursor, 1_000).await.0, [], "a dry run changes nothing");
        body["dry_run"] = json!(false);
        let (status, done) = admin.send_json("POST", "/v1/moves", &body).await;
        assert_eq!(status, StatusCode::CREATED, "{done}");
        for same in ["students", "follow_ups", "phones", "owner", "from", "to", "reason"] {
            assert_eq!(done[same], told[same], "{same}");
        }
        assert_eq!(
            admin.send_json("POST", "/v1/moves", &body).await.1["code"],
            "not_held",
            "once is enough"
        );
        let still = moves(&admin).await["moves"][0]["still_on"].clone();
        assert_eq!((&still[0]["students"], &still[0]["since"]), (&json!(3), &done["at"]));
        assert_eq!(still[0]["device"], json!(old.device));
        let (pages, _) = new.pulls(empty, 1_000).await;
        assert_eq!(students(&pages), ids(&roster), "the new phone gets them");
        assert_eq!(
            pages.iter().map(|page| page.facts.len()).sum::<usize>(),
            1,
            "with their history"
        );
        let (pages, _) = old.pulls(cursor, 1_000).await;
        assert_eq!(removed(&pages), ids(&roster), "the old phone is told");
        let owed: Vec<StudentId> = removed(&pages).into_iter().collect();
        for (gone, left) in [(&owed[..2], json!(1)), (&owed[2..], Value::Null)] {
            let receipt = cbor::encode(&Removal { students: gone.to_vec() });
            assert_eq!(old.call("POST", "/v1/removals", receipt).await.0, StatusCode::NO_CONTENT);
            assert_eq!(moves(&admin).await["moves"][0]["still_on"][0]["students"], left);
        }
        let (_, log) = admin.get_json("/v1/audit").await;
        let entry = |entry: &&Value| entry["action"] == "move";
        assert_eq!(log["entries"].as_array().unwrap().iter().filter(entry).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_moved_is_named() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let county = Scope::Region(world.county);
        let admin = world.person("admin", Role::Administrator, &[county]).await;
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let village = Scope::Region(world.villages[0]);
        let old = world.person("old", Role::Committee, &[village]).await;
        let new = world.person("new", Role::Committee, &[]).await;
        let teacher = world.person("teacher", Role::Teacher, &[]).await;
        let asked = |more: Value| {
            let mut body = json!({ "from": old.worker, "to": new.worker, "reason": "换届" });
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            body
        };
        let code = world.villages[0];
        for (body, status, field) in [
            (asked(json!({})), 422, "owner"),
            (asked(json!({ "village": code, "class": world.classes[0] })), 422, "owner"),
            (asked(json!({ "village": "533325" })), 422, "village"),
            (asked(json!({ "village": code, "reason": " " })), 422, "reason"),
            (asked(json!({ "village": code, "to": old.worker })), 422, "to"),
            (asked(json!({ "village": code, "to": teacher.worker })), 422, "to"),
            (asked(json!({ "village": code, "to": world.school })), 422, "to"),
            (asked(json!({ "village": "533325001299" })), 404, ""),
            (asked(json!({ "village": code, "from": world.school })), 404, ""),
            (asked(json!({ "village": world.villages[1] })), 409, ""),
        ] {
            let (answered, problem) = admin.send_json("POST", "/v1/moves", &body).await;
            assert_eq!(answered.as_u16(), status, "{body} {problem}");
            if !field.is_empty() {
                assert_eq!(problem["violations"][0]["field"], field, "{body}");
            }
        }
        let good = asked(json!({ "village": code }));
        for person in [&supervisor, &old] {
            let (status, _) = person.send_json("POST", "/v1/moves", &good).await;
            assert_eq!(status, StatusCode::NOT_FOUND);
            assert_eq!(person.get_json("/v1/moves").await.0, StatusCode::NOT_FOUND);
        }
        assert_eq!(admin.send_json("POST", "/v1/moves", &good).await.0, StatusCode::CREATED);
        // Back again, as another assignment; pages go from the last to the first.
        let mut back = asked(json!({ "owner": format!("village:{code}") }));
        (back["from"], back["to"]) = (json!(new.worker), json!(old.worker));
        assert_eq!(admin.send_json("POST", "/v1/moves", &back).await.0, StatusCode::CREATED);
        let (_, last) = admin.get_json("/v1/moves?limit=1").await;
        assert_eq!(last["moves"][0]["to"]["name"], "old");
        let next = last["next"].as_str().unwrap();
        let (_, first) = admin.get_json(&format!("/v1/moves?limit=1&after={next}")).await;
        assert_eq!(
            (&first["moves"][0]["to"]["name"], &first["next"]),
            (&json!("new"), &Value::Null)
        );
    })
    .await;
}

#[tokio::test]
async fn a_device_tells_what_waits_there() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let class = Scope::Class(world.classes[0]);
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let teacher = world.person("old", Role::Teacher, &[class]).await;
        let phone = phone(&world, &teacher, "old", 1).await;
        let roster = world.class_of(0, 2).await;
        let shown = async |query: &str| {
            let (status, page) = admin.get_json(&format!("/v1/devices?limit=500{query}")).await;
            assert_eq!(status, StatusCode::OK, "{page}");
            let devices = page["devices"].as_array().unwrap().clone();
            devices.into_iter().find(|device| device["id"] == json!(phone.device))
        };
        let before = shown("").await.unwrap();
        assert_eq!((&before["worker_name"], &before["role"]), (&json!("old"), &json!("teacher")));
        assert_eq!(before["last_push_at"], Value::Null);
        assert_eq!(before["waiting"], json!({ "photos": 0, "removals": 0, "uploads": 0 }));
        world.clock.forward_minutes(60);
        phone.pushes(&[phone.visits(&roster[0])]).await;
        assert_eq!(shown("").await.unwrap()["last_push_at"], json!(world.app.now()));
        // One student moves to the other class: the phone owes a receipt until it comes.
        let moved = Student { class: world.classes[1], ..roster[0].clone() };
        world.put(&[moved]).await;
        assert_eq!(shown("").await.unwrap()["waiting"]["removals"], 1);
        let receipt = cbor::encode(&Removal { students: vec![roster[0].id] });
        phone.call("POST", "/v1/removals", receipt).await;
        assert_eq!(shown("").await.unwrap()["waiting"]["removals"], 0);
        assert!(shown("&silent_days=1").await.is_none());
        world.clock.forward_minutes(24 * 60);
        assert!(shown("&silent_days=1").await.is_some());
        let revoke = format!("/v1/devices/{}/revoke", phone.device);
        admin.send_json("POST", &revoke, &Value::Null).await;
        assert!(shown("&silent_days=1").await.is_none());
    })
    .await;
}
