//! `doorstep-server user`: accounts, without a signed-in administrator.

use super::import::county;
use super::{Failure, say};
use crate::app::App;
use crate::auth::password;
use crate::config::Config;
use crate::db::roster::workers::Account;
use crate::db::roster::{assignments, classes, marks, namespace, regions, schools, workers};
use crate::db::{callers, counter, read};
use crate::{scopes, serve};
use clap::{Args, Subcommand};
use doorstep_schema::id::WorkerId;
use doorstep_schema::people::Role;
use std::process::ExitCode;

/// What to do with accounts.
#[derive(Args, Debug)]
pub(super) struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Adds an account, or changes its name, role and password.
    Add {
        /// The sign-in name.
        username: String,
        /// The name; the sign-in name when left out.
        #[arg(long)]
        name: Option<String>,
        /// teacher, principal, committee, township, department, supervisor or administrator.
        #[arg(long)]
        role: String,
        /// A scope such as region:533325; may be repeated.
        #[arg(long)]
        scope: Vec<String>,
        /// The county that keeps the account, by its 6 digits.
        #[arg(long)]
        county: String,
        /// The password; `DOORSTEP_PASSWORD` keeps it out of the process list.
        #[arg(long, env = "DOORSTEP_PASSWORD", hide_env_values = true)]
        password: String,
    },
    /// Bars an account, or with --undo lets it in again.
    Disable {
        /// The sign-in name.
        username: String,
        /// Lets it in again.
        #[arg(long)]
        undo: bool,
    },
    /// Marks the database as a demonstration, so that the shown accounts may sign in on this machine.
    Demo,
}

impl User {
    /// Does it.
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, Failure> {
        let app = serve::open(config).await?;
        match &self.what {
            What::Add { username, name, role, scope, county: code, password } => {
                let role =
                    Role::parse(role).ok_or_else(|| Failure(format!("--role: no role {role}")))?;
                let county = county(code)?;
                let id = WorkerId::derive(namespace(county), &format!("worker:{username}"));
                let name = name.clone().unwrap_or_else(|| username.clone());
                let password_hash = hash(&app, password)?;
                let username = username.clone();
                let account =
                    Account { id, county, username, name, role, password_hash, disabled: false };
                add(&app, account, scope).await?;
            }
            What::Disable { username, undo } => {
                let mut tx = app.db.write().await?;
                let found = workers::by_username(&mut tx, std::slice::from_ref(username)).await?;
                let account =
                    found.get(username).ok_or_else(|| Failure(format!("no account {username}")))?;
                workers::save(&mut tx, &Account { disabled: !undo, ..account.clone() }).await?;
                tx.commit().await?;
            }
            What::Demo => {
                let mut tx = app.db.write().await?;
                for county in read::counties(&mut tx).await? {
                    counter::take(&mut tx, county, 0).await?;
                }
                marks::mark_demonstration(&mut tx).await?;
                tx.commit().await?;
            }
        }
        app.db.close().await;
        say("done");
        Ok(ExitCode::SUCCESS)
    }
}

fn hash(app: &App, given: &str) -> Result<String, Failure> {
    if !(8..=password::MAX_BYTES).contains(&given.len()) {
        return Err(Failure("--password: a password has 8 to 256 bytes".to_owned()));
    }
    Ok(password::hash(given, app.chance::<16>()?, app.settings.password_cost)?)
}

async fn add(app: &App, mut account: Account, scope: &[String]) -> Result<(), Failure> {
    if !scopes::is_username(&account.username) {
        return Err(Failure(
            "a sign-in name has letters, digits, dots, hyphens and underscores".to_owned(),
        ));
    }
    let county = account.county;
    let mut tx = app.db.write().await?;
    counter::take(&mut tx, county, 0).await?;
    let known = scopes::Known {
        county,
        schools: schools::by_code(&mut tx, county).await?,
        classes: classes::by_key(&mut tx, county).await?,
        regions: regions::of_county(&mut tx, county).await?,
    };
    let stored = workers::by_username(&mut tx, std::slice::from_ref(&account.username)).await?;
    if let Some(before) = stored.get(&account.username) {
        if before.county != county {
            return Err(Failure(format!("the account is kept by {}", before.county)));
        }
        account.id = before.id;
    }
    workers::save(&mut tx, &account).await?;
    let held = callers::held(&mut tx, account.id).await?;
    for text in scope {
        let scope = known.read(text).map_err(|reason| Failure(format!("--scope: {reason}")))?;
        if !scopes::fits(account.role, &scope) {
            return Err(Failure(format!("--scope: a {} cannot hold {text}", account.role)));
        }
        if !held.iter().any(|h| h.until.is_none() && h.scope == scope) {
            assignments::add(&mut tx, county, account.id, &scope, app.now()).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
