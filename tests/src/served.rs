//! The server's program as a process of its own.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running server; it is killed when it is dropped.
#[derive(Debug)]
pub struct Served {
    child: Child,
    /// Where it listens, such as `http://127.0.0.1:41325`.
    pub address: String,
}

impl Served {
    /// Starts a program that serves, with settings as environment variables, and waits for its address.
    ///
    /// # Errors
    /// When it does not start, or ends without an address.
    pub fn start(
        program: &str,
        url: &str,
        data: &Path,
        settings: &[(&str, &str)],
    ) -> std::io::Result<Self> {
        let mut child = Command::new(program)
            .args(["--database-url", url, "--data"])
            .arg(data)
            .args(["serve", "--port", "0"])
            .env("DOORSTEP_LOG__LEVEL", "warn")
            .envs(settings.iter().copied())
            // The tests' own variables are no settings of the server.
            .env_remove("DOORSTEP_TEST_POSTGRES")
            .env_remove("DOORSTEP_KILLS")
            .env_remove("DOORSTEP_TEST_GARAGE")
            .env_remove("DOORSTEP_TEST_TUS")
            .stdout(Stdio::piped())
            .spawn()?;
        let silent = || std::io::Error::other("the server did not say where it listens");
        let mut lines = BufReader::new(child.stdout.take().ok_or_else(silent)?).lines();
        let line = lines.next().ok_or_else(silent)??;
        let address = line.split("listening on ").nth(1).ok_or_else(silent)?.to_owned();
        // Whatever else it says must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, address })
    }

    /// Kills it at once and waits until it is gone.
    ///
    /// # Errors
    /// When it is gone already.
    pub fn kill(&mut self) -> std::io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}
