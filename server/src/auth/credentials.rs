//! A sign-in name and its password.

use super::password;
use crate::app::App;
use crate::aside::aside;
use crate::db::accounts::{self, Account};
use crate::problem::Problem;

/// Finds the account of a sign-in name; none when there is no such name.
///
/// # Errors
/// When the password is one that may not be used here, or the database refuses.
pub async fn find(app: &App, username: &str, password: &str) -> Result<Option<Account>, Problem> {
    let mut tx = app.db.read().await?;
    // No name holds a zero character, and PostgreSQL does not even compare one.
    let account =
        if username.contains('\0') { None } else { accounts::find(&mut tx, username).await? };
    if !app.allows_password(&mut tx, password).await? {
        return Err(Problem::wrong_credentials());
    }
    Ok(account)
}

/// Demands the account's password; an unknown name takes as long as a wrong password. `may_try` is asked once it is
/// this try's turn.
///
/// # Errors
/// When the password is wrong, the account is disabled or unknown, or `may_try` refuses.
pub async fn demand(
    app: &App,
    account: Option<Account>,
    given: String,
    may_try: impl FnOnce() -> Result<(), Problem> + Send,
) -> Result<Account, Problem> {
    let permit = app.hashing.acquire().await.map_err(|_| Problem::busy(1))?;
    may_try()?;
    let cost = app.settings.password_cost;
    let known = account.as_ref().map(|account| account.password_hash.clone());
    let matches = aside(move || {
        if let Some(hash) = known {
            return password::matches(&given, &hash);
        }
        // The result does not matter, only the time.
        let _ = password::hash(&given, [0; 16], cost);
        false
    });
    let matches = matches.await?;
    drop(permit);
    account.filter(|account| matches && !account.disabled).ok_or_else(Problem::wrong_credentials)
}
