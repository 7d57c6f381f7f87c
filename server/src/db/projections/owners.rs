//! Whose work a follow-up is.

use crate::db::{Error, Tx, many};
use doorstep_schema::id::FollowUpId;
use doorstep_schema::state::Owner;
use std::collections::HashMap;
use uuid::Uuid;

/// Finds the owners of follow-ups; one that is not known here has none.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn owners(tx: &mut Tx, ids: &[FollowUpId]) -> Result<HashMap<FollowUpId, Owner>, Error> {
    let mut found = HashMap::new();
    for slice in many::slices(ids) {
        let sql =
            format!("SELECT id, owner FROM follow_up WHERE id IN {}", many::list(slice.len()));
        let query = slice.iter().fold(tx.query(sql), |query, id| query.bind(id.0));
        let rows: Vec<(Uuid, String)> = query.all().await?;
        for (id, text) in rows {
            let owner = Owner::parse(&text)
                .map_err(|error| Error::bad_row("follow_up", "owner", id, error))?;
            found.insert(FollowUpId(id), owner);
        }
    }
    Ok(found)
}
