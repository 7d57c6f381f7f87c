//! The log: read both ways, and filtered by who, what, when and about what.

use crate::db::audit::{Event, append};
use crate::testing::{Person, START, World, each_db};
use axum::http::StatusCode;
use doorstep_schema::people::{Role, Scope};

async fn numbers(admin: &Person, query: &str) -> Vec<i64> {
    let (status, page) = admin.get_json(&format!("/v1/audit?{query}")).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let entries = page["entries"].as_array().unwrap();
    entries.iter().map(|entry| entry["seq"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn the_log_is_read_both_ways_and_filtered() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let county = Scope::Region(world.county);
        let admin = world.person("admin", Role::Administrator, &[county]).await;
        let other = world.person("other", Role::Supervisor, &[county]).await;
        let mut tx = world.app.db.write().await.unwrap();
        for n in 1..=6i64 {
            let event = Event {
                county: world.county,
                at: START.plus_minutes(n * 12 * 60),
                worker: Some(if n % 2 == 0 { other.worker } else { admin.worker }),
                device: None,
                action: if n % 3 == 0 { "export" } else { "sign_in" },
                resource: format!("region:5333250{n}"),
                detail: String::new(),
            };
            append(&mut tx, &event).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(numbers(&admin, "limit=2").await, [1, 2]);
        assert_eq!(numbers(&admin, "after=2&limit=2").await, [3, 4]);
        assert_eq!(numbers(&admin, "before=end&limit=2").await, [6, 5]);
        assert_eq!(numbers(&admin, "before=5&limit=9").await, [4, 3, 2, 1]);
        let hers = format!("before=end&worker={}", other.worker);
        assert_eq!(numbers(&admin, &hers).await, [6, 4, 2]);
        assert_eq!(numbers(&admin, "before=end&action=export").await, [6, 3]);
        // START is 08:00 of the 23rd in China, so every second entry begins another day there.
        assert_eq!(numbers(&admin, "from=2026-11-24&until=2026-11-24").await, [2, 3]);
        assert_eq!(numbers(&admin, "text=53332504").await, [4]);
        assert_eq!(numbers(&admin, "text=%25").await, [1, 2, 3, 4, 5, 6]);
        let (_, page) = admin.get_json("/v1/audit?before=end&limit=1").await;
        assert_eq!(page["actions"], serde_json::json!(["export", "sign_in"]));
        for query in ["worker=x", "from=x", "after=x", "after=1&before=2", "before=-1"] {
            let (status, problem) = admin.get_json(&format!("/v1/audit?{query}")).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{query} {problem}");
        }
        assert_eq!(other.get_json("/v1/audit?before=end").await.0, StatusCode::NOT_FOUND);
    })
    .await;
}
