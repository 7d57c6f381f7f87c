//! A throw-away PostgreSQL cluster that all tests of a machine share; it stops when nobody used it for a while.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Stops and removes the cluster after five minutes without use; `$1` is its folder, `$2` its `pg_ctl`.
const WATCH: &str = r#"(
while [ $(( $(date +%s) - $(stat -c %Y "$1/used") )) -lt 300 ]; do sleep 10; done
"$2" -D "$1/data" -m immediate stop; rm -rf "$1"
) &
"#;

/// Returns the URL of the cluster, which is started when it is not running.
///
/// # Panics
/// When PostgreSQL's programs are missing or fail.
pub(super) fn url() -> String {
    let root = is_root();
    let folder = std::env::temp_dir().join(if root { "doorstep-pg-root" } else { "doorstep-pg" });
    let lock = File::create(std::env::temp_dir().join("doorstep-pg.lock")).unwrap();
    lock.lock().unwrap();
    let url = format!("postgres://postgres@localhost/postgres?host={}", folder.display());
    let data = folder.join("data");
    let running = run(root, Command::new(program("pg_ctl")).arg("-D").arg(&data).arg("status"));
    if !running {
        // What an earlier, killed cluster left behind.
        let _ = fs::remove_dir_all(&folder);
        start(root, &folder, &data);
    }
    fs::write(folder.join("used"), "").unwrap();
    url
}

fn start(root: bool, folder: &Path, data: &Path) {
    fs::create_dir_all(folder).unwrap();
    if root {
        assert!(run(false, Command::new("chown").arg("postgres").arg(folder)), "chown to postgres");
    }
    let mut initdb = Command::new(program("initdb"));
    initdb.args(["-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C", "-D"]);
    assert!(run(root, initdb.arg(data)), "initdb");
    let options = format!(
        "-k {} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
         -c max_connections=300 -c shared_buffers=64MB",
        folder.display()
    );
    let mut pg_ctl = Command::new(program("pg_ctl"));
    pg_ctl
        .arg("-D")
        .arg(data)
        .arg("-l")
        .arg(folder.join("log"))
        .args(["-w", "-o", &options, "start"]);
    assert!(run(root, &mut pg_ctl), "pg_ctl start");
    fs::write(folder.join("used"), "").unwrap();
    let mut watch = as_user(root, "sh");
    watch.args(["-c", WATCH, "watch"]).arg(folder).arg(program("pg_ctl"));
    assert!(quiet(&mut watch).status().is_ok_and(|status| status.success()), "watch");
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}

/// PostgreSQL refuses to run as root, so root hands over to the user of the package.
fn as_user(root: bool, program: &str) -> Command {
    if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", program]);
        command
    } else {
        Command::new(program)
    }
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).current_dir("/")
}

fn run(root: bool, command: &mut Command) -> bool {
    let mut whole = as_user(root, &command.get_program().to_string_lossy());
    whole.args(command.get_args());
    quiet(&mut whole).status().is_ok_and(|status| status.success())
}

/// Finds a program of PostgreSQL in the path or where Debian keeps it.
fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = debian.map(|version| version.path().join("bin"));
    let found = debian.chain(std::env::split_paths(&path)).map(|folder| folder.join(name));
    found
        .into_iter()
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("PostgreSQL's {name} is not installed"))
}
