//! Ledgers: whom each holds, who may read it, and that its pages and its count agree.

use crate::db::students::{self, Record};
use crate::jobs::due::reevaluate;
use crate::testing::{Person, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::fact::{Act, ProfileEdit, StatusAnswer, StatusRequest};
use doorstep_schema::id::GuardianId;
use doorstep_schema::initials::initials;
use doorstep_schema::ledger::Column;
use doorstep_schema::people::{Group, Guardian, Relation, Role, Scope, Status, Student};
use jiff::civil::date;
use serde_json::{Value, json};

/// Puts children of every kind: of age, too young, gone, suspected, dropped out.
pub(crate) async fn children(world: &World) -> Vec<Student> {
    let guardian = Guardian {
        id: GuardianId(uuid::Uuid::from_u128(0x91)),
        name: "和玉兰".to_owned(),
        relation: Relation::Grandparent,
        phone: "13800000000".to_owned(),
        away: String::new(),
        channel: None,
        consent: None,
    };
    let child = |name: &str, village: usize, status| Student {
        name: name.to_owned(),
        status,
        guardians: vec![guardian.clone()],
        ..world.student(village, village)
    };
    let roster = vec![
        child("和小明", 0, Status::Enrolled),
        Student {
            groups: [Group::PoorHousehold, Group::LeftBehind].into(),
            ..child("李春", 1, Status::SuspectedDropout)
        },
        child("=杨冬", 0, Status::DroppedOut),
        Student { birth_date: date(2021, 1, 1), ..child("木小", 0, Status::NotEnrolled) },
        child("余走", 0, Status::Transferred),
        Student { birth_date: date(2009, 1, 1), ..child("阿大", 1, Status::DroppedOut) },
    ];
    let record = |student: &Student| Record {
        student: student.clone(),
        identity: "53332520130504001X".to_owned(),
        initials: initials(&student.name),
    };
    let records: Vec<Record> = roster.iter().map(record).collect();
    let mut tx = world.app.db.write().await.unwrap();
    students::put(&mut tx, world.county, &records, world.app.now()).await.unwrap();
    tx.commit().await.unwrap();
    let app = &world.app;
    reevaluate(&app.db, &app.rules, app.now()).await.unwrap();
    roster
}

async fn names(person: &Person, path: &str) -> Vec<String> {
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let join = if path.contains('?') { '&' } else { '?' };
        let (status, page) =
            person.get_json(&format!("/v1/ledgers/{path}{join}limit=1&total=true{after}")).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        for row in page["rows"].as_array().unwrap() {
            found.push(row["student"]["name"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else {
            assert_eq!(page["total"], json!(found.len()));
            return found;
        };
        after = format!("&after={next}");
    }
}

async fn totals(person: &Person) -> Vec<Value> {
    let (status, all) = person.get_json("/v1/ledgers?lang=zh").await;
    assert_eq!(status, StatusCode::OK, "{all}");
    assert_eq!(all["columns"].as_array().unwrap().len(), Column::ALL.len());
    all["ledgers"].as_array().unwrap().iter().map(|ledger| ledger["total"].clone()).collect()
}

#[tokio::test]
async fn a_ledger_holds_whom_its_definition_names_within_the_reader_s_sight() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        children(&world).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        assert_eq!(totals(&supervisor).await, [3, 1, 2]);
        assert_eq!(totals(&teacher).await, [2, 0, 1]);
        assert_eq!(names(&supervisor, "school_age").await, ["=杨冬", "和小明", "李春"]);
        assert_eq!(names(&supervisor, "suspected_dropouts").await, ["李春"]);
        assert_eq!(names(&supervisor, "dropouts").await, ["=杨冬", "阿大"]);
        let poor = names(&supervisor, "school_age?group=poor_household").await;
        assert_eq!(poor, ["李春"]);
        assert_eq!(names(&supervisor, "school_age?text=lc").await, ["李春"]);
        let village = format!("dropouts?region={}", world.villages[1]);
        assert_eq!(names(&supervisor, &village).await, ["阿大"]);
        let school = format!("dropouts?school={}", world.school);
        assert_eq!(names(&supervisor, &school).await.len(), 2);
        assert_eq!(names(&teacher, "dropouts").await, ["=杨冬"]);
        for (path, status) in [
            ("dropouts?region=110101", StatusCode::NOT_FOUND),
            ("nothing", StatusCode::NOT_FOUND),
            ("dropouts?group=rich", StatusCode::BAD_REQUEST),
            ("dropouts?after=x", StatusCode::BAD_REQUEST),
            ("dropouts?limit=201", StatusCode::BAD_REQUEST),
        ] {
            let (answered, problem) = supervisor.get_json(&format!("/v1/ledgers/{path}")).await;
            assert_eq!(answered, status, "{path} {problem}");
        }
        let admin = world.person("admin", Role::Administrator, &[county]).await;
        for path in ["/v1/ledgers", "/v1/ledgers/dropouts"] {
            assert_eq!(admin.get_json(path).await.0, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn a_line_shows_what_facts_made_of_the_roster_and_never_the_identity_number() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let roster = children(&world).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let id = roster[0].id;
        let edit = Act::ProfileEdit(ProfileEdit {
            field: "guardian_phone".to_owned(),
            value: json!("13900000000"),
            based_on: Vec::new(),
        });
        let request = StatusRequest {
            to: Status::DroppedOut,
            reason: "外出务工".to_owned(),
            from: date(2026, 11, 20),
            evidence: Vec::new(),
        };
        let asked = teacher.enters(Some(id), Act::StatusRequest(request));
        let answer = StatusAnswer { request: asked.id, granted: true, note: "属实".to_owned() };
        let facts = [teacher.enters(Some(id), edit), asked];
        assert_eq!(teacher.outcomes(&facts).await, ["accepted", "accepted"]);
        let checked = head.enters(Some(id), Act::StatusCheck(answer.clone()));
        assert_eq!(head.outcomes(&[checked]).await, ["accepted"]);
        let approved = supervisor.enters(Some(id), Act::StatusApproval(answer));
        assert_eq!(supervisor.outcomes(&[approved]).await, ["accepted"]);
        let (_, page) = supervisor.get_json("/v1/ledgers/dropouts?text=hxm").await;
        let row = &page["rows"][0];
        assert_eq!(row["status"], "dropped_out", "{page}");
        assert_eq!((&row["phone"], &row["since"]), (&json!("13900000000"), &json!("2026-11-23")));
        assert_eq!((&row["guardian"], &row["born"]), (&json!("和玉兰"), &json!("2013-05-04")));
        assert_eq!(row["identity"], "533325********001X");
        assert!(!page.to_string().contains("20130504"), "{page}");
        let (_, page) = supervisor.get_json("/v1/ledgers/dropouts?text=yd").await;
        assert_eq!(page["rows"][0]["since"], Value::Null, "it is the roster's status");
    })
    .await;
}
