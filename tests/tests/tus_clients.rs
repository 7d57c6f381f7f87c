//! Uploads by the tus clients that others wrote, over lines that break off at random bytes.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what is not there fails the test")]

use doorstep_schema::digest::Digest;
use doorstep_schema::people::{Role, Scope};
use doorstep_server::blobs::Blobs;
use doorstep_server::testing::{World, fresh_sqlite, photo};
use doorstep_tests::cutting::Cutting;
use doorstep_tests::sender::Sender;
use doorstep_tests::served::Served;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many lines each client uploads over; each is one seed.
const SEEDS: u64 = 6;
/// How many photos it uploads over each.
const PHOTOS: u64 = 4;

/// Returns the folder with the clients.
fn clients() -> PathBuf {
    let Some(folder) = std::env::var_os("DOORSTEP_TEST_TUS") else {
        panic!(
            "DOORSTEP_TEST_TUS must name the folder of tus clients: `cargo xtask test` installs and names it"
        )
    };
    folder.into()
}

/// The folder of the scripts.
fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tus-clients").join(name)
}

async fn uploads_everything(seed: u64, command: impl Fn(&str, &Path) -> Command) {
    let db = fresh_sqlite().await;
    let world = World::new(&db.db).await;
    world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    let student = world.class_of(0, 1).await[0].id;
    let (data, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    // All photos of all seeds are of one device: what it may begin in a day is not the question here.
    let quota = [("DOORSTEP_FILES__DEVICE_OPEN_UPLOADS", "1000")];
    let program = env!("CARGO_BIN_EXE_serve");
    let server = Served::start(program, &db.url, data.path(), &quota).unwrap();
    let teacher = Sender::sign_in(&server.address, "teacher");
    let blobs = Blobs::folder(&data.path().join("files")).unwrap();
    for seed in seed..seed + SEEDS {
        let photos: Vec<Vec<u8>> = (0..PHOTOS).map(|n| photo(seed * 100 + n, 150_000)).collect();
        teacher.records(&server.address, student, &photos);
        for (n, photo) in photos.iter().enumerate() {
            std::fs::write(files.path().join(format!("{n}.jpg")), photo).unwrap();
        }
        let socket = server.address.split("://").nth(1).unwrap();
        let line = Cutting::start(socket, seed, 120_000).unwrap();
        let endpoint = format!("http://{}/v1/files", line.address);
        let mut command = command(&endpoint, files.path());
        let done = command.env("DOORSTEP_TOKEN", &teacher.token).output().unwrap();
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
        assert!(done.status.success() && said.contains("complete after"), "seed {seed}: {said}");
        assert!(line.cuts() > 0, "seed {seed}: nothing was cut");
        for photo in &photos {
            let stored = blobs.get(world.county, Digest::of(photo)).await.unwrap();
            assert!(stored.is_some_and(|bytes| bytes == photo[..]), "seed {seed}");
        }
    }
    drop(server);
    db.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tus_js_client_completes_over_lines_that_break_off() {
    let modules = clients().join("node/node_modules");
    uploads_everything(1, |endpoint, files| {
        let mut command = Command::new("node");
        command.arg(script("upload.mjs")).arg(endpoint).arg(files).arg(&modules);
        command
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tuspy_completes_over_lines_that_break_off() {
    let python = clients().join("python/bin/python");
    uploads_everything(100, |endpoint, files| {
        let mut command = Command::new(&python);
        command.arg(script("upload.py")).arg(endpoint).arg(files);
        command
    })
    .await;
}
