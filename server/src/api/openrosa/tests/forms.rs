//! Which forms are listed and given, and the files that they use.

use super::{Collect, audience, publish, publish_shipped};
use crate::app::Settings;
use crate::auth::password::Cost;
use crate::config::OpenRosa;
use crate::db::forms as editions;
use crate::testing::{World, each_db};
use doorstep_forms::shipped;
use doorstep_forms::trial::{Source, check};
use doorstep_forms::xlsform::Attachments;
use doorstep_schema::form::{ChoiceList, Choices, Item, Kind, Question};
use doorstep_schema::id::GuardianId;
use doorstep_schema::people::{Department, Guardian, Relation, Role, Scope, Student};
use jiff::civil::date;
use md5::{Digest as _, Md5};

fn hash(bytes: &[u8]) -> String {
    super::super::form::written(&Md5::digest(bytes))
}

/// Returns the path of an address.
fn path(url: &str) -> String {
    url.strip_prefix("http://doorstep.example:8460").unwrap().to_owned()
}

#[tokio::test]
async fn each_role_and_region_gets_what_is_open_to_it_today() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (class, school) = (Scope::Class(world.classes[0]), Scope::School(world.school));
        let village = Scope::Region(world.villages[0]);
        let justice = Scope::Department(world.county, Department::Justice);
        for (name, role, scopes) in [
            ("teacher", Role::Teacher, &[class][..]),
            ("principal", Role::Principal, &[school]),
            ("committee", Role::Committee, &[village]),
            ("justice", Role::Department, &[justice]),
            ("nowhere", Role::Teacher, &[]),
        ] {
            world.person(name, role, scopes).await;
        }
        let visit = shipped::home_visit().unwrap();
        publish(&world, &visit, &[audience("533325001", &[Role::Teacher, Role::Principal], None)])
            .await;
        let venue = shipped::venue_report().unwrap();
        publish(&world, &venue, &[audience("533325", &[], Some(date(2026, 11, 24)))]).await;
        let contact = shipped::guardian_contact().unwrap();
        publish(&world, &contact, &[audience("533325001201", &[], None)]).await;
        let lists = async |name: &str| Collect::new(&world, name).lists().await;
        assert_eq!(lists("teacher").await, ["home_visit/1"]);
        assert_eq!(lists("principal").await, ["home_visit/1"]);
        assert_eq!(lists("committee").await, ["guardian_contact/1"]);
        assert!(lists("justice").await.is_empty());
        assert!(lists("nowhere").await.is_empty());
        world.clock.forward_minutes(24 * 60);
        assert_eq!(lists("teacher").await, ["home_visit/1", "venue_report/1"]);
        assert_eq!(lists("justice").await, ["venue_report/1"]);
        let mut newer = visit.clone();
        newer.version = "2".to_owned();
        publish(&world, &newer, &[audience("533325", &[Role::Principal], None)]).await;
        assert_eq!(lists("teacher").await, ["home_visit/1", "venue_report/1"]);
        assert_eq!(lists("principal").await, ["home_visit/2", "venue_report/1"]);
    })
    .await;
}

#[tokio::test]
async fn a_list_says_what_collect_needs_and_its_hashes_are_those_of_the_files() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        publish_shipped(&world).await;
        world.class_of(0, 2).await;
        let teacher = Collect::new(&world, "teacher");
        let list = teacher.get("/openrosa/formList?verbose=true").await;
        assert!(list.body.contains("<xforms xmlns=\"http://openrosa.org/xforms/xformsList\">"));
        assert_eq!(list.headers["x-openrosa-version"], "1.0");
        assert_eq!(list.headers["date"], "Mon, 23 Nov 2026 00:00:00 GMT");
        assert_eq!(list.texts("name"), ["缺勤报告", "监护人联系", "家访", "校园周边"]);
        assert_eq!(list.texts("descriptionText").len(), 4);
        assert_eq!(list.texts("manifestUrl").len(), 3, "a venue report needs no list");
        let (urls, hashes) = (list.texts("downloadUrl"), list.texts("hash"));
        for (url, told) in urls.iter().zip(hashes) {
            let form = teacher.get(&path(url)).await;
            assert_eq!(form.headers["content-type"], "text/xml; charset=utf-8");
            assert_eq!(hash(form.body.as_bytes()), told, "{url}");
            let csv = b"name,label,student\n".to_vec();
            let files: Attachments =
                [("doorstep_student", "students.csv"), ("doorstep_guardian", "guardians.csv")]
                    .into_iter()
                    .filter(|(_, file)| form.body.contains(file))
                    .map(|(_, file)| (file.to_owned(), csv.clone()))
                    .collect();
            check(&Source::of(form.body.as_bytes()), "form", &files).form.unwrap();
        }
        for url in list.texts("manifestUrl") {
            let manifest = teacher.get(&path(&url)).await;
            let files: Vec<_> = manifest.texts("downloadUrl");
            assert!(!files.is_empty());
            for (url, told) in files.iter().zip(manifest.texts("hash")) {
                let file = teacher.get(&path(url)).await;
                assert_eq!((file.status.as_u16(), hash(file.body.as_bytes())), (200, told));
            }
        }
        let one = teacher.get("/openrosa/formList?formID=home_visit").await;
        assert_eq!(one.texts("formID"), ["home_visit"]);
        assert_eq!(teacher.get("/openrosa/formList?formID=none").await.texts("formID").len(), 0);
        let head = teacher.call("HEAD", "/openrosa/formList").await;
        assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""));
    })
    .await;
}

#[tokio::test]
async fn the_lists_hold_the_scope_s_students_and_their_guardians_and_no_others() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        world.person("county", Role::Supervisor, &[Scope::Region(world.county)]).await;
        publish_shipped(&world).await;
        let mut mine = world.student(0, 1);
        mine.name = "和,\"小\"明".to_owned();
        mine.guardians = vec![Guardian {
            id: GuardianId(uuid::Uuid::from_u128(9)),
            name: "和大山".to_owned(),
            relation: Relation::Father,
            phone: "13800000000".to_owned(),
            away: String::new(),
            channel: None,
            consent: None,
        }];
        let many: Vec<Student> = (0..1_001).map(|_| world.student(1, 0)).collect();
        world.put(&[&many[..], std::slice::from_ref(&mine)].concat()).await;
        let base = "/openrosa/forms/guardian_contact/1/media";
        let teacher = Collect::new(&world, "teacher");
        let students = teacher.get(&format!("{base}/students.csv")).await;
        let label = "\"和,\"\"小\"\"明 · 7.1 · 533325001202\"";
        assert_eq!(students.body, format!("name,label\n{},{label}\n", mine.id));
        let guardians = teacher.get(&format!("{base}/guardians.csv")).await;
        let id = uuid::Uuid::from_u128(9);
        assert_eq!(
            guardians.body,
            format!("name,label,student\n{id},和大山 · father,{}\n", mine.id)
        );
        let county = Collect::new(&world, "county").get(&format!("{base}/students.csv")).await;
        assert_eq!(county.body.lines().count(), 1_003, "three pages without a gap");
        let ids: std::collections::BTreeSet<&str> =
            county.body.lines().skip(1).map(|line| &line[..36]).collect();
        assert_eq!(ids.len(), 1_002);
        let admin = Collect::new(&world, "admin").get(&format!("{base}/students.csv")).await;
        assert_eq!(admin.body, "name,label\n", "accounts are theirs, children are not");
        assert_eq!(teacher.get(&format!("{base}/other.csv")).await.status, 404);
        let venue = "/openrosa/forms/venue_report/1/media/students.csv";
        assert_eq!(teacher.get(venue).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_edition_is_given_and_one_never_published_is_not() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let teacher = Collect::new(&world, "teacher");
        let form = shipped::home_visit().unwrap();
        publish(&world, &form, &[]).await;
        assert!(teacher.lists().await.is_empty());
        let xml = |form: &str, edition: &str| format!("/openrosa/forms/{form}/{edition}/form.xml");
        let given = teacher.get(&xml("home_visit", "1")).await;
        assert!(given.body.contains("version=\"1\""), "{}", given.body);
        let body = serde_json::to_string(&shipped::venue_report().unwrap()).unwrap();
        let new = editions::NewEdition {
            form: "venue_report",
            version: "",
            body: &body,
            hash: b"x",
            at: world.app.now(),
            by: None,
        };
        let mut tx = world.app.db.write().await.unwrap();
        editions::add(&mut tx, world.county, &new).await.unwrap();
        tx.commit().await.unwrap();
        for (form, edition) in [
            ("venue_report", "1"),
            ("home_visit", "2"),
            ("home_visit", "x"),
            ("a%00", "1"),
            ("b", "1"),
        ] {
            let answer = teacher.get(&xml(form, edition)).await;
            assert_eq!(answer.status, 404, "{form} {edition}");
            assert!(answer.body.contains("http://openrosa.org/http/response"), "{}", answer.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_s_own_list_is_a_file_and_a_form_that_becomes_nothing_is_not_listed() {
    each_db(|db| async move {
        let settings = Settings {
            password_cost: Cost::CHEAP,
            openrosa: OpenRosa {
                public_url: Some("https://doorstep.example".to_owned()),
                ..OpenRosa::default()
            },
            ..Settings::default()
        };
        let world = World::with(&db, settings).await;
        world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let all = [audience("533325", &[], None)];
        let csv = b"name,label,town\na,Apple,x\nb,Bee,y\n".to_vec();
        let mut form = shipped::home_visit().unwrap();
        form.id = "访 a/b".to_owned();
        form.lists.push(ChoiceList {
            name: "fruits".to_owned(),
            file: Some("fruits.csv".to_owned()),
            columns: vec!["town".to_owned()],
            choices: [("a", "Apple", "x"), ("b", "Bee", "y")]
                .map(|(name, label, town)| doorstep_schema::form::Choice {
                    name: name.to_owned(),
                    label: doorstep_schema::form::Text::plain(label),
                    cells: vec![town.to_owned()],
                    row: 0,
                })
                .to_vec(),
        });
        let choices = Choices::List("fruits".to_owned());
        form.items.push(Item::Question(Question {
            name: "fruit".to_owned(),
            kind: Kind::SelectOne { choices, other: false },
            label: doorstep_schema::form::Text::plain("Which fruit?"),
            ..Question::default()
        }));
        publish(&world, &form, &all).await;
        let mut none = shipped::venue_report().unwrap();
        none.settings.fact = None;
        none.id = "none".to_owned();
        publish(&world, &none, &all).await;
        let teacher = Collect::new(&world, "teacher");
        assert_eq!(teacher.lists().await, ["访 a/b/1"]);
        assert_eq!(teacher.get("/openrosa/forms/none/1/form.xml").await.status, 422);
        let list = teacher.get("/openrosa/formList").await;
        let url = list.texts("manifestUrl").remove(0);
        let path = url.strip_prefix("https://doorstep.example").unwrap();
        assert_eq!(path, "/openrosa/forms/%E8%AE%BF%20a%2Fb/1/manifest.xml");
        let manifest = teacher.get(path).await;
        assert_eq!(manifest.texts("filename"), ["fruits.csv", "students.csv"]);
        let url = manifest.texts("downloadUrl").remove(0);
        let file = teacher.get(url.strip_prefix("https://doorstep.example").unwrap()).await;
        assert_eq!(file.body.as_bytes(), csv);
    })
    .await;
}
