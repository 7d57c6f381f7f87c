//! The `doorstep-server` program.

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    doorstep_server::cli::Cli::parse().run()
}
