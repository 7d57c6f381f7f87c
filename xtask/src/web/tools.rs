//! What building for the browser needs beside cargo: a target, a C compiler for it, and Node.js.

use crate::command::{Failure, find, output, run};
use crate::setup::is_root;
use crate::step::say;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// The oldest Node.js that the build tools of the pages run on.
const NODE: (u32, u32) = (20, 19);

/// Adds the browser's target to the toolchain when it's missing.
pub(crate) fn target() -> Result<(), Failure> {
    rust_target(TARGET)
}

/// Adds a target to the toolchain when it's missing.
pub(crate) fn rust_target(target: &str) -> Result<(), Failure> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(target).exists() {
        return Ok(());
    }
    if find("rustup", &[]).is_none() {
        return Err(format!("the Rust target {target} is missing (rustup target add {target})"));
    }
    run(Command::new("rustup").args(["target", "add", target]))
}

/// Finds pkg-config, by which build scripts are told that C libraries are elsewhere, or installs it.
pub(crate) fn pkg_config() -> Result<PathBuf, Failure> {
    program("pkg-config", "pkg-config", "the core is checked for phones without their C compilers")
}

/// Finds clang, which compiles SQLite for the browser, or installs it.
pub(crate) fn clang() -> Result<PathBuf, Failure> {
    program("clang", "clang", "SQLite for the browser is compiled with it")
}

/// Finds npm beside a Node.js that is new enough.
pub(crate) fn npm() -> Result<PathBuf, Failure> {
    let npm = program("npm", "npm", "the pages of the app are built with it")?;
    let said = output(Command::new("node").arg("--version")).unwrap_or_default();
    if version(&said).is_some_and(|found| found >= NODE) {
        return Ok(npm);
    }
    let found = if said.is_empty() { "none" } else { said.trim() };
    Err(format!(
        "Node.js {}.{} or newer is needed, found {found} (https://nodejs.org)",
        NODE.0, NODE.1
    ))
}

/// Finds a program; as the superuser of a Debian, installs its package when it's missing.
pub(crate) fn program(name: &str, package: &str, why: &str) -> Result<PathBuf, Failure> {
    if let Some(found) = find(name, &[]) {
        return Ok(found);
    }
    if is_root() && Path::new("/usr/bin/apt-get").exists() {
        say(&format!("{name}: installing it with apt-get"));
        run(Command::new("apt-get").args([
            "install",
            "--yes",
            "--no-install-recommends",
            package,
        ]))?;
    }
    find(name, &[]).ok_or_else(|| format!("{name} is missing; {why} (apt-get install {package})"))
}

/// Reads `v20.19.1`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(version("v20.19.1\n"), Some((20, 19)));
        assert!(version("v20.9.0") < Some(NODE) && version("v24.0.0") > Some(NODE));
        assert_eq!(version("20.19"), None);
    }
}
