//! Files that come with a filled form, in one request or several.

use super::facts::teacher;
use super::{Collect, Fill, part, visit};
use crate::acts::openrosa::fact_of;
use crate::app::Settings;
use crate::auth::password::Cost;
use crate::config::OpenRosa;
use crate::db::attachments;
use crate::testing::{World, each_db};
use doorstep_forms::shipped;

async fn names(world: &World, instance: &str) -> Vec<String> {
    let mut tx = world.app.db.read().await.unwrap();
    let found = attachments::list(&mut tx, world.county, fact_of(instance)).await.unwrap();
    found.into_iter().map(|(name, _)| name).collect()
}

async fn filled(world: &World, id: &str) -> (Collect, String) {
    let (_, collect) = teacher(world).await;
    let student = world.class_of(0, 1).await.remove(0);
    let form = shipped::home_visit().unwrap();
    (collect, Fill::new(&form, id, Some(student.id)).xml(visit()))
}

#[tokio::test]
async fn files_come_in_any_order_in_one_request_or_several() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (collect, xml) = filled(&world, "uuid:f").await;
        let xml = xml.as_bytes();
        let mut first = part("1.jpg", "1.jpg", "image/jpeg", b"one");
        first.extend(part("xml_submission_file", "form.xml", "text/xml", xml));
        first.extend(
            b"--edge\r\nContent-Disposition: form-data; name=\"*isIncomplete*\"\r\n\r\nyes\r\n",
        );
        assert_eq!(collect.posts(first.clone()).await.status, 201);
        assert_eq!(names(&world, "uuid:f").await, ["1.jpg"]);
        let mut second = part("xml_submission_file", "form.xml", "text/xml", xml);
        second.extend(part("sign.png", "签名.png", "image/png", b"two"));
        assert_eq!(collect.posts(second).await.status, 201);
        assert_eq!(collect.posts(first).await.status, 201, "the same again");
        assert_eq!(names(&world, "uuid:f").await, ["1.jpg", "签名.png"]);
        let mut tx = world.app.db.read().await.unwrap();
        let sql = "SELECT media_type, bytes FROM attachment WHERE name = '签名.png'";
        let row: (String, Vec<u8>) = tx.query(sql).one().await.unwrap();
        assert_eq!(row, ("image/png".to_owned(), b"two".to_vec()));
        drop(tx);
        let xml = String::from_utf8(xml.to_vec()).unwrap();
        let (status, text) = collect.sends(&xml, &[("1.jpg", b"other")]).await.told();
        assert!(status == 409 && text.contains("1.jpg"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn a_file_without_its_form_is_not_acknowledged() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (collect, _) = filled(&world, "uuid:f").await;
        let alone = collect.posts(part("1.jpg", "1.jpg", "image/jpeg", b"one")).await;
        assert_eq!(alone.status, 400);
        assert!(alone.body.contains("xml_submission_file"), "{}", alone.body);
    })
    .await;
}

#[tokio::test]
async fn files_are_bounded_in_size_and_number() {
    each_db(|db| async move {
        let openrosa = OpenRosa {
            submission_bytes: 100 << 10,
            attachment_bytes: 1_000,
            attachments: 2,
            ..OpenRosa::default()
        };
        let settings = Settings { password_cost: Cost::CHEAP, openrosa, ..Settings::default() };
        let world = World::with(&db, settings).await;
        let (collect, xml) = filled(&world, "uuid:f").await;
        let ready = collect.call("HEAD", "/openrosa/submission").await;
        assert_eq!(ready.status, 204);
        assert_eq!(ready.headers["x-openrosa-accept-content-length"], "102400");
        let large = vec![0x61; 1_001];
        let (status, text) = collect.sends(&xml, &[("1.jpg", &large)]).await.told();
        assert!(status == 413 && text.contains("1.jpg has more than 1000 bytes"), "{text}");
        let three: &[(&str, &[u8])] = &[("1", b"a"), ("2", b"b"), ("3", b"c")];
        assert_eq!(collect.sends(&xml, three).await.status, 413);
        assert!(names(&world, "uuid:f").await.is_empty());
        assert_eq!(collect.sends(&xml, &three[..2]).await.status, 201);
        assert_eq!(collect.sends(&xml, &three[2..]).await.status, 413);
        let huge = "x".repeat(200 << 10);
        let (status, text) = collect.sends(&huge, &[]).await.told();
        assert!(status == 413 && text.contains("102400"), "{text}");
        for name in ["../x", "a\\b", "..", &"x".repeat(201)] {
            let (status, text) = collect.sends(&xml, &[(name, b"a")]).await.told();
            assert!(status == 422 || status == 400, "{name}: {text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_picture_becomes_an_evidence_photo_without_metadata_and_the_verdict_says_that_it_has_no_seal()
 {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (person, collect) = teacher(&world).await;
        let student = world.class_of(0, 1).await.remove(0);
        let xml =
            Fill::new(&shipped::home_visit().unwrap(), "uuid:p", Some(student.id)).xml(visit());
        let place = doorstep_photo::ShotPlace { lat: 26.5, lon: 99.4, accuracy: Some(8.0) };
        let picture = doorstep_photo::made::picture(3, 640, 480);
        let picture = doorstep_photo::made::with_exif(&picture, 1, None, Some(place));
        for _ in 0..2 {
            assert_eq!(collect.sends(&xml, &[("1.jpg", &picture)]).await.status, 201);
        }
        let (_, list) = person.get_json(&format!("/v1/evidence?student={}", student.id)).await;
        let photos = list["items"].as_array().unwrap();
        assert_eq!(photos.len(), 1, "{list}");
        assert_eq!(photos[0]["of"], fact_of("uuid:p").to_string());
        assert_eq!(photos[0]["file"], "whole");
        assert_eq!(photos[0]["points"][1]["code"], "not_sealed");
        assert!((photos[0]["place"]["lat"].as_f64().unwrap() - 26.5).abs() < 1e-4);
        let path = format!("/v1/evidence/{}/photo", photos[0]["id"].as_str().unwrap());
        let (status, stored) = person.call("GET", &path, Vec::new()).await;
        assert_eq!(status, 200);
        assert!(doorstep_photo::stored(&stored).is_ok(), "nothing but the picture is left");
        let mut tx = world.app.db.read().await.unwrap();
        let (bytes,): (Vec<u8>,) =
            tx.query("SELECT bytes FROM attachment WHERE name = '1.jpg'").one().await.unwrap();
        assert!(bytes.is_empty(), "the file that came is not kept");
    })
    .await;
}
