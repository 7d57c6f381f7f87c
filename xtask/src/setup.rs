//! The tools that the other commands need: which are here, and installing those that can be.

use crate::bindings::kotlin;
use crate::browser;
use crate::command::{Failure, cargo, find, output, run, target};
use crate::fonts;
use crate::postgres;
use crate::step::say;
use crate::web::tools;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns cargo-deny, installing it below the target folder once when it's nowhere.
pub(crate) fn cargo_deny() -> Result<PathBuf, Failure> {
    let tools = target().join("tools");
    if let Some(found) = find("cargo-deny", &[tools.join("bin")]) {
        return Ok(found);
    }
    say(&format!(
        "   cargo-deny is missing: installing it once into {} (some minutes)",
        tools.display()
    ));
    let build = tools.join("build");
    // Unoptimised: it builds in a third of the time, and checks this workspace in seconds.
    let installed = run(cargo()
        .args(["install", "cargo-deny", "--version", "0.20.2", "--locked", "--debug", "--quiet"])
        .arg("--root")
        .arg(&tools)
        .env("CARGO_TARGET_DIR", &build));
    // What the build leaves behind is large and never needed again.
    let _ = std::fs::remove_dir_all(&build);
    installed?;
    Ok(tools.join("bin/cargo-deny"))
}

/// The version of Garage that is tested with.
const GARAGE: &str = "2.5.0";

/// Returns Garage, the S3 service of the tests, building it once into the user's cache when it's nowhere.
pub(crate) fn garage() -> Result<PathBuf, Failure> {
    let tools = cache().unwrap_or_else(|| target().join("tools"));
    let tools = std::path::absolute(tools).map_err(|error| error.to_string())?;
    if let Some(found) = find("garage", &[tools.join("bin"), target().join("tools/bin")]) {
        return std::path::absolute(found).map_err(|error| error.to_string());
    }
    say(&format!("   Garage is missing: building it once into {} (some minutes)", tools.display()));
    let build = tools.join("build-garage");
    let done = run(cargo()
        .args(["install", "garage", "--version", GARAGE, "--locked", "--quiet"])
        .args(["--no-default-features", "--features", "sqlite,bundled-libs", "--root"])
        .arg(&tools)
        .env("CARGO_TARGET_DIR", &build)
        // Tests need no fast Garage, but one that is built soon.
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"));
    // What the build leaves behind is large and never needed again.
    let _ = std::fs::remove_dir_all(&build);
    done?;
    Ok(tools.join("bin/garage"))
}

/// Returns the folder of tools that every copy of this workspace shares.
pub(crate) fn cache() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let cache = folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))?;
    Some(cache.join("doorstep/tools"))
}

/// Tells whether cargo-nextest can be called.
pub(crate) fn has_nextest() -> bool {
    output(cargo().args(["nextest", "--version"])).is_ok()
}

/// Says what is here, installs what can be installed, and fails when something needed is missing.
pub(crate) fn run_setup() -> Result<(), Failure> {
    say(output(cargo().arg("--version"))?.trim_end());
    let mut found = vec![have("PostgreSQL", "postgresql", postgres::programs)];
    if has_nextest() {
        say("cargo-nextest: here");
    } else {
        say(
            "cargo-nextest: missing; tests run with plain `cargo test` (cargo install cargo-nextest --locked)",
        );
    }
    say(&format!("cargo-deny: {}", cargo_deny()?.display()));
    say(&format!("Garage: {}", garage()?.display()));
    found.push(tools::target().map(|()| say(&format!("Rust target {}: here", tools::TARGET))));
    found.push(have("clang", "clang", tools::clang));
    found.push(have("npm", "npm", tools::npm));
    found.push(have("Chromium", "chromium", browser::chromium));
    found.push(kotlin::java().map(|found| say(&format!("Java: {}", found.display()))));
    found.push(have("A Chinese font", "fonts-noto-cjk", fonts::chinese));
    let missing: Vec<Failure> = found.into_iter().filter_map(Result::err).collect();
    if missing.is_empty() { Ok(()) } else { Err(missing.join("\n")) }
}

/// Looks for a tool, installs its package where that can be done, and says where it is.
fn have(
    name: &str,
    package: &str,
    look: impl Fn() -> Result<PathBuf, Failure>,
) -> Result<(), Failure> {
    if look().is_err() && is_root() && Path::new("/usr/bin/apt-get").exists() {
        say(&format!("{name}: installing it with apt-get"));
        run(Command::new("apt-get").args(["install", "--yes", package]))?;
    }
    say(&format!("{name}: {}", look()?.display()));
    Ok(())
}

/// Tells whether this is the superuser, as whom PostgreSQL refuses to run.
pub(crate) fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
