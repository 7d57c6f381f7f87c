//! What signing in needs of an account.

use super::{Error, Tx};
use doorstep_schema::id::WorkerId;
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use uuid::Uuid;

/// An account by its user name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// The worker.
    pub worker: WorkerId,
    /// The county that keeps the account.
    pub county: RegionCode,
    /// The password's hash.
    pub password_hash: String,
    /// Whether signing in is barred.
    pub disabled: bool,
}

#[derive(FromRow)]
struct AccountRow {
    id: Uuid,
    county: String,
    password_hash: String,
    disabled: bool,
}

/// Finds the account of a user name.
///
/// # Errors
/// When the database refuses or the row does not read.
pub async fn find(tx: &mut Tx, username: &str) -> Result<Option<Account>, Error> {
    let sql = "SELECT id, county, password_hash, disabled FROM worker WHERE username = $1";
    let row: Option<AccountRow> = tx.query(sql).bind(username.to_owned()).optional().await?;
    let Some(row) = row else { return Ok(None) };
    let county = RegionCode::parse(&row.county);
    Ok(Some(Account {
        worker: WorkerId(row.id),
        county: county.map_err(|e| Error::bad_row("worker", "county", row.id, e))?,
        password_hash: row.password_hash,
        disabled: row.disabled,
    }))
}
