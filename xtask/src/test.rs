//! `cargo xtask test`: everything that must hold, in one command on a fresh machine.

use crate::bindings;
use crate::browser;
use crate::check;
use crate::command::{beside_tests, cargo, watch};
use crate::fonts;
use crate::forms_peer::FormsPeer;
use crate::hostile::HostileImages;
use crate::peers::Peers;
use crate::postgres::{Cluster, Purpose};
use crate::run::Sim;
use crate::setup::{garage, has_nextest};
use crate::step::Steps;
use crate::web;
use clap::Args;
use std::process::{Command, ExitCode};

/// How many random forms are compared with the peer.
const FORMS: u64 = 150;
/// How many random mutations of hostile pictures are run.
const MUTATIONS: u64 = 3_000;

/// What to run.
#[derive(Args)]
pub(crate) struct Test {
    /// Leaves the checks out.
    #[arg(long)]
    no_check: bool,
    /// How many simulated worlds to run.
    #[arg(long, default_value_t = 1_000)]
    seeds: u64,
}

impl Test {
    /// Runs it all, prints what took how long, and closes with `N passed, N failed`.
    pub(crate) fn run(&self) -> ExitCode {
        let mut steps = Steps::default();
        let mut cluster = None;
        steps.step("PostgreSQL", |_| {
            Cluster::start(Purpose::Tests).map(|started| cluster = Some(started))
        });
        let Some(cluster) = cluster else { return steps.close() };
        let (mut s3, mut tus) = (None, None);
        steps.step("a Chinese font", |_| fonts::chinese().map(|_| ()));
        steps.step("Garage", |_| garage().map(|program| s3 = Some(program)));
        steps.step("tus clients", |_| {
            let peers =
                Peers::install("tests/tus-clients", "tus-clients", "tuspy and tus-js-client");
            peers.map(|peers| tus = Some(peers.folder))
        });
        if !self.no_check {
            check::run(&mut steps);
        }
        let tests = |arguments: &[&str]| {
            let mut command = cargo();
            command.args(arguments).env("DOORSTEP_TEST_POSTGRES", &cluster.url);
            let others = [("DOORSTEP_TEST_GARAGE", &s3), ("DOORSTEP_TEST_TUS", &tus)];
            command.envs(others.iter().filter_map(|(name, path)| Some((*name, path.as_ref()?))));
            command
        };
        let (build, all): (&[&str], &[&str]) = if has_nextest() {
            let run = &["nextest", "run", "--workspace", "--no-fail-fast"];
            (&["nextest", "run", "--workspace", "--no-run"], run)
        } else {
            let run = &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"];
            (&["test", "--workspace", "--lib", "--bins", "--tests", "--no-run"], run)
        };
        steps.step("build of tests", |_| watch(&mut tests(build), &|_| ()));
        steps.step("unit and integration tests", |count| {
            watch(&mut tests(all), &|line| count.read(line))
        });
        steps.step("documentation tests", |count| {
            watch(&mut tests(&["test", "--workspace", "--doc"]), &|line| count.read(line))
        });
        steps.step(&format!("forms beside a peer, {FORMS} forms"), |_| {
            FormsPeer { forms: FORMS, seed: 1 }.run()
        });
        steps.step(&format!("hostile images, {MUTATIONS} mutations"), |_| {
            HostileImages { mutations: MUTATIONS, seed: 1, files_at_least: 500 }.run()
        });
        steps.step(&format!("simulator, {} seeds", self.seeds), |_| {
            let mut command = Command::new(beside_tests("sim")?);
            command.args(Sim::arguments(self.seeds, 0));
            watch(command.env("DOORSTEP_TEST_POSTGRES", &cluster.url), &|_| ())
        });
        drop(cluster);
        bindings::run(&mut steps);
        let mut apps = None;
        steps.step("web applications", |_| web::build().map(|built| apps = Some(built)));
        if let Some(apps) = apps {
            steps.step("web applications in Chromium", |count| browser::test(&apps, count));
        }
        steps.close()
    }
}
