//! Indicators: what is counted, and who may see it.

use super::{median_days, per_cent};
use crate::jobs::due::reevaluate;
use crate::testing::{Person, START, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::fact::{AbsenceReport, Act};
use doorstep_schema::moment::Clock;
use doorstep_schema::people::{Group, Role, Scope, Status, Student};
use serde_json::Value;

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
        let retention = &answer[0];
        assert_eq!((&retention["value"], &retention["target"]), (&80.0.into(), &96.0.into()));
        for (person, path) in [(&teacher, all), (&head, "/v1/indicators?region=533325")] {
            assert_eq!(person.get_json(path).await.0, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[test]
fn a_rate_of_nothing_has_no_value_and_a_median_lies_in_the_middle() {
    assert_eq!(per_cent((0, 0)), None);
    assert_eq!(per_cent((1, 4)), Some(25.0));
    let day = super::DAY_MS;
    assert_eq!(median_days(&mut []), None);
    assert_eq!(median_days(&mut [5 * day, day, 2 * day]), Some(2.0));
    assert_eq!(median_days(&mut [4 * day, day]), Some(2.5));
}
