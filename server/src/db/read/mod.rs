//! Reading for desks: queues, boards, students, indicators, accounts.

mod filter;

pub mod board;
pub mod devices;
pub mod follow_ups;
pub mod indicators;
pub mod students;

use super::{Error, Tx};
use doorstep_schema::region::RegionCode;

/// Lists the counties that the database keeps.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn counties(tx: &mut Tx) -> Result<Vec<RegionCode>, Error> {
    let rows: Vec<(String,)> = tx.query("SELECT code FROM county ORDER BY code").all().await?;
    let read = |(code,): (String,)| {
        RegionCode::parse(&code).map_err(|e| Error::bad_row("county", "code", &code, e))
    };
    rows.into_iter().map(read).collect()
}
