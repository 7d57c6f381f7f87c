//! The npm packages of the web workspace: installing them as the lock file says, and running scripts.

use crate::command::{Failure, run};
use crate::step::say;
use crate::web::tools;
use std::path::Path;
use std::process::Command;

/// The folder of the web workspace.
pub(crate) const WEB: &str = "web";

/// Returns a command of npm within the web workspace, once its packages are there.
pub(crate) fn npm(arguments: &[&str]) -> Result<Command, Failure> {
    packages()?;
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(WEB);
    Ok(command)
}

/// Installs the packages that the lock file names, unless that was done from the very same file.
pub(crate) fn packages() -> Result<(), Failure> {
    let npm = tools::npm()?;
    let web = Path::new(WEB);
    let (lock, mark) = (web.join("package-lock.json"), web.join("node_modules/.installed"));
    let wanted =
        std::fs::read_to_string(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    if std::fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    say("   installing the npm packages of web/");
    run(Command::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
        .current_dir(WEB))?;
    std::fs::write(&mark, wanted).map_err(|error| format!("{}: {error}", mark.display()))
}
