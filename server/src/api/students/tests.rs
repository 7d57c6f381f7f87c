//! Students and their cases: search, timeline, and identity numbers.

use crate::db::audit;
use crate::db::students::{self, Record};
use crate::testing::{Person, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::fact::{AbsenceReport, Act, Amendment, ReferralSent, Retraction};
use doorstep_schema::id::StudentId;
use doorstep_schema::initials::initials;
use doorstep_schema::moment::Clock;
use doorstep_schema::people::{Department, Role, Scope, Student};
use serde_json::Value;

async fn put(world: &World, named: &[(&str, &str, usize, usize)]) -> Vec<Student> {
    let student = |(name, number, class, village): &(&str, &str, usize, usize)| Student {
        name: (*name).to_owned(),
        student_number: (*number).to_owned(),
        ..world.student(*class, *village)
    };
    let roster: Vec<Student> = named.iter().map(student).collect();
    let record = |student: &Student| Record {
        student: student.clone(),
        identity: "53332520130504001X".to_owned(),
        initials: initials(&student.name),
    };
    let records: Vec<Record> = roster.iter().map(record).collect();
    let mut tx = world.app.db.write().await.unwrap();
    students::put(&mut tx, world.county, &records, world.app.now()).await.unwrap();
    tx.commit().await.unwrap();
    roster
}

async fn names(person: &Person, query: &str) -> Vec<String> {
    let (status, page) = person.get_json(&format!("/v1/students?{query}")).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let name = |item: &Value| item["name"].as_str().unwrap().to_owned();
    page["items"].as_array().unwrap().iter().map(name).collect()
}

/// Writes a text for an address.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut written, byte| {
        write!(written, "%{byte:02X}").unwrap();
        written
    })
}

#[tokio::test]
async fn students_are_found_by_name_initials_and_number_in_the_callers_scopes_only() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        put(
            &world,
            &[
                ("和玉梅", "G533325201305040011", 0, 0),
                ("李小明", "G533325201305040022", 0, 1),
                ("和文军", "G533325201305040033", 1, 0),
                ("Ann 100%", "L100", 1, 1),
            ],
        )
        .await;
        let scope = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[scope]).await;
        for (search, expected) in [
            ("和", &["和文军", "和玉梅"][..]),
            ("hym", &["和玉梅"]),
            ("HY", &["和玉梅"]),
            ("xm", &[]),
            ("lxm", &["李小明"]),
            ("小明", &["李小明"]),
            ("g53332520130504002", &["李小明"]),
            ("ann", &["Ann 100%"]),
            ("%", &["Ann 100%", "和文军", "和玉梅", "李小明"]),
            ("'; DROP TABLE student; --", &[]),
        ] {
            let found = names(&supervisor, &format!("search={}", encoded(search))).await;
            assert_eq!(found, expected, "{search}");
        }
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        assert_eq!(names(&teacher, "").await, ["和玉梅", "李小明"]);
        assert_eq!(names(&teacher, &format!("class={}", world.classes[1])).await, [""; 0]);
        let village = Scope::Region(world.villages[0]);
        let committee = world.person("committee", Role::Committee, &[village]).await;
        assert_eq!(names(&committee, "search=h").await, ["和文军", "和玉梅"]);
        assert_eq!(names(&supervisor, &format!("village={}", world.villages[1])).await.len(), 2);
        assert_eq!(names(&supervisor, &format!("school={}", world.school)).await.len(), 4);
        let admin = world.person("admin", Role::Administrator, &[scope]).await;
        assert_eq!(admin.get_json("/v1/students").await.0, StatusCode::NOT_FOUND);
        let justice = Scope::Department(world.county, Department::Justice);
        let justice = world.person("justice", Role::Department, &[justice]).await;
        assert_eq!(names(&justice, "").await, [""; 0], "nobody was referred");
    })
    .await;
}

#[tokio::test]
async fn pages_of_students_give_everyone_once() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let many: Vec<(&str, &str, usize, usize)> = ["和玉梅", "和玉梅", "单晓", "李 明", "Z", "é"]
            .iter()
            .map(|n| (*n, "", 0, 0))
            .collect();
        put(&world, &many).await;
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let whole = names(&head, "").await;
        assert_eq!(whole.len(), 6);
        for limit in [1, 2, 5] {
            let (mut found, mut after) = (Vec::new(), String::new());
            loop {
                let path = format!("/v1/students?limit={limit}&after={}", encoded(&after));
                let (_, page) = head.get_json(&path).await;
                let items = page["items"].as_array().unwrap();
                found.extend(items.iter().map(|item| item["name"].as_str().unwrap().to_owned()));
                match page["next"].as_str() {
                    Some(next) => after = next.to_owned(),
                    None => break,
                }
            }
            assert_eq!(found, whole);
        }
        let (status, problem) = head.get_json("/v1/students?after=x").await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert_eq!(problem["violations"][0]["field"], "after");
    })
    .await;
}

#[tokio::test]
async fn a_student_shows_the_state_and_every_fact_with_its_corrections() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let roster = put(&world, &[("和玉梅", "G1", 0, 0)]).await;
        let student = &roster[0];
        let now = world.app.now();
        let report = |reason: &str| {
            Act::AbsenceReport(AbsenceReport {
                days: vec![Clock::CHINA.day(now)],
                told_at: now,
                reason: reason.to_owned(),
                excused: false,
                filled: None,
            })
        };
        let absent = teacher.enters(Some(student.id), report("ill"));
        world.clock.forward_minutes(1);
        let (visit, call) = (teacher.visits(student), teacher.calls(student));
        world.clock.forward_minutes(1);
        let payload = report("at work").payload();
        let amendment =
            Amendment { of: absent.id, payload, happened_at: None, reason: String::new() };
        let amendment = teacher.enters(Some(student.id), Act::Amendment(amendment));
        let retraction = Retraction { of: call.id, reason: "wrong child".to_owned() };
        let retraction = teacher.enters(Some(student.id), Act::Retraction(retraction));
        let facts = [&amendment, &call, &visit, &retraction, &absent].map(Clone::clone);
        assert_eq!(teacher.outcomes(&facts).await, ["accepted"; 5]);
        let path = format!("/v1/students/{}", student.id);
        let (status, seen) = teacher.get_json(&path).await;
        assert_eq!(status, StatusCode::OK, "{seen}");
        assert_eq!(seen["student"]["identity_masked"], "533325********001X");
        assert!(!seen.to_string().contains("53332520130504001X"));
        assert_eq!(seen["names"]["village"], "533325001201");
        let timeline = seen["timeline"].as_array().unwrap();
        assert_eq!(timeline.len(), 5);
        assert!(
            timeline.is_sorted_by_key(|entry| entry["happened_at"].as_str().unwrap().to_owned())
        );
        assert_eq!(timeline[0]["id"], absent.id.to_string());
        assert_eq!(timeline[0]["author"]["name"], "teacher");
        assert_eq!(timeline[0]["author"]["role"], "teacher");
        assert_eq!(timeline[0]["payload"]["reason"], "at work");
        assert_eq!(timeline[0]["entered"]["reason"], "ill");
        assert_eq!(timeline[0]["amended_by"], amendment.id.to_string());
        let withdrawn = timeline.iter().find(|entry| entry["id"] == call.id.to_string()).unwrap();
        assert_eq!(withdrawn["retracted_by"], retraction.id.to_string());
        let case = &seen["state"]["cases"][0];
        let (status, one) =
            teacher.get_json(&format!("/v1/cases/{}", case["id"].as_str().unwrap())).await;
        assert_eq!(status, StatusCode::OK, "{one}");
        assert_eq!(one["case"], *case);
        assert_eq!(one["student"]["name"], "和玉梅");
        let missing = one["missing"].as_array().unwrap();
        let visit = missing.iter().find(|m| m["step"] == 2).unwrap();
        assert_eq!(visit["any_of"], serde_json::json!(["visit_met_adult", "two_tries"]));
        assert_eq!(visit["may"], serde_json::json!(["accept", "complete", "send_back"]));
        assert!(one["case"]["risk"]["parts"].as_array().is_some_and(|parts| !parts.is_empty()));
        let village = Scope::Region(world.villages[1]);
        let other = world.person("other", Role::Committee, &[village]).await;
        let admin =
            world.person("admin", Role::Administrator, &[Scope::Region(world.county)]).await;
        let case = format!("/v1/cases/{}", case["id"].as_str().unwrap());
        for person in [&other, &admin] {
            for path in [&path, &case, &format!("{path}/identity")] {
                assert_eq!(person.get_json(path).await.0, StatusCode::NOT_FOUND, "{path}");
            }
        }
        let nobody = uuid::Uuid::from_u128(1);
        for path in ["students/", "cases/"].map(|kind| format!("/v1/{kind}{nobody}")) {
            assert_eq!(teacher.get_json(&path).await.0, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn an_identity_number_is_shown_to_few_and_each_look_is_logged() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let roster = put(&world, &[("和玉梅", "G1", 0, 0)]).await;
        let path = format!("/v1/students/{}/identity", roster[0].id);
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let township = Scope::Region(world.villages[0].parent().unwrap());
        let officer = world.person("officer", Role::Township, &[township]).await;
        for person in [&teacher, &officer] {
            assert_eq!(person.get_json(&path).await.0, StatusCode::NOT_FOUND);
        }
        let log = async || {
            let mut tx = world.app.db.read().await.unwrap();
            audit::list(&mut tx, world.county, 0, 100).await.unwrap()
        };
        assert_eq!(log().await, []);
        let principal = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let wordy = format!("?reason={}", encoded(&"长".repeat(501)));
        let short = format!("?reason={}", encoded("  核对户籍  "));
        for query in ["", "?reason=", "?reason=%20%20%20%20%20%20", &short, &wordy] {
            let (status, problem) = principal.get_json(&format!("{path}{query}")).await;
            assert_eq!((status, log().await), (StatusCode::BAD_REQUEST, vec![]), "{problem}");
            assert_eq!(problem["violations"][0]["field"], "reason");
        }
        let good = format!("{path}?reason={}", encoded("核对学籍或户籍"));
        let (status, shown) = principal.get_json(&good).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(shown["identity"], "53332520130504001X");
        let entries = log().await;
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].action, "unmask_identity");
        assert_eq!(entries[0].resource, format!("student:{}", roster[0].id));
        assert_eq!(entries[0].worker, Some(principal.worker.0));
        assert_eq!(entries[0].detail, "核对学籍或户籍");
        assert!(!format!("{entries:?}").contains("20130504"));
    })
    .await;
}

#[tokio::test]
async fn a_student_s_answer_says_what_the_reader_may_do() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let roster = put(&world, &[("和玉梅", "G1", 0, 0)]).await;
        let path = format!("/v1/students/{}", roster[0].id);
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let said = async |person: &crate::testing::Person| {
            let (_, seen) = person.get_json(&path).await;
            let words = seen["may"].as_array().unwrap().clone();
            words.iter().map(|word| word.as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let (hers, theirs) = (said(&teacher).await, said(&supervisor).await);
        for (word, teaches, supervises) in [
            ("guardian_contact", true, false),
            ("absence_report", true, false),
            ("status_approval", false, true),
            ("unmask_identity", false, true),
            ("referral_answered", false, false),
        ] {
            let found = |words: &[String]| words.iter().any(|said| said == word);
            assert_eq!((found(&hers), found(&theirs)), (teaches, supervises), "{word}");
        }
        let (_, me) = supervisor.get_json("/v1/me").await;
        let open = me["may"].as_array().unwrap();
        assert!(open.contains(&"reassign_follow_up".into()) && !open.contains(&"import".into()));
    })
    .await;
}

#[tokio::test]
async fn what_a_child_waits_for_is_told_in_the_list_and_on_its_page() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let department = Scope::Department(world.county, Department::CivilAffairs);
        let officer = world.person("officer", Role::Department, &[department]).await;
        let child = world.class_of(0, 1).await.remove(0);
        let other = world.class_of(1, 1).await.remove(0);
        let waits = async || {
            let (_, page) = supervisor.get_json("/v1/students").await;
            let find = |id: StudentId| {
                let items = page["items"].as_array().unwrap();
                let item = items.iter().find(|item| item["id"] == id.to_string()).unwrap();
                item["waiting"].clone()
            };
            let (_, seen) = supervisor.get_json(&format!("/v1/students/{}", child.id)).await;
            assert_eq!(seen["waiting"], find(child.id), "the list says what the page says");
            (find(child.id), find(other.id))
        };
        let nothing = serde_json::Value::Null;
        assert_eq!(waits().await, (nothing.clone(), nothing.clone()));
        let sent = Act::ReferralSent(ReferralSent {
            department: Department::CivilAffairs,
            concern: None,
            reason: "hardship".to_owned(),
            serious: false,
        });
        let sent = teacher.enters(Some(child.id), sent);
        assert_eq!(teacher.outcomes(&[sent]).await, ["accepted"]);
        assert_eq!(waits().await, ("referral".into(), nothing.clone()));
        let path = format!("/v1/students/{}", child.id);
        let (_, seen) = officer.get_json(&path).await;
        let answer = serde_json::json!({ "kind": "referral_answered", "payload": {
            "referral": seen["state"]["referrals"][0]["id"], "reply": "accepted" } });
        let (status, told) = officer.send_json("POST", &format!("{path}/facts"), &answer).await;
        assert_eq!(status, StatusCode::CREATED, "{told}");
        assert_eq!(waits().await, (nothing.clone(), nothing.clone()));
        // The school goes on without those who stand in a class of the year before.
        let mut tx = world.app.db.write().await.unwrap();
        let sql =
            "INSERT INTO roll_over (school, year, county, at, rolled_by, classes, moved, graduated,
            waiting, still_open) VALUES ($1, 2027, '533325', 0, $1, 0, 0, 0, 0, 0)";
        tx.query(sql).bind(world.school.0).execute().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waits().await, ("enrolment".into(), "enrolment".into()));
    })
    .await;
}
