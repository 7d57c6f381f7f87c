//! The server is killed at random bytes of uploads: what it acknowledged is there when it's back.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

use doorstep_schema::digest::Digest;
use doorstep_schema::people::{Role, Scope};
use doorstep_server::blobs::Blobs;
use doorstep_server::testing::{TestDb, World, fresh_postgres, fresh_sqlite, photo};
use doorstep_tests::cutting::Cutting;
use doorstep_tests::sender::Sender;
use doorstep_tests::served::Served;
use std::time::Duration;

/// How often the server is killed; `DOORSTEP_KILLS` sets it for a longer run.
fn kills() -> u64 {
    std::env::var("DOORSTEP_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12)
}

async fn a_killed_server_goes_on_with_every_upload(db: TestDb) {
    let world = World::new(&db.db).await;
    world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    let student = world.class_of(0, 1).await[0].id;
    let folder = tempfile::tempdir().unwrap();
    let start = || Served::start(env!("CARGO_BIN_EXE_serve"), &db.url, folder.path(), &[]).unwrap();
    let socket = |server: &Served| server.address.split("://").nth(1).unwrap().to_owned();
    let mut server = start();
    let line = Cutting::start(&socket(&server), 1, 400_000).unwrap();
    line.calm(true);
    let address = format!("http://{}", line.address);
    let teacher = Sender::sign_in(&address, "teacher");
    let photos: Vec<Vec<u8>> = (0..kills() * 4).map(|n| photo(n, 260_000)).collect();
    for some in photos.chunks(100) {
        teacher.records(&address, student, some);
    }
    line.calm(false);
    let sent = photos.clone();
    let sending = std::thread::spawn(move || {
        for photo in &sent {
            let failures = teacher.upload(&address, photo, 60_000);
            assert!(failures.iter().all(|status| *status == 503), "{failures:?}");
        }
    });
    let mut killed = 0;
    while !sending.is_finished() {
        std::thread::sleep(Duration::from_millis(40 + killed * 7 % 200));
        if killed < kills() {
            server.kill().unwrap();
            killed += 1;
            server = start();
            line.lead_to(&socket(&server));
        }
    }
    sending.join().unwrap();
    assert!(killed >= kills().min(6), "{killed} kills");
    let blobs = Blobs::folder(&folder.path().join("files")).unwrap();
    for photo in &photos {
        let stored = blobs.get(world.county, Digest::of(photo)).await.unwrap();
        assert!(stored.is_some_and(|bytes| bytes == photo[..]));
    }
    let mut tx = db.db.read().await.unwrap();
    let sql = "SELECT COUNT(*) FROM file WHERE state <> 'whole'";
    let (not_whole,): (i64,) = tx.query(sql).one().await.unwrap();
    let (parts,): (i64,) = tx.query("SELECT COUNT(*) FROM upload_part").one().await.unwrap();
    assert_eq!((not_whole, parts), (0, 0));
    drop(tx);
    drop(server);
    db.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_on_sqlite_goes_on_with_every_upload() {
    a_killed_server_goes_on_with_every_upload(fresh_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_on_postgres_goes_on_with_every_upload() {
    a_killed_server_goes_on_with_every_upload(fresh_postgres().await).await;
}
