//! Ours: the real server process, built for release, on a fresh SQLite file.

use crate::Failure;
use crate::county::{self, County};
use crate::process::{Process, free_port};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A running server with a county.
pub(crate) struct Server {
    process: Process,
    /// The port on which it listens.
    pub(crate) port: u16,
    /// Who and what is in its database.
    pub(crate) county: County,
    _folder: TempDir,
}

impl Server {
    /// Makes a county of so many schools and students and starts a server on it.
    pub(crate) fn start(schools: usize, students: usize) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("doorstep.db");
        let county = county::make(&file, schools, students)?;
        let (process, port) = serve(&format!("sqlite:{}", file.display()), folder.path())?;
        Ok(Self { process, port, county, _folder: folder })
    }

    /// Returns the most memory that the server held so far, in MB.
    pub(crate) fn peak_mb(&self) -> f64 {
        self.process.peak_mb()
    }
}

/// Starts the server process on a database; its own files lie in the folder.
pub(crate) fn serve(database: &str, folder: &Path) -> Result<(Process, u16), Failure> {
    serve_with(database, folder, &[])
}

/// As [`serve`], with further settings. All clients are one address here, so the limits on requests from one address are
/// off.
pub(crate) fn serve_with(
    database: &str,
    folder: &Path,
    settings: &[(&str, OsString)],
) -> Result<(Process, u16), Failure> {
    let port = free_port()?;
    let mut command = Command::new(program()?);
    // What is set for the measurement is no setting of the server.
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_ours(name)) {
        command.env_remove(name);
    }
    command
        .args(["serve", "--port", &port.to_string(), "--database-url", database, "--data"])
        .arg(folder)
        .env("DOORSTEP_LIMITS__REQUESTS_PER_SECOND", "0")
        .env("DOORSTEP_LIMITS__SIGN_INS_PER_MINUTE", "0")
        .env("DOORSTEP_FILES__DEVICE_BYTES_A_DAY", (1_u64 << 40).to_string())
        .env("DOORSTEP_LOG__LEVEL", "warn")
        .envs(settings.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::null());
    Ok((Process::start(&mut command, port)?, port))
}

fn is_ours(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with("DOORSTEP_"))
}

/// The server stands beside this program, where `cargo xtask bench` built both.
fn program() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?.with_file_name("doorstep-server");
    if program.is_file() {
        return Ok(program);
    }
    Err(format!("{} is missing: cargo build --release -p doorstep-server", program.display())
        .into())
}
