//! Files that are lost or damaged are asked for again, and nothing is kept that nobody names.

use super::*;
use crate::testing::{Person, World, each_db, photo};
use bytes::Bytes;
use doorstep_schema::people::{Role, Scope, Student};
use doorstep_schema::wire::v1::{Cursor, FileAsk, FileNote};

/// A teacher with records of photos whose bytes are stored.
async fn stored(world: &World, photos: u64) -> (Person, Student, Vec<Vec<u8>>) {
    let teacher = world.person("teacher", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
    let student = world.class_of(0, 1).await.remove(0);
    let mut all = Vec::new();
    for seed in 0..photos {
        let bytes = photo(seed, 1_000);
        let record = teacher.photographs(&student, &bytes, None);
        assert_eq!(teacher.outcomes(&[record]).await, ["accepted"]);
        store(world, &bytes).await;
        all.push(bytes);
    }
    (teacher, student, all)
}

async fn store(world: &World, bytes: &[u8]) {
    let sha256 = Digest::of(bytes);
    world.app.files.put(world.county, sha256, Bytes::copy_from_slice(bytes)).await.unwrap();
    let mut tx = world.app.db.write().await.unwrap();
    assert!(files::mark_whole(&mut tx, world.county, sha256, world.app.now()).await.unwrap());
    tx.commit().await.unwrap();
}

async fn damage(world: &World, sha256: Digest) {
    let bytes = Bytes::from_static(b"rotten");
    world.app.files.put(world.county, sha256, bytes).await.unwrap();
}

#[tokio::test]
async fn what_is_lost_or_damaged_is_asked_for_again() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (teacher, _, photos) = stored(&world, 4).await;
        let ids: Vec<Digest> = photos.iter().map(|bytes| Digest::of(bytes)).collect();
        let colleague =
            world.person("colleague", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let (_, cursor) = teacher.pulls(Cursor::default(), 1_000).await;
        let (_, theirs) = colleague.pulls(Cursor::default(), 1_000).await;
        let later = world.app.now().plus_minutes(1);
        assert_eq!(scrub(&world.app, 10, later).await.unwrap(), []);
        assert_eq!(verify(&db, &world.app.files).await.unwrap(), (4, Vec::new()));
        world.app.files.delete(world.county, ids[0]).await.unwrap();
        damage(&world, ids[1]).await;
        let (compared, mut found) = verify(&db, &world.app.files).await.unwrap();
        found.sort_by_key(|faulty| faulty.sha256 == ids[1]);
        let faults: Vec<_> = found.iter().map(|faulty| (faulty.sha256, faulty.fault)).collect();
        assert_eq!(
            (compared, faults),
            (4, vec![(ids[0], Fault::Missing), (ids[1], Fault::Damaged)])
        );
        assert_eq!(teacher.pulls_page(cursor, 10).await, None, "verifying writes nothing");
        let (mut scrubbed, mut times) = (Vec::new(), 0);
        while scrubbed.len() < 2 {
            let now = later.plus_minutes(times);
            scrubbed.extend(scrub(&world.app, 1, now).await.unwrap());
            times += 1;
            assert!(times < 10, "each has its turn");
        }
        assert_eq!(world.app.files.size(world.county, ids[1]).await.unwrap(), None);
        // A page of one note each: the notes have numbers of their own.
        let (pages, after) = teacher.pulls(cursor, 1).await;
        let mut notes: Vec<FileNote> = pages.into_iter().flat_map(|page| page.files).collect();
        notes.sort_by_key(|note| note.sha256 == ids[1]);
        let wanted = |sha256| FileNote { sha256, ask: FileAsk::Wanted };
        assert_eq!(notes, [wanted(ids[0]), wanted(ids[1])]);
        let (pages, _) = colleague.pulls(theirs, 10).await;
        assert!(pages.iter().all(|page| page.files.is_empty()), "only the device is asked");
        store(&world, &photos[0]).await;
        store(&world, &photos[1]).await;
        assert_eq!(verify(&db, &world.app.files).await.unwrap(), (4, Vec::new()));
        let (pages, _) = teacher.pulls(cursor, 10).await;
        assert!(pages.iter().all(|page| page.files.is_empty()), "it came");
        let mut tx = db.write().await.unwrap();
        assert_eq!(files::mark_deleted(&mut tx, world.county, &ids[2..3]).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let (pages, _) = teacher.pulls(after, 10).await;
        let notes: Vec<FileNote> = pages.into_iter().flat_map(|page| page.files).collect();
        assert_eq!(notes, [FileNote { sha256: ids[2], ask: FileAsk::Deleted }]);
    })
    .await;
}

#[tokio::test]
async fn objects_that_nobody_names_are_collected_after_an_hour() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let (_, _, photos) = stored(&world, 2).await;
        let ids: Vec<Digest> = photos.iter().map(|bytes| Digest::of(bytes)).collect();
        let orphan = Digest::of(b"orphan");
        let put = world.app.files.put(world.county, orphan, Bytes::from_static(b"orphan"));
        put.await.unwrap();
        let mut tx = db.write().await.unwrap();
        files::mark_deleted(&mut tx, world.county, &ids[..1]).await.unwrap();
        tx.commit().await.unwrap();
        // The storage has the machine's clock.
        let put_at = world.app.files.list(world.county, orphan.0[0]).await.unwrap()[0].put_at;
        assert_eq!(collect(&world.app, put_at.plus_minutes(59)).await.unwrap(), 0);
        assert_eq!(collect(&world.app, put_at.plus_minutes(61)).await.unwrap(), 2);
        let size = async |sha256| world.app.files.size(world.county, sha256).await.unwrap();
        assert_eq!(
            (size(orphan).await, size(ids[0]).await, size(ids[1]).await),
            (None, None, Some(1_000))
        );
        // The bytes of a whole file were dropped in between: its device is asked again.
        drop_objects(&world.app, world.county, &ids[1..]).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let states = files::states(&mut tx, world.county, &ids).await.unwrap();
        assert_eq!((states[&ids[0]], states[&ids[1]]), (State::Deleted, State::Missing));
    })
    .await;
}
