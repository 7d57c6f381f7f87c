//! Spawning other programs from the root of the repository.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What went wrong, in one or more lines for a person.
pub(crate) type Failure = String;

/// Makes the repository's root the working directory, wherever the command was called.
pub(crate) fn enter_root() -> Result<(), Failure> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.parent().unwrap_or(here);
    std::env::set_current_dir(root).map_err(|e| format!("cannot enter {}: {e}", root.display()))
}

/// Returns cargo, as the one that started this command.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Returns the folder of build results.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from)
}

/// Builds a program with what the tests of the workspace were built with, and returns it: another choice of packages
/// chooses other features, and builds dependencies anew.
pub(crate) fn beside_tests(program: &str) -> Result<PathBuf, Failure> {
    run(cargo().args(["build", "--workspace", "--tests", "--bin", program]))?;
    Ok(target().join("debug").join(program))
}

/// Finds a program in PATH or in one of the folders given.
pub(crate) fn find(program: &str, more: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(more.iter().cloned());
    folders.map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Runs a program whose output goes to the terminal, and fails when it fails.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|e| format!("{}: {e}", words(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", words(command))) }
}

/// Runs a program and returns what it printed; its complaints become the failure.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().map_err(|e| format!("{}: {e}", words(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{} ended with {}\n{}", words(command), output.status, said.trim_end()))
}

/// Runs a program, passing its lines on as they come and showing each to `watch`.
pub(crate) fn watch(command: &mut Command, watch: &(dyn Fn(&str) + Sync)) -> Result<(), Failure> {
    let name = words(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("{name}: {e}"))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        scope.spawn(|| pass_on(out, watch));
        pass_on(err, watch);
    });
    let status = child.wait().map_err(|e| format!("{name}: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} ended with {status}")) }
}

fn pass_on(from: Option<impl Read>, watch: &(dyn Fn(&str) + Sync)) {
    let Some(from) = from else { return };
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
        let _ = std::io::stdout().write_all(&line);
        watch(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
}

fn words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    command.get_args().fold(name, |text, word| text + " " + &word.to_string_lossy())
}
