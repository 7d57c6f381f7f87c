//! `cargo xtask check`: what a compiler and its lints don't see, then the lints themselves, and the web applications.

mod layers;
mod lex;
mod links;
mod rules;

use crate::bindings::library;
use crate::command::{Failure, cargo, output, run as run_it, watch};
use crate::npm::npm;
use crate::setup::cargo_deny;
use crate::step::Steps;
use crate::web::{self, tools};
use std::path::PathBuf;
use std::process::Command;

/// Runs every check, the quickest first.
pub(crate) fn run(steps: &mut Steps) {
    steps.step("layers", |_| layers::check());
    steps.step("source rules", |_| rules::check());
    steps.step("links", |_| links::check());
    steps.step("format", |_| run_cargo(&["fmt", "--all", "--check"]));
    steps.step("licences, bans and sources", |_| deny());
    steps.step("lints", |_| {
        run_cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
    });
    steps.step("lints of what runs in browsers only", |_| lint_browser());
    steps.step("types on Android and iOS", |_| {
        [library::ANDROID, library::IOS].into_iter().try_for_each(library::check)
    });
    steps.step("documentation", |_| {
        let mut doc = cargo();
        doc.args(["doc", "--quiet", "--workspace", "--no-deps", "--document-private-items"]);
        run_it(doc.env("RUSTDOCFLAGS", "-D warnings"))
    });
    steps.step("types of the web applications", |_| {
        // The types of the wasm modules are made with the modules.
        web::modules()?;
        run_it(&mut npm(&["run", "check"])?)
    });
    steps.step("unit tests of the web applications", |count| {
        watch(&mut npm(&["test"])?, &|line| count.read(line))
    });
}

/// Advisories are left out: their database is a repository of its own, fetched over a network that
/// a machine of the field's does not have, and it would fail tests that passed the day before.
fn deny() -> Result<(), Failure> {
    let mut deny = Command::new(cargo_deny()?);
    deny.args(["--log-level", "error", "check", "--hide-inclusion-graph"]);
    run_it(deny.args(["licenses", "bans", "sources"]))
}

/// Lints the crates that are empty on every other target.
fn lint_browser() -> Result<(), Failure> {
    tools::target()?;
    tools::clang()?;
    run_cargo(&[
        "clippy",
        "--quiet",
        "--target",
        tools::TARGET,
        "--package",
        "doorstep-web",
        "--package",
        "doorstep-web-photo",
        "--",
        "-D",
        "warnings",
    ])
}

fn run_cargo(arguments: &[&str]) -> Result<(), Failure> {
    run_it(cargo().args(arguments))
}

/// Lists the repository's files with one of the endings: those known to git and new ones.
fn files(ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let listed = output(Command::new("git").args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        &format!("*{ending}"),
    ]))?;
    let mut files: Vec<_> = listed.lines().map(PathBuf::from).filter(|f| f.is_file()).collect();
    files.sort();
    files.dedup();
    Ok(files)
}

/// Makes one failure of all findings, or none.
fn verdict(mut findings: Vec<String>) -> Result<(), Failure> {
    findings.sort();
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}
