//! The commands of `doorstep-server`.

mod device;
mod form;
mod import;
mod migrate;
mod serve;
mod user;
mod verify;

use crate::config::{BadConfig, Config};
use crate::telemetry::log;
use clap::{Args, Parser, Subcommand};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Doorstep: keeping every child in school. The server of an education authority.
#[derive(Parser, Debug)]
#[command(name = "doorstep-server", version)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct Common {
    /// The configuration file, in TOML.
    #[arg(long, global = true, env = "DOORSTEP_CONFIG")]
    config: Option<PathBuf>,
    /// The folder of database, keys and photos.
    #[arg(long, global = true)]
    data: Option<PathBuf>,
    /// The database: sqlite:PATH or postgres://…
    #[arg(long, global = true)]
    database_url: Option<String>,
}

impl Common {
    /// Reads the configuration, with the command line over it.
    fn read(&self) -> Result<Config, BadConfig> {
        let mut config = Config::read(self.config.as_deref())?;
        if let Some(data) = &self.data {
            config.data.clone_from(data);
        }
        if let Some(url) = &self.database_url {
            config.database_url = Some(url.clone());
        }
        Ok(config)
    }
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serves the API until it is told to stop.
    Serve(serve::Serve),
    /// Brings the database's tables up to date.
    Migrate,
    /// Imports a file.
    Import(import::Import),
    /// Adds and bars accounts, and marks a demonstration.
    User(user::User),
    /// Lists and revokes devices.
    Device(device::Device),
    /// Checks a form, tries it out, or writes it in another format.
    Form(form::Form),
    /// Prints the API's own document, OpenAPI 3.1.
    Openapi,
    /// Compares every projection with the facts, reads every file, and says what differs; then asks for lost files again.
    Verify(verify::Verify),
    /// Derives every projection again from the facts.
    Rebuild,
}

/// Why a command failed, in one sentence for the operator.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Writes a line to standard output; a closed pipe is no failure.
pub(crate) fn say(line: impl std::fmt::Display) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

impl Cli {
    /// Runs the command.
    #[must_use]
    pub fn run(&self) -> ExitCode {
        match self.try_run() {
            Ok(code) => code,
            Err(Failure(reason)) => {
                let _ = writeln!(std::io::stderr(), "doorstep-server: {reason}");
                ExitCode::FAILURE
            }
        }
    }

    fn try_run(&self) -> Result<ExitCode, Failure> {
        match &self.command {
            Command::Openapi => {
                say(serde_json::to_string_pretty(&crate::api::openapi::document())?);
                return Ok(ExitCode::SUCCESS);
            }
            Command::Form(form) => {
                if let Some(done) = form.run_alone() {
                    return done;
                }
            }
            _ => {}
        }
        let config = self.common.read()?;
        log::start(&config.log)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            match &self.command {
                Command::Serve(serve) => serve.run(config).await,
                Command::Migrate => migrate::run(&config).await,
                Command::Import(import) => import.run(&config).await,
                Command::User(user) => user.run(&config).await,
                Command::Device(device) => device.run(&config).await,
                Command::Form(form) => form.run(&config).await,
                // Answered above, as it needs no configuration.
                Command::Openapi => Ok(ExitCode::SUCCESS),
                Command::Verify(verify) => verify.run(&config).await,
                Command::Rebuild => verify::rebuild(&config).await,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_put_together_rightly() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
