//! Processes that a benchmark starts and always ends, and what memory they use.

use crate::Failure;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// A running process; dropping it ends the process.
pub(crate) struct Process(Child);

impl Process {
    /// Starts it and waits until something listens on the port.
    pub(crate) fn start(command: &mut Command, port: u16) -> Result<Self, Failure> {
        let name = format!("{}", command.get_program().display());
        let mut process = Self(command.spawn().map_err(|e| format!("{name}: {e}"))?);
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if let Some(status) = process.0.try_wait()? {
                return Err(format!("{name} ended with {status}").into());
            }
            if Instant::now() > deadline {
                return Err(format!("{name} does not listen on port {port}").into());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(process)
    }

    /// Returns the most memory that it held so far, in MB (resident set, high-water mark).
    pub(crate) fn peak_mb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()));
        let kb = status.ok().and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<f64>().ok()
        });
        kb.unwrap_or(f64::NAN) / 1_000.0
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Finds a port on which nothing listens.
pub(crate) fn free_port() -> Result<u16, Failure> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
