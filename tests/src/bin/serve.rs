//! The server's program as it is, where the tests of this package can start and kill it.

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    doorstep_server::cli::Cli::parse().run()
}
