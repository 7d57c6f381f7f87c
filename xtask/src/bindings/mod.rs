//! `cargo xtask bindings`: the phone's core for Kotlin, Swift and Python, built, generated and tested.

mod android;
mod generated;
pub(crate) mod kotlin;
pub(crate) mod library;
mod python;
mod sqlite;
mod swift;

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

/// What was done with each part; the last column says what no machine without the tools of phones can do.
const TOLD: &str = "
  part                 run here                                   only checked                            not verified
  core and face        19 tests in Rust; iOS and Android          types for both                          on a phone
                       libraries built without their C parts
  Kotlin               story, faults, threads, leaks, costs       -                                       Gradle, cargo for Android, R8
                       on the Java machine
  Android app          bridge messages against the core           types against outlines of Android's     NDK build, everything on a device
                                                                  classes, resources packed, manifest
  Python               wheel built, installed; the same story     types (mypy)                            other systems than this one
  Swift                its tests on Linux, where swiftc is here   parsed; calls against header, header    on Apple's systems, the Keychain
                                                                  as C, library against header
  iOS app              -                                          parsed; texts and project against code  every compilation, every run
  pages in a web view  in Chromium over the native core           -                                       in the web views of phones";

impl Bindings {
    /// Does it.
    pub(crate) fn run(&self) -> ExitCode {
        let done = match &self.only {
            None => {
                let mut steps = Steps::default();
                run(&mut steps);
                say(TOLD);
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

/// Builds this machine's library with its Python module beside it, and returns their folder.
pub(crate) fn for_python() -> Result<PathBuf, Failure> {
    let Made { library, generated } = made()?;
    let folder = library::folder()?.join("python");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    for file in [library, generated.join("python/doorstep.py")] {
        let to = folder.join(file.file_name().unwrap_or_default());
        std::fs::copy(&file, to).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(folder)
}

/// Builds, generates and tests everything.
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
    steps.step("Python", |count| {
        let run = beside_tests("doorstep-run")?;
        python::test(count, &library, &generated.join("python"), &run)
    });
    let mut ios = None;
    steps.step("the libraries of phones give the same sources", |_| {
        generated::agree(&generated).map(|library| ios = Some(library))
    });
    steps.step("Swift and the app for iOS, as far as they are read", |_| {
        swift::check(ios.as_deref(), &generated.join("swift"))
    });
    steps.step("Swift where there is a compiler of it", |count| {
        swift::test(count, &library, &generated.join("swift"))
    });
}
