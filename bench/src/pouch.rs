//! The peer: a PouchDB server with its default settings, installed once from the lock file.

use crate::process::{Process, free_port};
use crate::{Failure, note};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A PouchDB server on loopback with one database, `visits`.
pub(crate) struct Pouch {
    process: Process,
    agent: ureq::Agent,
    /// The port on which it listens.
    pub(crate) port: u16,
    peers: PathBuf,
    _folder: TempDir,
}

/// What the replicating client says.
#[derive(Deserialize)]
pub(crate) struct Replicated {
    pub(crate) docs: u64,
    pub(crate) seconds: f64,
}

impl Pouch {
    /// Installs it if it isn't yet and starts it on an empty folder.
    pub(crate) fn start() -> Result<Self, Failure> {
        let peers = install()?;
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let mut command = Command::new("node");
        command.arg(peers.join("server.js")).arg(port.to_string()).current_dir(folder.path());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let process = Process::start(&mut command, port)?;
        let agent = ureq::Agent::new_with_defaults();
        let pouch = Self { process, agent, port, peers, _folder: folder };
        pouch.agent.put(pouch.at("visits")).send_empty()?;
        Ok(pouch)
    }

    fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// Returns another client of the same server.
    pub(crate) fn client(&self) -> PouchClient {
        PouchClient { agent: ureq::Agent::new_with_defaults(), base: self.at("visits") }
    }

    /// Returns the most memory that the server held so far, in MB.
    pub(crate) fn peak_mb(&self) -> f64 {
        self.process.peak_mb()
    }

    /// Replicates everything into a new database on disk with PouchDB's own client, through a port.
    pub(crate) fn replicate(&self, port: u16) -> Result<Replicated, Failure> {
        let folder = tempfile::tempdir()?;
        let output = Command::new("node")
            .arg(self.peers.join("replicate.js"))
            .arg(format!("http://127.0.0.1:{port}/visits"))
            .arg(folder.path().join("local"))
            .stderr(Stdio::inherit())
            .output()?;
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

/// One client of a PouchDB server.
pub(crate) struct PouchClient {
    agent: ureq::Agent,
    base: String,
}

impl PouchClient {
    /// Puts one document that is written already, under its id.
    pub(crate) fn put(&self, id: &str, doc: &[u8]) -> Result<(), Failure> {
        let url = format!("{}/{id}", self.base);
        let mut answer = self.agent.put(url).content_type("application/json").send(doc)?;
        answer.body_mut().read_to_vec()?;
        Ok(())
    }

    /// Puts many documents in one request and fails unless each was taken.
    pub(crate) fn bulk(&self, docs: &[Value]) -> Result<(), Failure> {
        let taken = self.bulk_body(&bulk_body(docs)?)?;
        if taken == docs.len() {
            Ok(())
        } else {
            Err(format!("PouchDB took {taken} documents").into())
        }
    }

    /// Puts the documents of a body made by [`bulk_body`] and returns how many were taken.
    pub(crate) fn bulk_body(&self, body: &[u8]) -> Result<usize, Failure> {
        let url = format!("{}/_bulk_docs", self.base);
        let mut answer = self.agent.post(url).content_type("application/json").send(body)?;
        let answer: Vec<Value> = serde_json::from_slice(&answer.body_mut().read_to_vec()?)?;
        Ok(answer.iter().filter(|row| row["ok"] == true).count())
    }

    /// Reads every document through the changes feed, a thousand a page, and returns how many.
    pub(crate) fn changes(&self) -> Result<usize, Failure> {
        let (mut since, mut read) = (json!(0), 0);
        loop {
            let url = format!("{}/_changes?include_docs=true&limit=1000&since={since}", self.base);
            let mut answer = self.agent.get(url).call()?;
            let body = answer.body_mut().with_config().limit(1 << 30).read_to_vec()?;
            let page: Value = serde_json::from_slice(&body)?;
            let rows = page["results"].as_array().map_or(0, Vec::len);
            if rows == 0 {
                return Ok(read);
            }
            read += rows;
            since = page["last_seq"].clone();
        }
    }
}

/// Makes the body that puts many documents.
pub(crate) fn bulk_body(docs: &[Value]) -> Result<Vec<u8>, Failure> {
    Ok(serde_json::to_vec(&json!({ "docs": docs }))?)
}

/// Makes a document of something that serializes, under an id.
pub(crate) fn document<T: serde::Serialize>(id: &str, value: &T) -> Result<Value, Failure> {
    let mut doc = serde_json::to_value(value)?;
    doc["_id"] = Value::from(id);
    Ok(doc)
}

/// Installs the peers below the target folder, as the lock file has them; returns their folder.
pub(crate) fn install() -> Result<PathBuf, Failure> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
    let peers = target.join("bench/peers");
    std::fs::create_dir_all(&peers)?;
    let lock = "package-lock.json";
    let same = std::fs::read(peers.join(lock)).ok() == std::fs::read(from.join(lock)).ok();
    let scripts = [
        "server.js",
        "replicate.js",
        "browser.js",
        "photo-browser.js",
        "photo-sharp.js",
        "tus.mjs",
    ];
    for file in ["package.json", lock].into_iter().chain(scripts) {
        std::fs::copy(from.join(file), peers.join(file))?;
    }
    if !same || !peers.join("node_modules/pouchdb").exists() {
        note("installing the peers with npm, once");
        let done = Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(&peers)
            .stdout(Stdio::null())
            .status()
            .map_err(|e| format!("npm: {e}; the peers need it (apt-get install npm)"))?;
        if !done.success() {
            return Err(format!("npm ci in {} ended with {done}", peers.display()).into());
        }
    }
    Ok(peers)
}
