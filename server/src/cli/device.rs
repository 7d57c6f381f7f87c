//! `doorstep-server device`: lists and revokes devices.

use super::import::county;
use super::{Failure, say};
use crate::config::Config;
use crate::db::{devices, read};
use crate::serve;
use clap::{Args, Subcommand};
use doorstep_schema::id::DeviceId;
use doorstep_schema::moment::Moment;
use std::process::ExitCode;

/// What to do with devices.
#[derive(Args, Debug)]
pub(super) struct Device {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Lists the devices of a county.
    List {
        /// The county, by its 6 digits.
        #[arg(long)]
        county: String,
    },
    /// Cuts a device off; it erases itself when it calls again.
    Revoke {
        /// The device's id.
        id: String,
    },
}

impl Device {
    /// Does it.
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, Failure> {
        let app = serve::open(config).await?;
        match &self.what {
            What::List { county: code } => {
                let county = county(code)?;
                let mut tx = app.db.read().await?;
                let mut after = None;
                loop {
                    let now = app.now();
                    let ask =
                        read::devices::Ask { county, after, silent_since: None, now, limit: 500 };
                    let page = read::devices::list(&mut tx, ask).await?;
                    let Some(last) = page.last() else { break };
                    after = Some(last.id);
                    for device in &page {
                        let seen = Moment::from_ms(device.last_seen_at);
                        let state = if device.revoked_at.is_some() { "revoked" } else { "active" };
                        say(format_args!("{} {} {seen} {state}", device.id, device.username));
                    }
                }
            }
            What::Revoke { id } => {
                let id = DeviceId::parse(id)?;
                let mut tx = app.db.write().await?;
                let revoked = devices::revoke(&mut tx, id, app.now()).await?;
                tx.commit().await?;
                if !revoked {
                    return Err(Failure(
                        "there is no such device that is not revoked yet".to_owned(),
                    ));
                }
                say("revoked");
            }
        }
        app.db.close().await;
        Ok(ExitCode::SUCCESS)
    }
}
