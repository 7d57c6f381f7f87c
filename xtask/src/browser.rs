//! The web applications in Chromium: the tests of `tests/browser`, and what they and the benchmark need.

use crate::bindings;
use crate::command::{Failure, beside_tests, cargo, find, run, target, watch};
use crate::step::Count;
use crate::web;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the tests are.
const TESTS: &str = "tests/browser";
/// The names that Chromium goes by.
const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Finds Chromium, or says how to get it.
pub(crate) fn chromium() -> Result<PathBuf, Failure> {
    CHROMIUM.iter().find_map(|name| find(name, &[])).ok_or_else(|| {
        "Chromium is missing; `cargo xtask setup` gets it (apt-get install chromium)".to_owned()
    })
}

/// Builds the server and runs the tests against the built applications.
pub(crate) fn test(apps: &web::Built, count: &Count) -> Result<(), Failure> {
    let chromium = chromium()?;
    let files = files()?;
    let program = beside_tests("doorstep-run")?;
    let python = bindings::for_python()?;
    let mut node = Command::new("node");
    // Much of a story is waiting: two at once go through in little more than half the time.
    node.args(["--test", "--test-concurrency=2", "--test-reporter=spec"]).args(files);
    node.env("CARGO_TARGET_DIR", absolute(&target())?)
        .env("DOORSTEP_TEST_RUN", absolute(&program)?)
        .env("DOORSTEP_TEST_CHROMIUM", chromium)
        .env("DOORSTEP_TEST_FIELD", absolute(&apps.field)?)
        .env("DOORSTEP_TEST_DESK", absolute(&apps.desk)?)
        .env("DOORSTEP_TEST_PYTHON", python);
    watch(&mut node, &|line| count.read(line))
}

/// Builds both applications as they are shipped and the demonstration server with all optimisations, and
/// tells a command where they and Chromium are.
pub(crate) fn ready(command: &mut Command) -> Result<(), Failure> {
    let chromium = chromium()?;
    let apps = web::build()?;
    run(cargo().args([
        "build",
        "--release",
        "--package",
        "doorstep-demo",
        "--bin",
        "doorstep-run",
    ]))?;
    let target = absolute(&target())?;
    command
        .env("CARGO_TARGET_DIR", &target)
        .env("DOORSTEP_TEST_RUN", target.join("release/doorstep-run"))
        .env("DOORSTEP_TEST_CHROMIUM", chromium)
        .env("DOORSTEP_TEST_FIELD", absolute(&apps.field)?)
        .env("DOORSTEP_TEST_DESK", absolute(&apps.desk)?);
    Ok(())
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Lists the files of tests.
fn files() -> Result<Vec<PathBuf>, Failure> {
    let listed = std::fs::read_dir(TESTS).map_err(|error| format!("{TESTS}: {error}"))?;
    let mut files: Vec<PathBuf> = listed
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() { Err(format!("{TESTS}: there are no tests")) } else { Ok(files) }
}
