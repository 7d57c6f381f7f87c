//! The points of a trend: a count of every row by hand, and the board's own totals at the end.

use crate::app::Settings;
use crate::auth::password::Cost;
use crate::db::projections::FollowUpRow;
use crate::testing::{Person, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Role, Scope};
use serde_json::{Value, json};

async fn trend(person: &Person, query: &str) -> Value {
    let (status, answer) = person.get_json(&format!("/v1/board/trend?{query}")).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

/// Counts what stood open at a moment, row by row.
fn counted(rows: &[&FollowUpRow], at: i64) -> (i64, i64) {
    let stood = rows
        .iter()
        .filter(|row| row.opened_at <= at && row.closed_at.is_none_or(|closed| closed > at));
    let (mut open, mut overdue) = (0, 0);
    for row in stood {
        open += 1;
        overdue += i64::from(row.due_at < at);
    }
    (open, overdue)
}

#[tokio::test]
async fn every_point_is_what_a_count_of_all_rows_gives() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let crowd = world.crowd(5, 80).await;
        let county = Scope::Region(world.county);
        let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
        let of = |fits: &dyn Fn(&FollowUpRow) -> bool| -> Vec<&FollowUpRow> {
            crowd.rows.follow_ups.iter().filter(|row| fits(row)).collect()
        };
        let village = world.villages[0];
        let areas = [
            (String::new(), of(&|_| true)),
            ("region=53".to_owned(), of(&|_| true)),
            ("region=533325001".to_owned(), of(&|row| row.township == "533325001")),
            (format!("region={village}"), of(&|row| row.village == village.as_str())),
            (format!("school={}", crowd.school), of(&|row| row.school == crowd.school.0)),
        ];
        let province = Scope::Region(doorstep_schema::region::RegionCode::parse("53").unwrap());
        let above = world.person("above", Role::Supervisor, &[province]).await;
        for (area, rows) in areas {
            let answer = trend(&above, &format!("{area}&weeks=20")).await;
            let points = answer["points"].as_array().unwrap();
            assert_eq!(points.len(), 20);
            let mut overdue = 0;
            for (point, back) in points.iter().zip((0..20).rev()) {
                let at = world.app.now().plus_days(-7 * back);
                assert_eq!(point["at"], json!(at));
                let found = (point["open"].as_i64().unwrap(), point["overdue"].as_i64().unwrap());
                assert_eq!(found, counted(&rows, at.ms()), "{area} {point}");
                overdue += found.1;
            }
            assert!(overdue > 0, "{area}: nothing was ever late");
            let (_, board) = above.get_json(&format!("/v1/board?{area}")).await;
            for key in ["open", "overdue"] {
                assert_eq!(points[19][key], board["totals"][key], "{area}");
            }
        }
        let days = trend(&supervisor, "").await;
        let days: Vec<&Value> =
            days["points"].as_array().unwrap().iter().map(|p| &p["day"]).collect();
        assert_eq!(
            (days.len(), days[0], days[11]),
            (12, &json!("2026-09-07"), &json!("2026-11-23"))
        );
        for weeks in ["0", "54", "x"] {
            let (status, _) = supervisor.get_json(&format!("/v1/board/trend?weeks={weeks}")).await;
            assert_eq!(status, StatusCode::BAD_REQUEST);
        }
        assert_eq!(supervisor.get_json("/v1/board/trend?region=53").await.0, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_past_of_a_county_is_kept_for_a_while_and_the_present_is_not() {
    let fresh = crate::testing::fresh_sqlite().await;
    let settings = Settings {
        password_cost: Cost::CHEAP,
        board_lasts_ms: 0,
        trend_lasts_ms: 60_000,
        ..Settings::default()
    };
    let world = World::with(&fresh.db, settings).await;
    let county = Scope::Region(world.county);
    let supervisor = world.person("supervisor", Role::Supervisor, &[county]).await;
    let before = trend(&supervisor, "weeks=2").await;
    world.crowd(5, 20).await;
    let kept = trend(&supervisor, "weeks=2").await;
    assert_eq!(kept["points"][0], before["points"][0]);
    assert_ne!(kept["points"][1], before["points"][1]);
    world.clock.forward_minutes(2);
    let later = trend(&supervisor, "weeks=2").await;
    assert_ne!(later["points"][0]["open"], before["points"][0]["open"]);
    assert!(Moment::parse(later["as_of"].as_str().unwrap()).unwrap() == world.app.now());
    fresh.remove().await;
}
