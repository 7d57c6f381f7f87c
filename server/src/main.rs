//! The `doorstep-server` program.

use clap::Parser as _;
use std::process::ExitCode;

/// Pushes make and drop many small values on several threads: this takes a third of the time of the system's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    doorstep_server::cli::Cli::parse().run()
}
