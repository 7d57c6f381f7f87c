//! Workers from a table: sign-in name, name, role, scopes and password.

use super::cells::{Cells, shown};
use super::report::{Generated, Report};
use super::sheet::Sheet;
use super::{Draft, ImportError, Options};
use crate::app::App;
use crate::auth::password;
use crate::db::roster::workers::Account;
use crate::db::roster::{classes, namespace, regions, schools, workers};
use crate::scopes;
use doorstep_schema::id::WorkerId;
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::region::RegionCode;
use std::collections::{BTreeSet, HashMap};

/// Reads the rows.
pub(super) async fn read(
    app: &App,
    sheet: &Sheet,
    county: RegionCode,
    options: Options,
    report: &mut Report,
) -> Result<Draft, ImportError> {
    let mut tx = app.db.read().await?;
    let known = scopes::Known {
        county,
        schools: schools::by_code(&mut tx, county).await?,
        classes: classes::by_key(&mut tx, county).await?,
        regions: regions::of_county(&mut tx, county).await?,
    };
    let names: Vec<String> = Cells::of(sheet).map(|c| c.text("username").to_owned()).collect();
    let stored = workers::by_username(&mut tx, &names).await?;
    drop(tx);
    let mut found = Vec::with_capacity(sheet.rows.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut hashes = Hashes { shared: options.demonstration, made: HashMap::new() };
    for cells in Cells::of(sheet) {
        let row = cells.row();
        let username = username(&cells, report);
        let name = cells.short("name", report);
        let role: Option<Role> =
            cells.required("role", report).and_then(|_| cells.word("role", report));
        let scopes = scopes_of(&cells, role, &known, report);
        let given = cells.text("password");
        if !given.is_empty() && !(8..=password::MAX_BYTES).contains(&given.len()) {
            report.wrong(row, "password", "out_of_range", "a password has 8 to 256 bytes");
        }
        let (Some(username), Some(name), Some(role)) = (username, name, role) else { continue };
        if let Some(first) = seen.insert(username.clone(), row) {
            report.wrong(
                row,
                "username",
                "duplicate",
                format!("the name is in row {first} already"),
            );
        }
        let before = stored.get(&username);
        if before.is_some_and(|b| b.county != county) {
            report.wrong(row, "username", "taken", "another county uses this name; choose another");
        }
        if !report.is_good(row) {
            continue;
        }
        let password_hash = match (before, given) {
            (Some(before), "") => before.password_hash.clone(),
            // What is only tried needs no hash: it would take longest of all.
            (None, _) if options.dry_run => String::new(),
            (before, given) => {
                let secret = if given.is_empty() { generated(app)? } else { given.to_owned() };
                if given.is_empty() && before.is_none() {
                    let username = username.clone();
                    report.generated.push(Generated { username, password: secret.clone() });
                }
                hashes.of(app, before.map(|b| b.password_hash.as_str()), secret).await?
            }
        };
        let derived = || WorkerId::derive(namespace(county), &format!("worker:{username}"));
        let id = before.map_or_else(derived, |b| b.id);
        let disabled = before.is_some_and(|b| b.disabled);
        let account = Account { id, county, username, name, role, password_hash, disabled };
        report.taken.push(row);
        found.push((account, scopes));
    }
    Ok(Draft::Workers(found))
}

fn username(cells: &Cells<'_>, report: &mut Report) -> Option<String> {
    let text = cells.short("username", report)?;
    if scopes::is_username(&text) {
        return Some(text);
    }
    let message = "a sign-in name has 1 to 64 letters, digits, dots, hyphens or underscores";
    report.wrong(cells.row(), "username", "out_of_range", message);
    None
}

fn scopes_of(
    cells: &Cells<'_>,
    role: Option<Role>,
    known: &scopes::Known,
    report: &mut Report,
) -> BTreeSet<Scope> {
    let Some(text) = cells.required("scope", report) else { return BTreeSet::new() };
    let mut found = BTreeSet::new();
    for part in text.split([';', '；']).map(str::trim).filter(|p| !p.is_empty()) {
        match known.read(part) {
            Ok(scope) if role.is_none_or(|role| scopes::fits(role, &scope)) => {
                found.insert(scope);
            }
            Ok(_) => {
                let message = format!("\"{}\" is not a scope of this role", shown(part));
                report.wrong(cells.row(), "scope", "unfit", message);
            }
            Err(reason) => report.wrong(cells.row(), "scope", "unknown", reason),
        }
    }
    found
}

/// Makes a password.
fn generated(app: &App) -> Result<String, ImportError> {
    let chance = app.chance::<16>().map_err(|e| ImportError::Password(e.to_string()))?;
    Ok(password::made(chance))
}

/// Hashes passwords; in a demonstration equal passwords share a hash, as they protect nothing.
struct Hashes {
    shared: bool,
    made: HashMap<String, String>,
}

impl Hashes {
    async fn of(
        &mut self,
        app: &App,
        before: Option<&str>,
        secret: String,
    ) -> Result<String, ImportError> {
        if self.shared
            && let Some(hash) = self.made.get(&secret)
        {
            return Ok(hash.clone());
        }
        let salt = app.chance::<16>().map_err(|e| ImportError::Password(e.to_string()))?;
        let cost = app.settings.password_cost;
        let (known, given) = (before.map(str::to_owned), secret.clone());
        let made = tokio::task::spawn_blocking(move || match known {
            Some(known) if password::matches(&given, &known) => Ok(known),
            _ => password::hash(&given, salt, cost),
        });
        let hash = made.await.map_err(|e| ImportError::Password(e.to_string()))?;
        let hash = hash.map_err(|e| ImportError::Password(e.to_string()))?;
        if self.shared {
            self.made.insert(secret, hash.clone());
        }
        Ok(hash)
    }
}
