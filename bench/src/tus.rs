//! The peer of uploads: `@tus/server` with its file store, installed once from the lock file.

use crate::Failure;
use crate::pouch::install;
use crate::process::{Process, free_port};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A tus server on loopback that keeps files in a folder.
pub(crate) struct Tus {
    process: Process,
    /// The port on which it listens.
    pub(crate) port: u16,
    _folder: TempDir,
}

impl Tus {
    /// Installs it if it isn't yet and starts it on an empty folder.
    pub(crate) fn start() -> Result<Self, Failure> {
        let peers = install()?;
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let mut command = Command::new("node");
        command.arg(peers.join("tus.mjs")).arg(port.to_string()).arg(folder.path());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Self { process: Process::start(&mut command, port)?, port, _folder: folder })
    }

    /// Returns the most memory that the server held so far, in MB.
    pub(crate) fn peak_mb(&self) -> f64 {
        self.process.peak_mb()
    }
}
