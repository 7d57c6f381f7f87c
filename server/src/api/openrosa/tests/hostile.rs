//! Whatever is sent, the answer is a message and never that the server failed.

use super::facts::teacher;
use super::{Collect, Fill, answer, part, visit};
use crate::testing::{World, each_db};
use axum::body::Body;
use axum::http::header;
use doorstep_forms::shipped;

#[tokio::test]
async fn hostile_xml_is_refused_in_words() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (_, collect) = teacher(&world).await;
        let student = world.class_of(0, 1).await.remove(0);
        let form = shipped::home_visit().unwrap();
        let sound = Fill::new(&form, "uuid:x", Some(student.id)).xml(visit());
        let bomb = sound.replace(
            "<data ",
            "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;\">]><data ",
        );
        let deep = sound.replace("家里只有奶奶", &("<b>".repeat(10_000) + &"</b>".repeat(10_000)));
        let version = |text: &str| sound.replace("version=\"1\"", text);
        for (xml, status, words) in [
            (bomb.as_str(), 400, "DOCTYPE"),
            (&sound.replace("家里只有奶奶", "&xxe;"), 400, "entity"),
            (&deep, 400, "80"),
            (&"x".repeat(50 << 20), 413, "bytes"),
            ("", 400, "document"),
            ("\u{0}\u{1}", 400, "read"),
            (&sound[..sound.len() / 2], 400, "broken"),
            ("<data><meta><instanceID>uuid:1</instanceID></meta></data>", 400, "id"),
            (&sound.replace("uuid:x", ""), 400, "instanceID"),
            (&sound.replace("<note>", "<remark>x</remark><note>"), 422, "«remark»"),
            (&version("version=\"9\""), 404, "version «9»"),
            (&version(""), 404, "get the forms"),
            (&version("version=\"99999999999\""), 404, "get the forms"),
            (&sound.replace("id=\"home_visit\"", "id=\"none\""), 404, "«none»"),
        ] {
            let (told, text) = collect.sends(xml, &[]).await.told();
            let shown: String = xml.chars().take(60).collect();
            assert!(told == status && text.contains(words), "{shown}: {told} {text}");
        }
        assert_eq!(collect.sends(&sound, &[]).await.status, 201);
    })
    .await;
}

#[tokio::test]
async fn a_root_that_is_not_the_form_s_is_refused() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (_, collect) = teacher(&world).await;
        let student = world.class_of(0, 1).await.remove(0);
        let form = shipped::home_visit().unwrap();
        let sound = Fill::new(&form, "uuid:x", Some(student.id)).xml(visit());
        let other = sound.replace("<data ", "<html ").replace("</data>", "</html>");
        let (status, text) = collect.sends(&other, &[]).await.told();
        assert!(status == 422 && text.contains("«data»"), "{status} {text}");
    })
    .await;
}

#[tokio::test]
async fn a_zero_character_in_a_form_s_id_names_no_form() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (_, collect) = teacher(&world).await;
        let list = collect.get("/openrosa/formList?formID=home%00visit").await;
        assert_eq!(list.status, 200, "{}", list.body);
        assert!(list.texts("formID").is_empty(), "{}", list.body);
        let form = collect.get("/openrosa/forms/home%00visit/1/form.xml").await;
        assert_eq!(form.status, 404, "{}", form.body);
    })
    .await;
}

#[tokio::test]
async fn bad_bodies_are_refused_in_words() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (_, collect) = teacher(&world).await;
        let xml = part("xml_submission_file", "f.xml", "text/xml", b"<data/>");
        for (kind, body) in [
            ("multipart/form-data", xml.clone()),
            ("multipart/form-data; boundary=edge", b"rubbish".to_vec()),
            ("multipart/form-data; boundary=edge", xml[..xml.len() - 10].to_vec()),
            (
                "multipart/form-data; boundary=edge",
                b"--edge\r\nno header\r\n\r\nx\r\n--edge--".to_vec(),
            ),
            ("multipart/form-data; boundary=edge", b"--edge--\r\n".to_vec()),
            ("text/xml", b"<data/>".to_vec()),
            ("", Vec::new()),
        ] {
            let request = collect.request("POST", "/openrosa/submission");
            let request =
                request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
            let answer = answer(&world, request).await;
            assert_eq!(answer.status, 400, "{kind}: {}", answer.body);
            assert_eq!(answer.texts("message").len(), 1, "{kind}: {}", answer.body);
        }
        let twice = [xml.clone(), xml].concat();
        let (status, text) = collect.posts(twice).await.told();
        assert!(status == 400 && text.contains("two parts"), "{text}");
        let lost = Collect { credentials: "Basic !!!".to_owned(), ..collect };
        assert_eq!(lost.call("HEAD", "/openrosa/submission").await.status, 401);
    })
    .await;
}
