//! Files in a real S3 service, over lines that break off, and through its death.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

use bytes::Bytes;
use doorstep_schema::digest::Digest;
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::region::RegionCode;
use doorstep_server::blobs::Blobs;
use doorstep_server::testing::{TestDb, World, fresh_sqlite, photo};
use doorstep_tests::cutting::Cutting;
use doorstep_tests::garage::Garage;
use doorstep_tests::sender::Sender;
use doorstep_tests::served::Served;
use std::time::Duration;

fn county() -> RegionCode {
    RegionCode::parse("533325").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_s3_service_keeps_files() {
    let garage = Garage::start().unwrap();
    let blobs = garage.blobs(&garage.address).unwrap();
    let bytes = Bytes::from(photo(1, 100_000));
    let (county, sha256) = (county(), Digest::of(&bytes));
    assert_eq!(blobs.get(county, sha256).await.unwrap(), None);
    assert_eq!(blobs.size(county, sha256).await.unwrap(), None);
    assert_eq!(blobs.list(county, sha256.0[0]).await.unwrap(), []);
    blobs.delete(county, sha256).await.unwrap();
    for _ in 0..2 {
        blobs.put(county, sha256, bytes.clone()).await.unwrap();
    }
    blobs.probe().await.unwrap();
    assert_eq!(blobs.get(county, sha256).await.unwrap(), Some(bytes.clone()));
    assert_eq!(blobs.range(county, sha256, 9..90).await.unwrap(), Some(bytes.slice(9..90)));
    assert_eq!(blobs.size(county, sha256).await.unwrap(), Some(100_000));
    let listed = blobs.list(county, sha256.0[0]).await.unwrap();
    assert_eq!(listed.iter().map(|o| (o.sha256, o.bytes)).collect::<Vec<_>>(), [(sha256, 100_000)]);
    blobs.delete(county, sha256).await.unwrap();
    assert_eq!(blobs.get(county, sha256).await.unwrap(), None);
}

/// A server whose files lie in Garage, reached through a line that may break off, and a signed-in teacher.
struct Scene {
    garage: Garage,
    line: Cutting,
    server: Served,
    teacher: Sender,
    photos: Vec<Vec<u8>>,
    db: TestDb,
    _folder: tempfile::TempDir,
}

async fn scene(seed: u64, photos: u64) -> Scene {
    let garage = Garage::start().unwrap();
    let line = Cutting::start(&garage.address, seed, 150_000).unwrap();
    let db = fresh_sqlite().await;
    let world = World::new(&db.db).await;
    world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    let student = world.class_of(0, 1).await[0].id;
    let folder = tempfile::tempdir().unwrap();
    let settings = Garage::settings(&line.address);
    let settings: Vec<(&str, &str)> = settings.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let program = env!("CARGO_BIN_EXE_serve");
    let server = Served::start(program, &db.url, folder.path(), &settings).unwrap();
    let teacher = Sender::sign_in(&server.address, "teacher");
    let photos: Vec<Vec<u8>> = (0..photos).map(|n| photo(seed * 100 + n, 120_000)).collect();
    teacher.records(&server.address, student, &photos);
    Scene { garage, line, server, teacher, photos, db, _folder: folder }
}

/// Demands that every object is whole, and that the photos are among them.
async fn demand_whole(blobs: &Blobs, photos: &[Vec<u8>]) {
    let mut objects = 0;
    for first in 0..=u8::MAX {
        for object in blobs.list(county(), first).await.unwrap() {
            let bytes = blobs.get(county(), object.sha256).await.unwrap().unwrap();
            assert_eq!(Digest::of(&bytes), object.sha256, "half an object");
            objects += 1;
        }
    }
    assert_eq!(objects, photos.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_break_off_leave_no_half_object() {
    let Scene { garage, line, server, teacher, photos, db, .. } = scene(3, 12).await;
    let direct = garage.blobs(&garage.address).unwrap();
    let client = Cutting::start(server.address.split("://").nth(1).unwrap(), 4, 90_000).unwrap();
    let address = format!("http://{}", client.address);
    let sent = photos.clone();
    let sending = tokio::task::spawn_blocking(move || {
        sent.iter().map(|photo| teacher.upload(&address, photo, 70_000).len()).sum::<usize>()
    });
    while !sending.is_finished() {
        // Whatever is there at any moment is whole.
        for photo in &photos {
            let found = direct.get(county(), Digest::of(photo)).await.unwrap();
            assert!(found.is_none_or(|bytes| bytes == photo[..]), "half an object");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    sending.await.unwrap();
    assert!(line.cuts() > 0 && client.cuts() > 0, "{} {}", line.cuts(), client.cuts());
    demand_whole(&direct, &photos).await;
    drop(server);
    db.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_wait_for_a_service_that_died() {
    let Scene { mut garage, line, server, teacher, photos, db, .. } = scene(5, 6).await;
    line.calm(true);
    let address = server.address.clone();
    let sent = photos.clone();
    let sending = tokio::task::spawn_blocking(move || {
        let met = sent.iter().map(|photo| {
            std::thread::sleep(Duration::from_millis(150));
            teacher.upload(&address, photo, 200_000)
        });
        met.flatten().collect::<Vec<u16>>()
    });
    tokio::time::sleep(Duration::from_millis(400)).await;
    garage.kill();
    tokio::time::sleep(Duration::from_secs(3)).await;
    garage.go_on().unwrap();
    let met = sending.await.unwrap();
    assert!(!met.is_empty() && met.iter().all(|status| *status == 503), "{met:?}");
    demand_whole(&garage.blobs(&garage.address).unwrap(), &photos).await;
    drop(server);
    db.remove().await;
}
