//! The counter row of a county, so that the order of sequence numbers is the order of commits.

use super::{Error, Tx};
use doorstep_schema::region::RegionCode;

/// Takes `n` numbers of the county and returns the first; locks the county's counter until the
/// transaction ends, so it comes before every other write for the county.
///
/// # Errors
/// When the database refuses.
pub async fn take(tx: &mut Tx, county: RegionCode, n: i64) -> Result<i64, Error> {
    let sql = "INSERT INTO county (code, seq) VALUES ($1, $2)
        ON CONFLICT (code) DO UPDATE SET seq = county.seq + excluded.seq RETURNING seq";
    let (last,): (i64,) = tx.query(sql).bind(county.to_string()).bind(n).one().await?;
    Ok(last - n + 1)
}

/// Returns the last number taken in the county, 0 when there is none.
///
/// # Errors
/// When the database refuses.
pub async fn last(tx: &mut Tx, county: RegionCode) -> Result<i64, Error> {
    let sql = "SELECT seq FROM county WHERE code = $1";
    let row: Option<(i64,)> = tx.query(sql).bind(county.to_string()).optional().await?;
    Ok(row.map_or(0, |(seq,)| seq))
}
