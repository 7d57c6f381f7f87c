//! The project's own commands: `cargo xtask run | web | test | check | sim | forms-peer | hostile-images | bench | setup`.

mod browser;
mod check;
mod command;
mod fonts;
mod forms_peer;
mod hostile;
mod npm;
mod peers;
mod postgres;
mod run;
mod setup;
mod step;
mod test;
mod web;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use step::Steps;

/// Doorstep's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Commands,
}

#[derive(Subcommand)]
enum Commands {
    /// Builds the field app, starts the server with a demonstration county, and prints its address and accounts.
    Run(run::Run),
    /// Builds the field app for browsers, what has changed of it.
    Web(web::Web),
    /// Runs everything: checks, tests on both databases, documentation tests, forms beside
    /// a peer, simulated worlds, the field app in Chromium.
    Test(test::Test),
    /// Checks format, lints, layers, licences, documentation and links, without running tests.
    Check,
    /// Runs simulated worlds of phones, faults and a server; each world is one seed.
    Sim(run::Sim),
    /// Compares the form engine with that of ODK Web Forms over random forms and answers.
    FormsPeer(forms_peer::FormsPeer),
    /// Runs known-bad pictures and random mutations of them through all that reads a photo.
    HostileImages(hostile::HostileImages),
    /// Measures against a peer: push, pull, first-load, wire, queue, forms, photo or upload.
    Bench(run::Bench),
    /// Looks for the tools that the other commands need and installs those that it can.
    Setup,
}

fn main() -> ExitCode {
    if let Err(error) = command::enter_root() {
        return step::fail(&error);
    }
    let done = match Cli::parse().command {
        Commands::Run(run) => run.run(),
        Commands::Web(web) => web.run(),
        Commands::Sim(sim) => sim.run(),
        Commands::FormsPeer(peer) => peer.run(),
        Commands::HostileImages(hostile) => hostile.run(),
        Commands::Bench(bench) => bench.run(),
        Commands::Setup => setup::run_setup(),
        Commands::Test(test) => return test.run(),
        Commands::Check => {
            let mut steps = Steps::default();
            check::run(&mut steps);
            return steps.close();
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => step::fail(&error),
    }
}
