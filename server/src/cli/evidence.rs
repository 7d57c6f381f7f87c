//! `doorstep-server evidence verify`: checks a bundle without a server or a database.

use super::{Failure, say};
use crate::exports::bundle;
use clap::{Args, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Works with exported evidence.
#[derive(Args, Debug)]
pub(crate) struct Evidence {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Checks an exported bundle: photo, record, signature and chain.
    Verify {
        /// The bundle, a ZIP file.
        file: PathBuf,
    },
}

impl Evidence {
    /// Runs the command; it needs no configuration.
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let Command::Verify { file } = &self.command;
        let at = |reason: String| Failure(format!("{}: {reason}", file.display()));
        let bytes = std::fs::read(file).map_err(|e| at(e.to_string()))?;
        let checked = bundle::check(&bytes).map_err(|e| at(e.to_string()))?;
        let mut holds = true;
        for one in checked {
            match one.wrong {
                None => say(format_args!("passed  {}", one.what)),
                Some(wrong) => {
                    holds = false;
                    say(format_args!("WRONG   {}: {wrong}", one.what));
                }
            }
        }
        Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
