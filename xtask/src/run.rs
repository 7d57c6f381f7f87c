//! Commands that start another program of the workspace: the demonstration, the simulator, the benchmarks.

use crate::browser;
use crate::command::{Failure, cargo, run};
use crate::postgres::{Cluster, Purpose};
use crate::web;
use clap::Args;
use std::path::PathBuf;

/// The demonstration server. It's built unoptimised, with optimised dependencies: from a fresh
/// clone on two cores that answers minutes earlier than a release build, and it serves one
/// person as fast.
#[derive(Args)]
pub(crate) struct Run {
    /// Where the database lies.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// The port to serve on.
    #[arg(long)]
    port: Option<u16>,
    /// Starts with no demonstration county.
    #[arg(long)]
    empty: bool,
    /// Serves from PostgreSQL instead of a SQLite file.
    #[arg(long)]
    database_url: Option<String>,
    /// Leaves the web applications out.
    #[arg(long)]
    no_web: bool,
    /// Builds with all optimisations first.
    #[arg(long)]
    release: bool,
}

impl Run {
    /// Builds and starts the demonstration, until it's interrupted.
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let built = (!self.no_web).then(web::build).transpose().map_err(|e| without_web(&e))?;
        let mut command = cargo();
        command.args(["run", "--package", "doorstep-demo", "--bin", "doorstep-run"]);
        if self.release {
            command.arg("--release");
        }
        command.arg("--").arg("--data").arg(&self.data);
        if let Some(port) = self.port {
            command.args(["--port", &port.to_string()]);
        }
        if let Some(built) = built {
            command.arg("--web").arg(built.field).arg("--desk").arg(built.desk);
        }
        if self.empty {
            command.arg("--empty");
        }
        if let Some(url) = &self.database_url {
            command.args(["--database-url", url]);
        }
        run(&mut command)
    }
}

/// Says how to go on when the web applications cannot be built.
fn without_web(error: &Failure) -> Failure {
    format!("{error}\n`cargo xtask run --no-web` serves without the web applications")
}

/// Simulated worlds.
#[derive(Args)]
pub(crate) struct Sim {
    /// How many worlds to run.
    #[arg(long, default_value_t = 1_000)]
    seeds: u64,
    /// The first seed; a world that failed is run again by its seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
}

impl Sim {
    /// Returns the arguments that run so many worlds from a seed on.
    pub(crate) fn arguments(seeds: u64, from: u64) -> [String; 4] {
        ["--seeds".to_owned(), seeds.to_string(), "--from".to_owned(), from.to_string()]
    }

    /// Builds and runs the simulator.
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let mut command = cargo();
        command.args(["run", "--package", "doorstep-tests", "--bin", "sim", "--"]);
        run(command.args(Self::arguments(self.seeds, self.from)))
    }
}

/// A benchmark.
#[derive(Args)]
pub(crate) struct Bench {
    /// What to measure: push, pull, first-load, wire, queue, forms, photo, upload, field, desk, province or all.
    name: String,
    /// Prints one JSON object a figure instead of a table.
    #[arg(long)]
    json: bool,
    /// How many rounds, each of ours and of the peer; the medians count.
    #[arg(long)]
    rounds: Option<usize>,
    /// Measures on less data, to see that everything works.
    #[arg(long)]
    quick: bool,
}

impl Bench {
    /// Builds the server and the benchmark with all optimisations and runs it.
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let mut build = cargo();
        build.args([
            "build",
            "--release",
            "--package",
            "doorstep-server",
            "--bin",
            "doorstep-server",
        ]);
        run(&mut build)?;
        let mut command = cargo();
        command.args(["run", "--release", "--package", "doorstep-bench", "--", &self.name]);
        let needs_postgres = matches!(self.name.as_str(), "queue" | "all");
        let cluster = needs_postgres.then(|| Cluster::start(Purpose::Measuring)).transpose()?;
        if let Some(cluster) = &cluster {
            command.env("DOORSTEP_BENCH_POSTGRES", &cluster.url);
        }
        if matches!(self.name.as_str(), "field" | "desk" | "province" | "all") {
            browser::ready(&mut command)?;
        }
        if self.json {
            command.arg("--json");
        }
        if let Some(rounds) = self.rounds {
            command.args(["--rounds", &rounds.to_string()]);
        }
        if self.quick {
            command.arg("--quick");
        }
        run(&mut command)
    }
}
