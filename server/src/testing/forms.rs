//! The shipped forms in a test's county.

use super::World;
use crate::imports::forms;

impl World {
    /// Publishes the shipped forms to everybody in the county, unless it has forms already.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn publish_shipped_forms(&self) {
        let mut tx = self.app.db.write().await.unwrap();
        forms::furnish(&mut tx, self.county, self.app.now()).await.unwrap();
        tx.commit().await.unwrap();
    }
}
