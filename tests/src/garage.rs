//! Garage, the S3 service that is tested with, as a process of its own on a folder that goes away.

use doorstep_server::blobs::{Blobs, OpenError};
use doorstep_server::config::{Files, S3, Secret};
use std::io::{Error, Result};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The variable that names Garage's program.
pub const PROGRAM: &str = "DOORSTEP_TEST_GARAGE";
/// The key of the tests; Garage takes only keys of this form.
const KEY: (&str, &str) = (
    "GK0123456789abcdef01234567",
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
);
const BUCKET: &str = "photos";

/// A running Garage with one bucket; it is killed when it is dropped.
#[derive(Debug)]
pub struct Garage {
    program: String,
    folder: tempfile::TempDir,
    child: Option<Child>,
    /// Where S3 is spoken, such as `127.0.0.1:41325`.
    pub address: String,
}

impl Garage {
    /// Starts Garage with an empty bucket.
    ///
    /// # Errors
    /// When there is no Garage, or it does not start.
    pub fn start() -> Result<Self> {
        let program = std::env::var(PROGRAM).map_err(|_| {
            Error::other(format!(
                "{PROGRAM} must name Garage's program: `cargo xtask setup` installs it, `cargo xtask test` names it"
            ))
        })?;
        let folder = tempfile::tempdir()?;
        let free = || TcpListener::bind(("127.0.0.1", 0)).and_then(|port| port.local_addr());
        let (s3, rpc) = (free()?, free()?);
        let path = folder.path().display();
        let config = format!(
            "metadata_dir = \"{path}/meta\"\ndata_dir = \"{path}/data\"\ndb_engine = \"sqlite\"\n\
             replication_factor = 1\nrpc_bind_addr = \"{rpc}\"\nrpc_public_addr = \"{rpc}\"\n\
             rpc_secret = \"{}\"\n[s3_api]\ns3_region = \"garage\"\napi_bind_addr = \"{s3}\"\n",
            "5a".repeat(32)
        );
        std::fs::write(folder.path().join("garage.toml"), config)?;
        let mut garage = Self { program, folder, child: None, address: s3.to_string() };
        garage.go_on()?;
        Ok(garage)
    }

    /// Starts it again on the same folder after it was killed.
    ///
    /// # Errors
    /// When it does not start.
    pub fn go_on(&mut self) -> Result<()> {
        let child = Command::new(&self.program)
            .arg("-c")
            .arg(self.folder.path().join("garage.toml"))
            .args(["server", "--single-node", "--default-bucket"])
            .env("GARAGE_DEFAULT_ACCESS_KEY", KEY.0)
            .env("GARAGE_DEFAULT_SECRET_KEY", KEY.1)
            .env("GARAGE_DEFAULT_BUCKET", BUCKET)
            .env("RUST_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        self.child = Some(child);
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(&self.address).is_err() {
            if Instant::now() > deadline {
                return Err(Error::other("Garage does not listen"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Kills it at once, if it runs.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Opens the bucket, reached at an address.
    ///
    /// # Errors
    /// When the settings cannot be used.
    pub fn blobs(&self, address: &str) -> std::result::Result<Blobs, OpenError> {
        let s3 = S3 {
            endpoint: format!("http://{address}"),
            bucket: BUCKET.to_owned(),
            region: "garage".to_owned(),
            access_key_id: Secret::new(KEY.0.to_owned()),
            secret_access_key: Secret::new(KEY.1.to_owned()),
            allow_http: true,
        };
        Blobs::open(&Files { s3: Some(s3), ..Files::default() }, Path::new("unused"))
    }

    /// Returns what a server is set to so that it reaches the bucket at an address.
    #[must_use]
    pub fn settings(address: &str) -> Vec<(&'static str, String)> {
        vec![
            ("DOORSTEP_FILES__S3__ENDPOINT", format!("http://{address}")),
            ("DOORSTEP_FILES__S3__BUCKET", BUCKET.to_owned()),
            ("DOORSTEP_FILES__S3__REGION", "garage".to_owned()),
            ("DOORSTEP_FILES__S3__ACCESS_KEY_ID", KEY.0.to_owned()),
            ("DOORSTEP_FILES__S3__SECRET_ACCESS_KEY", KEY.1.to_owned()),
            ("DOORSTEP_FILES__S3__ALLOW_HTTP", "true".to_owned()),
        ]
    }
}

impl Drop for Garage {
    fn drop(&mut self) {
        self.kill();
    }
}
