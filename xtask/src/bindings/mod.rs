//! `cargo xtask bindings`: the phone's core for Kotlin, Swift and Python, built, generated and tested.

mod android;
mod generated;
mod kotlin;
pub(crate) mod library;
mod sqlite;

use crate::command::{Failure, beside_tests};
use crate::step::{Steps, say};
use clap::{Args, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// What to do with the bindings.
#[derive(Args)]
pub(crate) struct Bindings {
    #[command(subcommand)]
    only: Option<Only>,
}

#[derive(Subcommand)]
enum Only {
    /// Builds the core's library alone and prints where it is.
    Library {
        /// The Rust target; this machine's when it is left out. Android's need the NDK, Apple's need Xcode.
        #[arg(long)]
        target: Option<String>,
        /// Builds it as it is shipped.
        #[arg(long)]
        release: bool,
    },
    /// Builds this machine's library, writes the sources of every language, and prints where they are.
    Generate,
}

impl Bindings {
    /// Does it.
    pub(crate) fn run(&self) -> ExitCode {
        let done = match &self.only {
            None => {
                let mut steps = Steps::default();
                run(&mut steps);
                return steps.close();
            }
            Some(Only::Library { target, release }) => library::build(target.as_deref(), *release),
            Some(Only::Generate) => made().map(|made| made.generated),
        };
        match done {
            Ok(path) => {
                say(&path.display().to_string());
                ExitCode::SUCCESS
            }
            Err(error) => crate::step::fail(&error),
        }
    }
}

/// What the tests of every language begin with.
struct Made {
    library: PathBuf,
    generated: PathBuf,
}

fn made() -> Result<Made, Failure> {
    let library = library::build(None, false)?;
    let generated = library::folder()?.join("generated/here");
    generated::write(&library, &generated)?;
    Ok(Made { library, generated })
}

/// Builds, generates and tests everything, and says what was run, what was only looked at, and what was not.
pub(crate) fn run(steps: &mut Steps) {
    let mut here = None;
    steps.step("the phone's library and its sources", |_| made().map(|made| here = Some(made)));
    let Some(Made { library, generated }) = here else { return };
    steps.step("Kotlin on the Java machine", |count| {
        kotlin::test(count, &library, &generated, &beside_tests("doorstep-run")?)
    });
    steps.step("the app for Android, its types and resources", |_| {
        let tools = kotlin::tools()?;
        android::check(&tools, &kotlin::package(&tools, &generated)?)
    });
}
