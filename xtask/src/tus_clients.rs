//! The tus clients that uploads are tested with, installed once below the target folder.

use crate::command::{Failure, run, target};
use crate::forms_peer::{need, once};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the scripts and the versions are.
const SCRIPTS: &str = "tests/tus-clients";

/// Returns the folder of the clients, `node/node_modules` and `python`, installing what is missing or of another version.
pub(crate) fn install() -> Result<PathBuf, Failure> {
    // Tests run in the folder of their package.
    let folder = std::path::absolute(target().join("tus-clients")).map_err(|e| e.to_string())?;
    let script = |name: &str| Path::new(SCRIPTS).join(name);
    let versions = script("requirements.txt");
    once(&folder.join("python"), &[&versions], "tuspy", |python| {
        need("python3", "apt-get install python3-venv")?;
        run(Command::new("python3").args(["-m", "venv"]).arg(python))?;
        run(Command::new(python.join("bin/python"))
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
            .arg(&versions))
    })?;
    let lists = [script("package.json"), script("package-lock.json")];
    once(&folder.join("node"), &[&lists[0], &lists[1]], "tus-js-client", |node| {
        need("npm", "apt-get install npm")?;
        for list in &lists {
            let copy = node.join(list.file_name().unwrap_or_default());
            std::fs::copy(list, &copy).map_err(|e| format!("{}: {e}", copy.display()))?;
        }
        run(Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
            .current_dir(node))
    })?;
    Ok(folder)
}
