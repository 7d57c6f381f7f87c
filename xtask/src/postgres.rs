//! A PostgreSQL cluster that lives as long as the command that needs it.

use crate::command::{Failure, find, output};
use crate::setup::is_root;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Keeps the server as a child and waits for its own standard input to end: that happens when this
/// process is gone for whatever reason, so no server and no folder is ever left behind.
const KEEPER: &str = r#"
trap '' INT TERM HUP
"$@" >"$FOLDER/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT "$(head -n 1 "$FOLDER/data/postmaster.pid")" 2>/dev/null || kill -TERM "$server" 2>/dev/null
wait "$server"
cd / && rm -rf "$FOLDER"
"#;

const SETTINGS: [&str; 3] =
    ["max_connections=200", "log_min_messages=error", "listen_addresses=127.0.0.1"];

/// What a cluster is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Tests: nothing needs to outlive the power, so nothing waits for the disk.
    Tests,
    /// Measuring: as durable as the installed defaults, with memory for ten million rows.
    Measuring,
}

impl Purpose {
    const fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Tests => &[
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "shared_buffers=128MB",
            ],
            Self::Measuring => {
                &["shared_buffers=1GB", "maintenance_work_mem=512MB", "max_wal_size=8GB"]
            }
        }
    }
}

/// Finds the folder that holds `initdb` and `postgres`.
pub(crate) fn programs() -> Result<PathBuf, Failure> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.flatten().map(|v| v.path().join("bin")).collect())
        .unwrap_or_default();
    folders.sort();
    folders.reverse();
    find("initdb", &folders)
        .and_then(|initdb| initdb.canonicalize().ok())
        .and_then(|initdb| initdb.parent().map(Path::to_path_buf))
        .filter(|folder| folder.join("postgres").is_file())
        .ok_or_else(|| "PostgreSQL's server is missing: apt-get install postgresql".to_owned())
}

/// A running cluster; dropping it stops the server and removes its folder.
pub(crate) struct Cluster {
    keeper: Child,
    /// Where tests connect to, as a superuser who may create databases.
    pub(crate) url: String,
}

impl Cluster {
    /// Makes a new cluster in a temporary folder and waits until it answers.
    pub(crate) fn start(purpose: Purpose) -> Result<Self, Failure> {
        let programs = programs()?;
        let folder = std::env::temp_dir().join(format!("doorstep-postgres-{}", std::process::id()));
        std::fs::create_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let user = if is_root() { Some(unprivileged()?) } else { None };
        if let Some(user) = user {
            output(Command::new("chown").arg(user).arg(&folder))?;
        }
        let data = folder.join("data");
        let made = output(
            as_user(user, &programs.join("initdb"))
                .args(["--username=doorstep", "--auth=trust", "--encoding=UTF8", "--locale=C"])
                .args(["--no-sync", "--pgdata"])
                .arg(&data)
                .current_dir(&folder),
        );
        if let Err(error) = made {
            let _ = std::fs::remove_dir_all(&folder);
            return Err(error);
        }
        let port = free_port()?;
        let mut server = as_user(user, &programs.join("postgres"));
        server.arg("-D").arg(&data).arg("-k").arg(&folder).args(["-p", &port.to_string()]);
        for setting in SETTINGS.iter().chain(purpose.settings()) {
            server.args(["-c", setting]);
        }
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(server.get_program())
            .args(server.get_args())
            .env("FOLDER", &folder)
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|e| format!("sh: {e}"))?;
        let url = format!("postgres://doorstep@127.0.0.1:{port}/postgres");
        let cluster = Self { keeper, url };
        wait(&programs, port).map(|()| cluster)
    }
}

fn wait(programs: &Path, port: u16) -> Result<(), Failure> {
    let deadline = Instant::now() + Duration::from_secs(30);
    while Instant::now() < deadline {
        let mut ready = Command::new(programs.join("pg_isready"));
        ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        if TcpStream::connect(("127.0.0.1", port)).is_ok() && output(&mut ready).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(format!("PostgreSQL did not answer on port {port} within 30 s"))
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// Names the user to run the server as, since PostgreSQL refuses to run as root.
fn unprivileged() -> Result<&'static str, Failure> {
    ["postgres", "nobody"]
        .into_iter()
        .find(|user| output(Command::new("id").args(["-u", user])).is_ok())
        .ok_or_else(|| "PostgreSQL does not run as root, and there is no other user".to_owned())
}

fn as_user(user: Option<&str>, program: &Path) -> Command {
    match user {
        None => Command::new(program),
        Some(user) => {
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--"]).arg(program);
            command
        }
    }
}

fn free_port() -> Result<u16, Failure> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|e| format!("no free port on 127.0.0.1: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_cluster_leaves_neither_server_nor_folder() {
        let cluster = Cluster::start(Purpose::Tests).unwrap();
        let port = cluster.url.rsplit([':', '/']).nth(1).unwrap().parse::<u16>().unwrap();
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(cluster);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        let folder = std::env::temp_dir().join(format!("doorstep-postgres-{}", std::process::id()));
        assert!(!folder.exists());
    }
}
