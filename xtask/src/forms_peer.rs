//! `cargo xtask forms-peer`: random forms filled here and by the engine of ODK Web Forms, and what both saw compared.
//!
//! A workbook is read here as it is; for the peer pyxform makes `XForms` XML of it. Both tools are installed once below
//! the target folder, from the lists of versions in `tests/forms-peer`.

use crate::command::{Failure, cargo, run, target};
use crate::peers::Peers;
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
        let tools = Peers::install(SCRIPTS, "forms-peer", "pyxform and ODK Web Forms' engine")?;
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
