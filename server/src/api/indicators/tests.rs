//! Indicators: what is counted, and who may see it.

use crate::jobs::due::reevaluate;
use crate::testing::{Person, START, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::moment::Clock;
use doorstep_schema::people::{Group, Role, Scope, Status, Student};
use serde_json::{Value, json};

async fn count(person: &Person, path: &str, indicator: &str, group: &str) -> (i64, i64) {
    let (status, answer) = person.get_json(path).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let found = answer.as_array().unwrap().iter();
    let mut found = found.filter(|i| i["indicator"] == indicator && i["group"] == group);
    let one: &Value = found.next().unwrap();
    assert!(found.next().is_none());
    assert_eq!(one["period"]["from"], "2026-09-01");
    assert!(one["definition"].as_str().is_some_and(|text| text.len() > 40));
    (one["numerator"].as_i64().unwrap(), one["denominator"].as_i64().unwrap())
}

#[tokio::test]
async fn indicators_count_what_they_say() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let class = Scope::Class(world.classes[0]);
        let teacher = world.person("teacher", Role::Teacher, &[class]).await;
        let mut roster: Vec<Student> = (0..6).map(|i| world.student(0, i % 2)).collect();
        roster[0].groups = [Group::LeftBehind, Group::PoorHousehold].into();
        roster[1].groups = [Group::LeftBehind].into();
        roster[2].status = Status::DroppedOut;
        roster[3].status = Status::Transferred;
        world.put(&roster).await;
        let now = world.app.now();
        let absent = |student: &Student| {
            let days = vec![Clock::CHINA.day(now)];
            let report = AbsenceReport {
                days,
                told_at: now,
                reason: String::new(),
                excused: false,
                filled: None,
            };
            teacher.enters(Some(student.id), Act::AbsenceReport(report))
        };
        let facts = [teacher.visits(&roster[0]), absent(&roster[4]), absent(&roster[5])];
        assert_eq!(teacher.outcomes(&facts).await, ["accepted"; 3]);
        world.clock.set(START.plus_minutes(26 * 60));
        reevaluate(&world.app.db, &world.app.rules, world.app.now()).await.unwrap();
        let scope = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[scope]).await;
        let all = "/v1/indicators";
        assert_eq!(count(&supervisor, all, "retention_rate", "all").await, (4, 5));
        assert_eq!(count(&supervisor, all, "retention_rate", "poor_household").await, (1, 1));
        assert_eq!(count(&supervisor, all, "dropout_rate", "all").await, (1, 5));
        assert_eq!(count(&supervisor, all, "visits_done", "all").await, (1, 2));
        assert_eq!(count(&supervisor, all, "visits_done", "poor_household").await, (1, 1));
        assert_eq!(count(&supervisor, all, "reports_on_time", "all").await, (2, 2));
        let village = format!("/v1/indicators?region={}", world.villages[1]);
        assert_eq!(count(&supervisor, &village, "retention_rate", "all").await, (2, 2));
        let (_, board) = supervisor.get_json("/v1/board").await;
        for (indicator, key) in
            [("follow_ups_overdue_0", "age_0"), ("follow_ups_overdue_1_3", "age_1_3")]
        {
            let expected =
                (board["totals"][key].as_i64().unwrap(), board["totals"]["open"].as_i64().unwrap());
            assert_eq!(count(&supervisor, all, indicator, "all").await, expected);
        }
        let school = format!("/v1/indicators?school={}", world.school);
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        assert_eq!(count(&head, &school, "retention_rate", "all").await, (4, 5));
        let (_, answer) = head.get_json(all).await;
        let retention = one(&answer, "retention_rate", "all");
        assert_eq!((&retention["value"], &retention["target"]), (&json!(80.0), &json!(96.0)));
        assert_eq!((&retention["wants"], &retention["met"]), (&json!("most"), &json!(false)));
        for (person, path) in [(&teacher, all), (&head, "/v1/indicators?region=533325")] {
            assert_eq!(person.get_json(path).await.0, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

/// Finds one indicator of a group.
fn one<'v>(answer: &'v Value, key: &str, group: &str) -> &'v Value {
    let mut all = answer.as_array().unwrap().iter();
    all.find(|i| i["indicator"] == key && i["group"] == group).unwrap()
}

const COHORTS: &str =
    "school_code,entry_year,group,entrants,transfers_in,transfers_out,deaths,graduates
S1,2016,,90,2,1,1,90
S1,2017,,100,4,3,1,96
S2,2017,,50,0,0,0,50
S2,2018,,50,0,0,0,0
S1,2017,建档立卡,20,0,0,0,20
";

#[tokio::test]
async fn the_consolidation_rate_is_that_of_the_last_cohort_on_file_and_says_so_when_there_is_none()
{
    each_db(|db| async move {
        let world = World::new(&db).await;
        let crowd = world.crowd(3, 4).await;
        let scope = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[scope]).await;
        let admin = world.person("admin", Role::Administrator, &[scope]).await;
        let key = "consolidation_rate";
        let path = "/v1/indicators?groups=all,poor_household,orphan&lang=zh";
        let (_, before) = supervisor.get_json(path).await;
        let none = one(&before, key, "all");
        assert_eq!(
            (&none["value"], &none["met"], &none["cohort"]),
            (&json!(null), &json!(null), &json!(null))
        );
        assert_eq!((&none["target"], &none["named"]), (&json!(96.0), &json!(false)));
        assert!(none["definition"].as_str().unwrap().contains("没有导入"), "{none}");
        for _ in 0..2 {
            let (status, report) = admin.call("POST", "/v1/imports/cohorts", COHORTS.into()).await;
            assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&report));
        }
        let (_, after) = supervisor.get_json(path).await;
        let all = one(&after, key, "all");
        assert_eq!((&all["numerator"], &all["denominator"]), (&json!(146), &json!(150)));
        assert_eq!((&all["cohort"], &all["met"]), (&json!(2017), &json!(true)));
        let poor = one(&after, key, "poor_household");
        assert_eq!(
            (&poor["value"], &poor["target"], &poor["met"]),
            (&json!(100.0), &json!(100.0), &json!(true))
        );
        assert_eq!(one(&after, key, "orphan")["value"], json!(null));
        for (area, counts) in [
            ("region=533325001".to_owned(), (96, 100)),
            (format!("school={}", crowd.school), (50, 50)),
            ("region=53".to_owned(), (146, 150)),
        ] {
            let province = Scope::Region(doorstep_schema::region::RegionCode::parse("53").unwrap());
            let name = format!("above-{area}");
            let above = world.person(&name, Role::Supervisor, &[province]).await;
            let (_, answer) = above.get_json(&format!("/v1/indicators?{area}")).await;
            let one = one(&answer, key, "all");
            let found = (one["numerator"].as_i64().unwrap(), one["denominator"].as_i64().unwrap());
            assert_eq!(found, counts, "{area}");
        }
        let bad = "school_code,entry_year,entrants,transfers_in,transfers_out,deaths,graduates
S9,2017,1,0,0,0,1
S1,2017,1,0,0,0,2
S1,x,1,0,0,0,-1
";
        let request = admin.request("POST", "/v1/imports/cohorts", bad.into());
        let (_, report) = world.call(request).await;
        let report: Value = doorstep_schema::wire::cbor::decode(&report).unwrap();
        assert_eq!((&report["applied"], &report["bad"]), (&json!(false), &json!(3)));
    })
    .await;
}

#[tokio::test]
async fn groups_are_answered_as_they_are_asked_and_targets_in_their_direction() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.crowd(11, 60).await;
        let mut policy = doorstep_schema::policy::Policy::shipped();
        policy.targets.push(doorstep_schema::policy::Target {
            indicator: "dropout_rate".to_owned(),
            group: None,
            at_least: 0.0,
            at_most: Some(1.0),
        });
        let mut tx = db.write().await.unwrap();
        let rules = crate::db::policy::Rules::Policy(Box::new(policy));
        crate::db::policy::change(&mut tx, world.county, &rules, (None, START)).await.unwrap();
        tx.commit().await.unwrap();
        let scope = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[scope]).await;
        let (_, answer) = supervisor.get_json("/v1/indicators?groups=left_behind,all,all").await;
        let rows = answer.as_array().unwrap();
        assert_eq!(rows.len(), 2 * doorstep_schema::indicator::Key::ALL.len());
        assert_eq!((&rows[0]["group"], &rows[14]["group"]), (&json!("left_behind"), &json!("all")));
        let dropout = one(&answer, "dropout_rate", "all");
        assert!(dropout["value"].as_f64().unwrap() > 1.0, "{dropout}");
        assert_eq!(
            (&dropout["wants"], &dropout["target"], &dropout["met"]),
            (&json!("least"), &json!(1.0), &json!(false))
        );
        assert_eq!(one(&answer, "dropout_rate", "left_behind")["met"], json!(null));
        let (status, _) = supervisor.get_json("/v1/indicators?groups=everybody").await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
    })
    .await;
}
