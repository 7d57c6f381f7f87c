//! What is filled in behind a migration.

use super::fill_births;
use crate::testing::{World, each_db};

#[tokio::test]
async fn birth_dates_that_are_missing_are_filled_in_once_however_many_there_are() {
    each_db(async |db| {
        let world = World::new(&db).await;
        // More than are read at once.
        world.class_of(0, 620).await;
        let mut tx = db.write().await.unwrap();
        let born = "SELECT COUNT(*), CAST(SUM(born) AS BIGINT) FROM student";
        let before: (i64, Option<i64>) = tx.query(born).one().await.unwrap();
        tx.query("UPDATE student SET born = NULL").execute().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(i64::try_from(fill_births(&db).await.unwrap()).unwrap(), before.0);
        let mut tx = db.read().await.unwrap();
        let after: (i64, Option<i64>) = tx.query(born).one().await.unwrap();
        assert!(before.0 >= 620 && before.1.is_some());
        assert_eq!(after, before);
        drop(tx);
        assert_eq!(fill_births(&db).await.unwrap(), 0);
    })
    .await;
}
