//! `cargo xtask forms-peer`: random forms filled here and by the engine of ODK Web Forms, and what both saw compared.
//!
//! A workbook is read here as it is; for the peer pyxform makes `XForms` XML of it. Both tools are installed once below
//! the target folder, from the lists of versions in `tests/forms-peer`.

use crate::command::{Failure, cargo, find, run, target};
use crate::step::say;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the scripts, the versions and the table of known disagreements are.
const SCRIPTS: &str = "tests/forms-peer";

/// How many forms, and which.
#[derive(Args)]
pub(crate) struct FormsPeer {
    /// How many forms.
    #[arg(long, default_value_t = 1_000)]
    pub(crate) forms: u64,
    /// The seed of the first form; each form is one seed.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

impl FormsPeer {
    /// Makes the forms, lets both engines fill them, and fails on a disagreement that is not known.
    pub(crate) fn run(&self) -> Result<(), Failure> {
        let tools = Tools::install()?;
        let folder = target().join("forms-peer").join("run");
        let at = |error: std::io::Error| format!("{}: {error}", folder.display());
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(at)?;
        }
        std::fs::create_dir_all(&folder).map_err(at)?;
        let (forms, seed) = (self.forms.to_string(), self.seed.to_string());
        run(ours().arg("make").arg(&folder).args([&forms, &seed]))?;
        run(Command::new(&tools.python).arg(script("convert.py")).arg(&folder))?;
        // The peer takes the time zone of the machine; the fillings happen at UTC+8.
        run(Command::new("node")
            .arg(script("evaluate.mjs"))
            .arg(&folder)
            .arg(&tools.modules)
            .env("TZ", "Asia/Shanghai"))?;
        run(ours().arg("compare").arg(&folder).arg(script("known.json")))
    }
}

fn script(name: &str) -> PathBuf {
    Path::new(SCRIPTS).join(name)
}

/// Makes the command of our own side.
fn ours() -> Command {
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", "doorstep-forms", "--features", "testing"]);
    command.args(["--bin", "forms-peer", "--"]);
    command
}

/// The peer's tools.
struct Tools {
    python: PathBuf,
    modules: PathBuf,
}

impl Tools {
    /// Finds the tools, installing what is missing or of another version.
    fn install() -> Result<Self, Failure> {
        let folder = target().join("forms-peer");
        let tools = Self {
            python: folder.join("python/bin/python"),
            modules: folder.join("node/node_modules"),
        };
        let versions = script("requirements.txt");
        once(&folder.join("python"), &[&versions], "pyxform", |python| {
            need("python3", "apt-get install python3-venv")?;
            run(Command::new("python3").args(["-m", "venv"]).arg(python))?;
            run(Command::new(&tools.python)
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
                .arg(&versions))
        })?;
        let lists = [script("package.json"), script("package-lock.json")];
        once(&folder.join("node"), &[&lists[0], &lists[1]], "ODK Web Forms' engine", |node| {
            need("npm", "apt-get install npm")?;
            for list in &lists {
                let copy = node.join(list.file_name().unwrap_or_default());
                std::fs::copy(list, &copy).map_err(|e| format!("{}: {e}", copy.display()))?;
            }
            run(Command::new("npm")
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
                .current_dir(node))
        })?;
        Ok(tools)
    }
}

/// Installs into a folder, unless it was done from the very same lists of versions.
pub(crate) fn once(
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
pub(crate) fn need(program: &str, remedy: &str) -> Result<(), Failure> {
    match find(program, &[]) {
        Some(_) => Ok(()),
        None => Err(format!("{program} is missing; the peers need it ({remedy})")),
    }
}
