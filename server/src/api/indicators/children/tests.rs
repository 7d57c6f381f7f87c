//! The list behind every number has just that many rows, names only those who may be seen, and is logged.

use crate::db::audit;
use crate::testing::{Person, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::indicator::{Key, Part};
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::region::RegionCode;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const GROUPS: [&str; 3] = ["all", "left_behind", "orphan"];

/// Gets every page of a list and returns its rows, with total and hidden.
async fn listed(person: &Person, path: &str) -> (Vec<Value>, i64, i64) {
    let (mut rows, mut after) = (Vec::new(), String::new());
    loop {
        let (status, page) = person.get_json(&format!("{path}&after={after}")).await;
        assert_eq!(status, StatusCode::OK, "{path} {page}");
        rows.extend(page["rows"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next"].as_str() else {
            let number = |key: &str| page[key].as_i64().unwrap();
            return (rows, number("total"), number("hidden"));
        };
        next.clone_into(&mut after);
    }
}

/// Compares every number of an area with the list behind it; returns how many were hidden in all.
async fn compare(person: &Person, area: &str, groups: &[&str]) -> i64 {
    let path = format!("/v1/indicators?{area}&groups={}", groups.join(","));
    let (status, answer) = person.get_json(&path).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let mut all_hidden = 0;
    for indicator in answer.as_array().unwrap() {
        let (key, group) =
            (indicator["indicator"].as_str().unwrap(), indicator["group"].as_str().unwrap());
        for part in Part::ALL {
            let path =
                format!("/v1/indicators/{key}/children?{area}&group={group}&part={part}&limit=37");
            let (rows, total, hidden) = listed(person, &path).await;
            assert_eq!(json!(total), indicator[part.as_str()], "{path}");
            assert_eq!(i64::try_from(rows.len()).unwrap(), total - hidden, "{path}");
            let things: BTreeSet<&str> = rows
                .iter()
                .map(|row| row["about"]["id"].as_str().or(row["student"]["id"].as_str()).unwrap())
                .collect();
            assert_eq!(things.len(), rows.len(), "{path}: something comes twice");
            for row in &rows {
                let groups = row["groups"].as_array().unwrap();
                assert!(group == "all" || groups.contains(&json!(group)), "{path} {row}");
                let of_students = indicator["counts"] == "students";
                assert_eq!(row["about"].is_null(), of_students, "{path} {row}");
            }
            let risks: Vec<i64> = rows.iter().map(|row| row["risk"].as_i64().unwrap()).collect();
            assert!(risks.is_sorted_by(|a, b| a >= b), "{path}");
            all_hidden += hidden;
        }
    }
    all_hidden
}

#[tokio::test]
async fn every_list_has_as_many_rows_as_its_number_says() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let crowd = world.crowd(11, 60).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        assert_eq!(compare(&supervisor, "", &GROUPS).await, 0, "all of it lies in the scope");
        let province = Scope::Region(RegionCode::parse("53").unwrap());
        let above = world.person("above", Role::Supervisor, &[province]).await;
        assert_eq!(compare(&above, "region=5333", &["poor_household"]).await, 0);
        let village = world.villages[1];
        let committee = world.person("committee", Role::Committee, &[Scope::Region(village)]).await;
        assert_eq!(compare(&committee, "", &GROUPS).await, 0);
        let head = world.person("head", Role::Principal, &[Scope::School(crowd.school)]).await;
        assert_eq!(compare(&head, "", &GROUPS).await, 0);
        // The township's school teaches children of other townships, whom its officer may count and not see.
        let township = Scope::Region(RegionCode::parse("533325002").unwrap());
        let officer = world.person("officer", Role::Township, &[township]).await;
        assert!(compare(&officer, &format!("school={}", crowd.school), &GROUPS).await > 0);
    })
    .await;
}

#[tokio::test]
async fn every_number_of_the_generated_county_is_more_than_nothing() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.crowd(11, 120).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let (_, answer) = supervisor.get_json("/v1/indicators?groups=all").await;
        for indicator in answer.as_array().unwrap().iter().filter(|i| i["named"] == true) {
            let key = indicator["indicator"].as_str().unwrap();
            let rare = key == Key::FollowUpsOverdue0.as_str();
            let all = key == Key::DaysToReturnMedian.as_str();
            assert!(rare || indicator["numerator"].as_i64().unwrap() > 0, "{indicator}");
            assert!(all || indicator["missing"].as_i64().unwrap() > 0, "{indicator}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_look_is_logged_and_goes_no_further_than_the_scope() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        world.crowd(11, 30).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let path = "/v1/indicators/dropout_rate/children";
        let (status, page) = supervisor.get_json(path).await;
        assert_eq!((status, page["named"].as_bool()), (StatusCode::OK, Some(true)));
        let (_, of_dropouts) = supervisor.get_json(&format!("{path}?part=numerator")).await;
        assert_eq!(
            page["rows"], of_dropouts["rows"],
            "the less the better: the numerator is shown"
        );
        let (_, retained) = supervisor.get_json("/v1/indicators/retention_rate/children").await;
        let (_, missing) =
            supervisor.get_json("/v1/indicators/retention_rate/children?part=missing").await;
        assert_eq!(
            retained["rows"], missing["rows"],
            "the more the better: what is missing is shown"
        );
        let (_, cohorts) = supervisor.get_json("/v1/indicators/consolidation_rate/children").await;
        assert_eq!((&cohorts["named"], &cohorts["rows"]), (&json!(false), &json!([])));
        let mut tx = db.read().await.unwrap();
        let log = audit::list(&mut tx, world.county, 0, 100).await.unwrap();
        drop(tx);
        let look = log.iter().find(|entry| entry.action == "read_indicators").unwrap();
        assert_eq!(look.worker, Some(supervisor.worker.0));
        assert_eq!(look.resource, "region:533325");
        let rows = page["rows"].as_array().unwrap().len();
        assert_eq!(look.detail, format!("dropout_rate all numerator, {rows} rows"));
        let teacher = world.person("t", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let head = world.person("head", Role::Principal, &[Scope::School(world.school)]).await;
        let admin = world.person("admin", Role::Administrator, &[county]).await;
        for (person, path) in [
            (&teacher, path.to_owned()),
            (&admin, path.to_owned()),
            (&head, format!("{path}?region=533325")),
            (&supervisor, "/v1/indicators/dropouts/children".to_owned()),
            (&supervisor, format!("{path}?region=53")),
        ] {
            assert_eq!(person.get_json(&path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
        for query in ["part=x", "group=x", "after=x", "after=1.2.3", "limit=0"] {
            let (status, _) = supervisor.get_json(&format!("{path}?{query}")).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{query}");
        }
    })
    .await;
}
