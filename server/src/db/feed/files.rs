//! Files of the caller's device that are asked for again, or were deleted for good.

use super::{Ask, Entry, Item, REFERENCE};
use crate::db::{Error, Tx};
use doorstep_schema::digest::Digest;
use doorstep_schema::id::DeviceId;
use doorstep_schema::wire::v1::{Cursor, FileAsk, FileNote};

/// Reads what is new about files that the device recorded.
pub(super) async fn entries(
    tx: &mut Tx,
    ask: &Ask,
    device: DeviceId,
    found: &mut Vec<Entry>,
) -> Result<(), Error> {
    let sql = "SELECT f.noted_seq, f.sha256, f.state FROM file f
        WHERE f.county = $1 AND f.noted_seq >= $2 AND f.state IN ('missing', 'deleted') AND (
            EXISTS (SELECT 1 FROM evidence e
                WHERE e.county = $1 AND e.photo = f.sha256 AND e.device = $3)
            OR EXISTS (SELECT 1 FROM evidence e
                WHERE e.county = $1 AND e.thumb = f.sha256 AND e.device = $3))
        ORDER BY f.noted_seq LIMIT $4";
    let query = tx.query(sql).bind(ask.county.to_string()).bind(ask.least(REFERENCE));
    let rows: Vec<(i64, Vec<u8>, String)> = query.bind(device.0).bind(ask.limit).all().await?;
    for (seq, sha256, state) in rows {
        let sha256 = Digest::from_slice(&sha256)
            .ok_or_else(|| Error::bad_row("file", "sha256", seq, "not 32 bytes"))?;
        let asked = if state == "missing" { FileAsk::Wanted } else { FileAsk::Deleted };
        let item = Item::File(FileNote { sha256, ask: asked });
        found.push(Entry { at: Cursor { seq, rank: REFERENCE, own: seq }, item });
    }
    Ok(())
}
