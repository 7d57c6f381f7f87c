//! Programs of others that tests run beside ours, installed once below the target folder from lists of versions.

use crate::command::{Failure, find, run, target};
use crate::step::say;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Python environment and npm packages.
pub(crate) struct Peers {
    /// The folder of both.
    pub(crate) folder: PathBuf,
    /// The Python that has its packages.
    pub(crate) python: PathBuf,
    /// The npm packages.
    pub(crate) modules: PathBuf,
}

impl Peers {
    /// Finds what `requirements.txt` and `package.json` in a folder of scripts name, installing what is missing or of
    /// another version.
    pub(crate) fn install(scripts: &str, name: &str, what: &str) -> Result<Self, Failure> {
        // Tests run in the folder of their package.
        let folder = std::path::absolute(target().join(name)).map_err(|e| e.to_string())?;
        let peers = Self {
            python: folder.join("python/bin/python"),
            modules: folder.join("node/node_modules"),
            folder,
        };
        let script = |name: &str| Path::new(scripts).join(name);
        let versions = script("requirements.txt");
        environment(&peers.folder.join("python"), &versions, what)?;
        let lists = [script("package.json"), script("package-lock.json")];
        once(&peers.folder.join("node"), &[&lists[0], &lists[1]], what, |node| {
            need("npm", "apt-get install npm")?;
            for list in &lists {
                let copy = node.join(list.file_name().unwrap_or_default());
                std::fs::copy(list, &copy).map_err(|e| format!("{}: {e}", copy.display()))?;
            }
            run(Command::new("npm")
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
                .current_dir(node))
        })?;
        Ok(peers)
    }
}

/// Makes a Python environment in a folder with what a list of versions names, unless it is there, and returns its Python.
pub(crate) fn environment(
    folder: &Path,
    versions: &PathBuf,
    what: &str,
) -> Result<PathBuf, Failure> {
    let python = folder.join("bin/python");
    once(folder, &[versions], what, |folder| {
        need("python3", "apt-get install python3-venv")?;
        run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
        run(Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
            .arg(versions))
    })?;
    Ok(python)
}

/// Installs into a folder, unless it was done from the very same lists of versions.
fn once(
    folder: &Path,
    lists: &[&PathBuf],
    name: &str,
    install: impl FnOnce(&Path) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut wanted = String::new();
    for list in lists {
        wanted += &std::fs::read_to_string(list).map_err(|e| format!("{}: {e}", list.display()))?;
    }
    let mark = folder.join("installed");
    if std::fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    say(&format!("   installing {name} once into {}", folder.display()));
    let at = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(at)?;
    }
    std::fs::create_dir_all(folder).map_err(at)?;
    install(folder)?;
    std::fs::write(&mark, wanted).map_err(at)
}

/// Demands that a program is there, and says how to get it.
fn need(program: &str, remedy: &str) -> Result<(), Failure> {
    match find(program, &[]) {
        Some(_) => Ok(()),
        None => Err(format!("{program} is missing; the peers need it ({remedy})")),
    }
}
