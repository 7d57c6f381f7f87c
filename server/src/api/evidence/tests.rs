//! Who sees photos, what is said of them, and what is left when they are gone.

use crate::db::receipts;
use crate::exports::bundle;
use crate::jobs::retention;
use crate::testing::{Camera, Person, Picture, World, each_db};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use doorstep_schema::fact::{Act, EvidencePhoto, Met, ProfileEdit, Visit};
use doorstep_schema::people::{Role, Scope, Student};
use doorstep_schema::place::Place;
use doorstep_schema::wire::v1::{Cursor, Fact, FileAsk};
use serde_json::{Value, json};

const HOME: Place = Place { lat: 26.45, lon: 99.41, accuracy: 10.0 };

/// A teacher with a camera, a student who lives at [`HOME`], and a visit there.
struct Scene {
    world: World,
    teacher: Person,
    camera: Camera,
    student: Student,
    visit: Fact,
}

async fn scene(world: World) -> Scene {
    let teacher = world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    let camera = Camera::of(&teacher).await;
    let student = Student { home: Some(HOME), ..world.student(0, 0) };
    world.put(std::slice::from_ref(&student)).await;
    let visit = Visit { place: Some(HOME), ..Visit::met(Met::Guardian) };
    let visit = teacher.enters(Some(student.id), Act::Visit(visit));
    assert_eq!(teacher.outcomes(std::slice::from_ref(&visit)).await, ["accepted"]);
    Scene { world, teacher, camera, student, visit }
}

impl Scene {
    /// Takes a photo at a place and brings record and files.
    async fn takes(&mut self, number: u64, place: Place) -> Fact {
        let picture = Picture::plain(number);
        let photo = self.camera.takes(&self.visit, &picture, Some(place));
        assert_eq!(self.teacher.outcomes(std::slice::from_ref(&photo)).await, ["accepted"]);
        self.camera.brings(&picture).await;
        photo
    }

    async fn supervisor(&self) -> Person {
        let scope = Scope::Region(self.world.county);
        self.world.person("supervisor", Role::Supervisor, &[scope]).await
    }
}

async fn get(
    person: &Person,
    path: &str,
    more: &[(&str, &str)],
) -> (StatusCode, HeaderMap, Vec<u8>) {
    let mut request = person.request("GET", path, Vec::new());
    for (name, value) in more {
        let name = header::HeaderName::from_bytes(name.as_bytes()).unwrap();
        request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
    }
    let answer = person.world.answer(request).await;
    let (parts, body) = answer.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, bytes.to_vec())
}

async fn post(person: &Person, path: &str, body: &Value) -> (StatusCode, Value) {
    let mut request = person.request("POST", path, serde_json::to_vec(body).unwrap());
    let json = HeaderValue::from_static("application/json");
    request.headers_mut().insert(header::CONTENT_TYPE, json);
    request.headers_mut().remove(header::ACCEPT);
    let (status, body) = person.world.call(request).await;
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

fn codes(photo: &Value) -> Vec<&str> {
    photo["points"].as_array().unwrap().iter().map(|p| p["code"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_photo_as_it_should_be_is_listed_with_seven_passed_points() {
    each_db(|db| async move {
        let mut scene = scene(World::new(&db).await).await;
        let photo = scene.takes(1, HOME).await;
        let path = format!("/v1/evidence?student={}&lang=zh", scene.student.id);
        let (status, list) = scene.teacher.get_json(&path).await;
        assert_eq!(status, StatusCode::OK, "{list}");
        let shown = &list["items"][0];
        assert_eq!(shown["id"], photo.id.to_string());
        assert_eq!((&shown["doubts"], &shown["file"]), (&json!(0), &json!("whole")));
        let expected = [
            "whole",
            "signed",
            "first",
            "during_the_visit",
            "at_home",
            "clock_right",
            "not_used_before",
        ];
        assert_eq!(codes(shown), expected);
        assert_eq!(shown["points"][4]["text"], "拍摄于学生家中（相距0米）。");
        for path in
            [format!("/v1/evidence?of={}", scene.visit.id), format!("/v1/evidence/{}", photo.id)]
        {
            let (status, answer) = scene.teacher.get_json(&path).await;
            assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn doubts_are_told_for_what_they_are_and_a_supervisor_explains_them() {
    each_db(|db| async move {
        let mut scene = scene(World::new(&db).await).await;
        scene.takes(1, HOME).await;
        let far = Place { lat: 27.0, ..HOME };
        let again = scene.takes(1, far).await;
        let mut forged = scene.camera.takes(&scene.visit, &Picture::plain(9), Some(HOME));
        let Act::EvidencePhoto(photo) = Act::read("evidence_photo", &forged.payload).unwrap()
        else {
            panic!("a photo");
        };
        let changed = EvidencePhoto { bytes: photo.bytes + 1, ..photo };
        forged.payload = Act::EvidencePhoto(changed).payload();
        assert_eq!(scene.teacher.outcomes(std::slice::from_ref(&forged)).await, ["accepted"]);
        let after_it = scene.camera.takes(&scene.visit, &Picture::plain(10), Some(HOME));
        assert_eq!(scene.teacher.outcomes(std::slice::from_ref(&after_it)).await, ["accepted"]);
        let of = async |id| {
            let (status, photo) = scene.teacher.get_json(&format!("/v1/evidence/{id}")).await;
            assert_eq!(status, StatusCode::OK, "{photo}");
            photo
        };
        let used = of(again.id).await;
        assert_eq!((codes(&used)[4], codes(&used)[6]), ("elsewhere", "used_before"));
        let forged = of(forged.id).await;
        assert_eq!((codes(&forged)[0], codes(&forged)[1]), ("awaited", "signature_wrong"));
        assert_eq!(codes(&of(after_it.id).await)[2], "broken", "the record before was changed");
        let supervisor = scene.supervisor().await;
        let region = format!("/v1/evidence?region={}&doubtful=true", scene.world.county);
        let (_, doubtful) = supervisor.get_json(&region).await;
        assert_eq!(doubtful["items"].as_array().unwrap().len(), 3);
        let path = format!("/v1/evidence/{}/explanation", again.id);
        let note = json!({ "note": "the family lives at the market now" });
        assert_eq!(post(&scene.teacher, &path, &note).await.0, StatusCode::NOT_FOUND);
        assert_eq!(post(&supervisor, &path, &json!({ "note": " " })).await.0, 422);
        assert_eq!(post(&supervisor, &path, &note).await.0, StatusCode::OK);
        let explained = of(again.id).await;
        assert_eq!(explained["explanations"][0]["note"], note["note"]);
        let (_, doubtful) = supervisor.get_json(&region).await;
        assert_eq!(doubtful["items"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn nearly_the_same_picture_is_found_however_many_others_there_are() {
    each_db(|db| async move {
        let mut scene = scene(World::new(&db).await).await;
        let first = scene.takes(77, HOME).await;
        for number in 100..140 {
            scene.takes(number, HOME).await;
        }
        // Six bits, spread over all four parts of the look.
        let mut picture = Picture::plain(5_000);
        picture.look.0 = Picture::plain(77).look.0 ^ 0x0001_8001_0100_0011;
        let photo = scene.camera.takes(&scene.visit, &picture, Some(HOME));
        assert_eq!(scene.teacher.outcomes(std::slice::from_ref(&photo)).await, ["accepted"]);
        let (_, shown) = scene.teacher.get_json(&format!("/v1/evidence/{}", photo.id)).await;
        let point = &shown["points"][6];
        assert_eq!(point["code"], "nearly_used_before", "{shown}");
        assert_eq!(point["with"], json!({ "other": first.id, "bits": 6 }));
    })
    .await;
}

#[tokio::test]
async fn pictures_come_whole_in_ranges_or_not_changed_and_only_to_those_who_may_see() {
    each_db(|db| async move {
        let mut scene = scene(World::new(&db).await).await;
        let photo = scene.takes(1, HOME).await;
        let bytes = Picture::plain(1).photo;
        let path = format!("/v1/evidence/{}/photo", photo.id);
        let (status, headers, body) = get(&scene.teacher, &path, &[]).await;
        assert_eq!((status, &body), (StatusCode::OK, &bytes));
        assert_eq!(headers[header::CONTENT_TYPE], "image/jpeg");
        assert_eq!(headers[header::CACHE_CONTROL], "private, no-cache");
        let tag = headers[header::ETAG].to_str().unwrap().to_owned();
        let (status, _, body) = get(&scene.teacher, &path, &[("if-none-match", &tag)]).await;
        assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
        let part = [("range", "bytes=2-11"), ("accept-encoding", "zstd")];
        let (status, headers, body) = get(&scene.teacher, &path, &part).await;
        assert_eq!((status, &body[..]), (StatusCode::PARTIAL_CONTENT, &bytes[2..12]));
        let place = format!("bytes 2-11/{}", bytes.len());
        assert_eq!(headers[header::CONTENT_RANGE], place.as_str());
        let (status, _, body) = get(&scene.teacher, &path, &[("range", "bytes=-4")]).await;
        assert_eq!((status, &body[..]), (StatusCode::PARTIAL_CONTENT, &bytes[bytes.len() - 4..]));
        let (status, ..) = get(&scene.teacher, &path, &[("range", "bytes=99999-")]).await;
        assert_eq!(status, StatusCode::RANGE_NOT_SATISFIABLE);
        let (status, _, body) = get(&scene.teacher, &path, &[("range", "lines=1-2")]).await;
        assert_eq!((status, body.len()), (StatusCode::OK, bytes.len()));
        let (status, _, body) =
            get(&scene.teacher, &format!("/v1/evidence/{}/thumb", photo.id), &[]).await;
        assert_eq!((status, body), (StatusCode::OK, Picture::plain(1).thumb));
        let scope = Scope::Class(scene.world.classes[1]);
        let other = scene.world.person("other", Role::Teacher, &[scope]).await;
        let clerk = Scope::Region(scene.world.county);
        let clerk = scene.world.person("clerk", Role::Administrator, &[clerk]).await;
        for person in [&other, &clerk] {
            for end in ["", "/photo", "/thumb", "/bundle.zip"] {
                let (status, ..) =
                    get(person, &format!("/v1/evidence/{}{end}", photo.id), &[]).await;
                assert_eq!(status, StatusCode::NOT_FOUND, "{end}");
            }
        }
        // The teacher sees the photo and may not take it along.
        let (status, ..) =
            get(&scene.teacher, &format!("/v1/evidence/{}/bundle.zip", photo.id), &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (_, log) = clerk.get_json("/v1/audit?limit=200").await;
        let looks = log["entries"].as_array().unwrap().iter();
        assert_eq!(looks.filter(|entry| entry["action"] == "read_photo").count(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_photo_that_a_guardian_refused_is_held_back_and_later_deleted() {
    each_db(|db| async move {
        let mut scene = scene(World::new(&db).await).await;
        let photo = scene.takes(1, HOME).await;
        let refuse = |allowed: bool, based_on: Vec<_>| {
            let edit =
                ProfileEdit { field: "photo_consent".to_owned(), value: allowed.into(), based_on };
            scene.teacher.enters(Some(scene.student.id), Act::ProfileEdit(edit))
        };
        let no = refuse(false, Vec::new());
        assert_eq!(scene.teacher.outcomes(std::slice::from_ref(&no)).await, ["accepted"]);
        let path = format!("/v1/evidence/{}", photo.id);
        let (_, shown) = scene.teacher.get_json(&path).await;
        assert_eq!(shown["held_back"], true);
        for end in ["photo", "thumb"] {
            let (status, answer) = scene.teacher.get_json(&format!("{path}/{end}")).await;
            assert_eq!((status, &answer["code"]), (StatusCode::NOT_FOUND, &json!("held_back")));
        }
        let yes = refuse(true, vec![no.id]);
        assert_eq!(scene.teacher.outcomes(std::slice::from_ref(&yes)).await, ["accepted"]);
        assert_eq!(get(&scene.teacher, &format!("{path}/photo"), &[]).await.0, StatusCode::OK);
        let again = refuse(false, vec![yes.id]);
        assert_eq!(scene.teacher.outcomes(&[again]).await, ["accepted"]);
        assert_eq!(retention::keep_to_policy(&scene.world.app).await.unwrap(), 0);
        scene.world.clock.forward_minutes(31 * 1440);
        assert_eq!(retention::keep_to_policy(&scene.world.app).await.unwrap(), 1);
        let mut tx = scene.world.app.db.read().await.unwrap();
        let receipt = receipts::find(&mut tx, photo.id.0).await.unwrap().unwrap();
        assert_eq!(receipt.why, "held_back");
    })
    .await;
}

#[tokio::test]
async fn photos_end_with_their_period_and_leave_hash_and_verdict() {
    each_db(|db| async move {
        let mut scene = scene(World::new(&db).await).await;
        let photo = scene.takes(1, HOME).await;
        let device = scene.teacher.clone();
        let (_, cursor) = device.pulls(Cursor::default(), 1_000).await;
        scene.world.clock.forward_minutes(1_094 * 1440);
        assert_eq!(retention::keep_to_policy(&scene.world.app).await.unwrap(), 0);
        scene.world.clock.forward_minutes(2 * 1440);
        assert_eq!(retention::keep_to_policy(&scene.world.app).await.unwrap(), 1);
        assert_eq!(retention::keep_to_policy(&scene.world.app).await.unwrap(), 0);
        let path = format!("/v1/evidence/{}", photo.id);
        let (status, _, _) = get(&scene.teacher, &format!("{path}/photo"), &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (_, shown) = scene.teacher.get_json(&path).await;
        assert_eq!((&shown["file"], codes(&shown)[0]), (&json!("deleted"), "deleted"));
        let mut tx = scene.world.app.db.read().await.unwrap();
        let receipt = receipts::find(&mut tx, photo.id.0).await.unwrap().unwrap();
        assert_eq!(receipt.why, "retention");
        assert!(receipt.verdict.contains("at_home"), "{}", receipt.verdict);
        drop(tx);
        let picture = Picture::plain(1);
        let sha256 = doorstep_schema::digest::Digest::of(&picture.photo);
        let files = &scene.world.app.files;
        assert!(files.get(scene.world.county, sha256).await.unwrap().is_none());
        let (pages, _) = device.pulls(cursor, 1_000).await;
        let notes: Vec<_> = pages.into_iter().flat_map(|page| page.files).collect();
        assert_eq!(notes.len(), 2);
        assert!(notes.iter().all(|note| note.ask == FileAsk::Deleted));
    })
    .await;
}

#[tokio::test]
async fn a_student_s_photos_are_erased_on_request_and_the_log_says_who() {
    each_db(|db| async move {
        let mut scene = scene(World::new(&db).await).await;
        let photo = scene.takes(1, HOME).await;
        scene.takes(2, HOME).await;
        let supervisor = scene.supervisor().await;
        let path = format!("/v1/students/{}/erase-photos", scene.student.id);
        let reason = json!({ "reason": "the father asked for it in writing" });
        assert_eq!(post(&scene.teacher, &path, &reason).await.0, StatusCode::NOT_FOUND);
        assert_eq!(post(&supervisor, &path, &json!({ "reason": "" })).await.0, 422);
        let (status, answer) = post(&supervisor, &path, &reason).await;
        assert_eq!((status, &answer["erased"]), (StatusCode::OK, &json!(2)), "{answer}");
        assert_eq!(post(&supervisor, &path, &reason).await.1["erased"], 0);
        let (_, shown) = supervisor.get_json(&format!("/v1/evidence/{}", photo.id)).await;
        assert_eq!(shown["file"], "deleted");
    })
    .await;
}

#[tokio::test]
async fn a_bundle_checks_out_without_the_server_and_every_change_to_it_is_told() {
    each_db(|db| async move {
        let mut scene = scene(World::new(&db).await).await;
        scene.takes(1, HOME).await;
        scene.takes(2, HOME).await;
        let photo = scene.takes(3, HOME).await;
        let supervisor = scene.supervisor().await;
        let path = format!("/v1/evidence/{}/bundle.zip", photo.id);
        let (status, headers, zip) = get(&supervisor, &path, &[]).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[header::CONTENT_TYPE], "application/zip");
        let checked = bundle::check(&zip).unwrap();
        assert_eq!(checked.len(), 6);
        assert!(checked.iter().all(|one| one.wrong.is_none()), "{checked:?}");
    })
    .await;
}
