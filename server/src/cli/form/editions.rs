//! `doorstep-server form list` and `form publish`: the editions of a county's forms, and to whom they are open.

use super::audience::{To, counties};
use crate::app::App;
use crate::cli::{Failure, say};
use crate::config::Config;
use crate::db::audit::{self, Event};
use crate::db::{counter, forms};
use crate::imports::forms::describe;
use crate::serve;
use clap::Args;
use doorstep_schema::region::RegionCode;
use std::process::ExitCode;

/// Which county's forms to list.
#[derive(Args, Debug)]
pub(super) struct List {
    /// The county, by its 6 digits; can be left out when the database knows only one.
    #[arg(long)]
    county: Option<String>,
}

impl List {
    /// Lists form, edition, the author's version, when it was added, and to whom it is open.
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, Failure> {
        let app = serve::open(config).await?;
        for county in counties(&app, self.county.as_deref()).await? {
            let mut tx = app.db.read().await?;
            for edition in forms::list(&mut tx, county, None).await? {
                let publication = &edition.publication;
                say(format_args!(
                    "{county} {} edition {} (version {}): open to {}",
                    publication.form,
                    publication.edition,
                    if edition.version.is_empty() { "-" } else { &edition.version },
                    describe(&publication.audience)
                ));
            }
        }
        app.db.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

/// Which edition to open, and to whom.
#[derive(Args, Debug)]
pub(super) struct Publish {
    /// The form's id.
    form: String,
    /// The edition, as `form list` shows it.
    edition: u32,
    /// The county, by its 6 digits, or a prefecture or province for all its counties.
    #[arg(long)]
    county: Option<String>,
    #[command(flatten)]
    to: To,
    /// Opens it to nobody any more; drafts that were begun on it may still be finished.
    #[arg(long)]
    withdraw: bool,
}

impl Publish {
    /// Opens or withdraws the edition.
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, Failure> {
        if self.withdraw && self.to.is_said() {
            return Err(Failure("--withdraw takes no audience".to_owned()));
        }
        let app = serve::open(config).await?;
        for county in counties(&app, self.county.as_deref()).await? {
            self.open(&app, county).await?;
        }
        app.db.close().await;
        Ok(ExitCode::SUCCESS)
    }

    async fn open(&self, app: &App, county: RegionCode) -> Result<(), Failure> {
        let audience = if self.withdraw { Vec::new() } else { self.to.audience(county)? };
        let mut tx = app.db.write().await?;
        counter::take(&mut tx, county, 0).await?;
        if forms::find(&mut tx, county, &self.form, self.edition).await?.is_none() {
            let (form, edition) = (&self.form, self.edition);
            return Err(Failure(format!("{county} has no edition {edition} of a form {form}")));
        }
        forms::publish(&mut tx, county, &self.form, self.edition, &audience).await?;
        let event = Event {
            county,
            at: app.now(),
            worker: None,
            device: None,
            action: "publish_form",
            resource: format!("form:{}/{}", self.form, self.edition),
            detail: describe(&audience),
        };
        audit::append(&mut tx, &event).await?;
        tx.commit().await?;
        let (form, edition) = (&self.form, self.edition);
        say(format_args!("{county} {form} edition {edition}: open to {}", describe(&audience)));
        Ok(())
    }
}
