//! What is told of retention is what the policy says and the job does.

use crate::jobs::retention::keep_to_policy;
use crate::testing::{World, each_db};
use doorstep_schema::people::{Role, Scope};
use serde_json::json;

#[tokio::test]
async fn an_administrator_sees_what_is_kept_how_long_and_when_it_was_looked_last() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let county = [Scope::Region(world.county)];
        let admin = world.person("admin", Role::Administrator, &county).await;
        let (status, told) = admin.get_json("/v1/retention").await;
        assert_eq!((status.as_u16(), &told["last_run_at"]), (200, &json!(null)));
        let photos = told["kinds"].as_array().unwrap().iter().find(|k| k["kind"] == "photos");
        assert_eq!(photos, Some(&json!({ "kind": "photos", "days": 1095, "is_enforced": true })));
        assert_eq!((&told["photos"], &told["next_at"]), (&json!(0), &json!(null)));
        keep_to_policy(&world.app).await.unwrap();
        let (_, told) = admin.get_json("/v1/retention").await;
        assert_eq!(told["last_run_at"], told["as_of"]);
        let supervisor = world.person("supervisor", Role::Supervisor, &county).await;
        assert_eq!(supervisor.get_json("/v1/retention").await.0, 404);
    })
    .await;
}
