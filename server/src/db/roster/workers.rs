//! Workers' accounts.

use super::assignments;
use crate::db::students::Put;
use crate::db::{Error, Tx, callers, counter, many};
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::Moment;
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::region::RegionCode;
use sqlx::FromRow;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// An account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// The worker.
    pub id: WorkerId,
    /// The county that keeps the account.
    pub county: RegionCode,
    /// The sign-in name.
    pub username: String,
    /// The name.
    pub name: String,
    /// What the worker is.
    pub role: Role,
    /// The password's hash.
    pub password_hash: String,
    /// Whether signing in is barred.
    pub disabled: bool,
}

/// A row that becomes an account.
#[derive(FromRow)]
pub(in crate::db) struct AccountRow {
    id: Uuid,
    county: String,
    username: String,
    name: String,
    role: String,
    password_hash: String,
    disabled: bool,
}

impl TryFrom<AccountRow> for Account {
    type Error = Error;

    fn try_from(row: AccountRow) -> Result<Self, Error> {
        let county = RegionCode::parse(&row.county);
        Ok(Self {
            id: WorkerId(row.id),
            county: county.map_err(|e| Error::bad_row("worker", "county", row.id, e))?,
            role: Role::parse(&row.role)
                .ok_or_else(|| Error::bad_row("worker", "role", row.id, &row.role))?,
            username: row.username,
            name: row.name,
            password_hash: row.password_hash,
            disabled: row.disabled,
        })
    }
}

/// Finds accounts by their sign-in names, in whichever county.
///
/// # Errors
/// When the database refuses or a row does not read.
pub async fn by_username(
    tx: &mut Tx,
    usernames: &[String],
) -> Result<HashMap<String, Account>, Error> {
    let mut found = HashMap::with_capacity(usernames.len());
    for slice in many::slices(usernames) {
        let sql = format!(
            "SELECT id, county, username, name, role, password_hash, disabled FROM worker
            WHERE username IN {}",
            many::list(slice.len())
        );
        let query = slice.iter().fold(tx.query(sql), |query, name| query.bind(name.clone()));
        for row in query.all::<AccountRow>().await? {
            found.insert(row.username.clone(), Account::try_from(row)?);
        }
    }
    Ok(found)
}

/// Finds an account of a county.
///
/// # Errors
/// When the database refuses or the row does not read.
pub async fn find(tx: &mut Tx, county: RegionCode, id: WorkerId) -> Result<Option<Account>, Error> {
    let sql = "SELECT id, county, username, name, role, password_hash, disabled FROM worker
        WHERE id = $1 AND county = $2";
    let row: Option<AccountRow> =
        tx.query(sql).bind(id.0).bind(county.to_string()).optional().await?;
    row.map(Account::try_from).transpose()
}

/// Writes an account; the county's counter comes first. A disabled account's sessions end.
///
/// # Errors
/// When the database refuses, as for a sign-in name that is taken.
pub async fn save(tx: &mut Tx, account: &Account) -> Result<(), Error> {
    let seq = counter::take(tx, account.county, 1).await?;
    let sql = "INSERT INTO worker (id, county, username, name, role, password_hash, disabled, seq)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
            password_hash = excluded.password_hash, disabled = excluded.disabled, seq = excluded.seq";
    let query = tx.query(sql).bind(account.id.0).bind(account.county.to_string());
    let query = query.bind(account.username.clone()).bind(account.name.clone());
    let query = query.bind(account.role.as_str()).bind(account.password_hash.clone());
    query.bind(account.disabled).bind(seq).execute().await?;
    if account.disabled {
        end_sessions(tx, account.id).await?;
    }
    Ok(())
}

/// Ends every session of a worker: nothing can be refreshed any more.
///
/// # Errors
/// When the database refuses.
pub async fn end_sessions(tx: &mut Tx, id: WorkerId) -> Result<(), Error> {
    tx.query("DELETE FROM refresh_token WHERE worker = $1").bind(id.0).execute().await?;
    Ok(())
}

/// Puts accounts with exactly these scopes: adds new ones, changes others, assigns and ends.
///
/// # Errors
/// When the database refuses or a stored row does not read.
pub async fn put(
    tx: &mut Tx,
    county: RegionCode,
    accounts: &[(Account, BTreeSet<Scope>)],
    now: Moment,
) -> Result<Put, Error> {
    counter::take(tx, county, 0).await?;
    let names: Vec<String> = accounts.iter().map(|(a, _)| a.username.clone()).collect();
    let known = by_username(tx, &names).await?;
    let mut put = Put::default();
    for (account, scopes) in accounts {
        let before = known.get(&account.username);
        let same = before == Some(account);
        if !same {
            save(tx, account).await?;
        }
        let held = if before.is_some() { callers::held(tx, account.id).await? } else { Vec::new() };
        let held: Vec<_> = held.into_iter().filter(|h| h.until.is_none()).collect();
        let mut moved = false;
        for ended in held.iter().filter(|h| !scopes.contains(&h.scope)) {
            moved |= assignments::end(tx, county, account.id, ended.id, now).await?;
        }
        for scope in scopes.iter().filter(|s| held.iter().all(|h| h.scope != **s)) {
            assignments::add(tx, county, account.id, scope, now).await?;
            moved = true;
        }
        match before {
            None => put.created += 1,
            Some(_) if same && !moved => put.unchanged += 1,
            Some(_) => put.changed += 1,
        }
    }
    Ok(put)
}
