//! What the figures were measured on: processor, memory and versions.

use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::read_to_string;
use std::process::Command;

/// The machine and the versions.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Machine {
    machine: String,
    versions: BTreeMap<&'static str, String>,
}

impl Machine {
    /// Looks at this machine; what can't be told is left out.
    pub(crate) fn look() -> Self {
        let cpu = read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = value(&cpu, "model name").unwrap_or("unknown processor");
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let memory = read_to_string("/proc/meminfo").unwrap_or_default();
        let kb: u64 = value(&memory, "MemTotal")
            .and_then(|text| text.split(' ').next())
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        let load = read_to_string("/proc/loadavg").unwrap_or_default();
        let load = load.split(' ').next().unwrap_or_default();
        let machine = format!("{model}, {cores} cores, {} GiB, load {load}", kb >> 20);
        let mut versions = BTreeMap::from([("doorstep", env!("CARGO_PKG_VERSION").to_owned())]);
        versions.insert("sqlite", rusqlite::version().to_owned());
        for (name, program, arguments) in [
            ("commit", "git", ["rev-parse", "--short", "HEAD"].as_slice()),
            ("rustc", "rustc", &["--version"]),
            ("kernel", "uname", &["-r"]),
            ("node", "node", &["--version"]),
            ("postgres", "postgres", &["--version"]),
        ] {
            if let Some(version) = said(program, arguments) {
                versions.insert(name, version);
            }
        }
        if let Ok(text) = read_to_string("bench/peers/package.json") {
            let peers: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            for name in ["pouchdb", "express-pouchdb", "sharp", "@tus/server"] {
                if let Some(version) = peers["dependencies"][name].as_str() {
                    versions.insert(name, version.to_owned());
                }
            }
        }
        Self { machine, versions }
    }
}

impl std::fmt::Display for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.machine)?;
        let versions: Vec<_> =
            self.versions.iter().map(|(name, v)| format!("{name} {v}")).collect();
        f.write_str(&versions.join(", "))
    }
}

fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find(|line| line.starts_with(key))?.split_once(':').map(|(_, value)| value.trim())
}

fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
