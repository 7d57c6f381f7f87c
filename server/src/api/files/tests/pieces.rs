//! Pieces of an upload: offsets, checksums, races, and bodies that break off.

use super::{Answer, BYTES_KIND as BYTES, Taken};
use crate::testing::{World, each_db, photo};
use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use doorstep_schema::digest::Digest;
use futures_util::StreamExt as _;
use std::io;

#[tokio::test]
async fn pieces_go_on_from_where_the_upload_stands_and_nowhere_else() {
    each_db(|db| async move {
        let taken = Taken::new(&World::new(&db).await, 3_000).await;
        let path = taken.begin().await.location();
        assert_eq!(taken.patch(&path, 0..1_000).await.offset(), 1_000);
        for wrong in [0..1_000, 999..2_000, 1_001..3_000] {
            let answer = taken.patch(&path, wrong).await;
            assert_eq!(answer.told(), (409, "wrong_offset"));
            assert_eq!(answer.offset(), 1_000, "it tells where to go on");
        }
        let send = async |headers: &[(&'static str, &str)], body: &[u8]| {
            taken.send("PATCH", &path, headers, body).await
        };
        assert_eq!(send(&[BYTES], b"x").await.status, 400);
        assert_eq!(send(&[BYTES, ("upload-offset", "x")], b"x").await.status, 400);
        assert_eq!(send(&[("upload-offset", "1000")], b"x").await.status, 415);
        let json = [("content-type", "application/json"), ("upload-offset", "1000")];
        assert_eq!(send(&json, b"x").await.status, 415);
        let version = [BYTES, ("upload-offset", "1000"), ("tus-resumable", "2.0.0")];
        let version = send(&version, b"x").await;
        assert_eq!((version.status, version.header("tus-version")), (412, "1.0.0"));
        let offset = [BYTES, ("upload-offset", "1000")];
        assert_eq!(send(&offset, &[7; 2_001]).await.told(), (413, "too_large"));
        // The same without a length beforehand.
        let pieces = futures_util::stream::iter(
            (0..3).map(|_| Ok::<_, io::Error>(Bytes::from(vec![7; 900]))),
        );
        let request = taken.request("PATCH", &path, &offset, Body::from_stream(pieces));
        let answer = Answer::of(taken.person.world.answer(request).await).await;
        assert_eq!(answer.told(), (413, "too_large"));
        assert_eq!(taken.head(&path).await.offset(), 1_000, "nothing of all that was kept");
        assert_eq!(send(&offset, b"").await.offset(), 1_000);
        assert_eq!(taken.patch(&path, 1_000..3_000).await.offset(), 3_000);
        taken.demand_whole().await;
        let end = [BYTES, ("upload-offset", "3000")];
        assert_eq!(send(&end, b"").await.status, 204);
        assert_eq!(send(&end, b"x").await.status, 413);
        assert_eq!(taken.patch(&path, 0..3_000).await.told(), (409, "wrong_offset"));
    })
    .await;
}

#[tokio::test]
async fn a_piece_with_a_wrong_checksum_leaves_nothing_behind() {
    each_db(|db| async move {
        let taken = Taken::new(&World::new(&db).await, 2_000).await;
        let path = taken.begin().await.location();
        let send = async |checksum: &str, range: std::ops::Range<usize>| {
            let offset = range.start.to_string();
            let headers = [BYTES, ("upload-offset", &*offset), ("upload-checksum", checksum)];
            taken.send("PATCH", &path, &headers, &taken.bytes[range]).await
        };
        let of = |range: std::ops::Range<usize>| {
            format!("sha256 {}", STANDARD.encode(Digest::of(&taken.bytes[range]).0))
        };
        assert_eq!(send("crc32 AAAA", 0..500).await.told(), (400, "bad_parameter"));
        assert_eq!(send(&of(0..499), 0..500).await.told(), (460, "checksum_mismatch"));
        assert_eq!(send(&of(0..499), 0..2_000).await.told(), (460, "checksum_mismatch"));
        assert_eq!(taken.head(&path).await.offset(), 0);
        assert_eq!(send(&of(0..500), 0..500).await.offset(), 500);
        assert_eq!(send(&of(500..2_000), 500..2_000).await.offset(), 2_000);
        taken.demand_whole().await;
    })
    .await;
}

#[tokio::test]
async fn what_has_come_is_kept_when_the_connection_breaks_off() {
    each_db(|db| async move {
        let taken = Taken::new(&World::new(&db).await, 2_000).await;
        let path = taken.begin().await.location();
        let broken = |bytes: &[u8], offset: &str, more: &[(&'static str, &str)]| {
            let bytes = Ok(Bytes::copy_from_slice(bytes));
            let pieces = [bytes, Err(io::Error::from(io::ErrorKind::ConnectionReset))];
            let body = Body::from_stream(futures_util::stream::iter(pieces));
            let headers = [&[BYTES, ("upload-offset", offset)], more].concat();
            taken.request("PATCH", &path, &headers, body)
        };
        taken.person.world.answer(broken(&taken.bytes[..700], "0", &[])).await;
        assert_eq!(taken.head(&path).await.offset(), 700);
        let checksum = format!("md5 {}", STANDARD.encode([0; 16]));
        let checksum = [("upload-checksum", &*checksum)];
        taken.person.world.answer(broken(&taken.bytes[700..900], "700", &checksum)).await;
        assert_eq!(
            taken.head(&path).await.offset(),
            700,
            "a piece that cannot be checked is not kept"
        );
        taken.person.world.answer(broken(&taken.bytes[700..], "700", &[])).await;
        assert_eq!(taken.head(&path).await.offset(), 2_000);
        taken.demand_whole().await;
    })
    .await;
}

#[tokio::test]
async fn receiving_goes_on_when_the_request_is_dropped() {
    each_db(|db| async move {
        let taken = Taken::new(&World::new(&db).await, 2_000).await;
        let path = taken.begin().await.location();
        let (sender, receiver) = tokio::sync::mpsc::channel::<Bytes>(4);
        let pieces = futures_util::stream::unfold(receiver, |mut receiver| async {
            receiver.recv().await.map(|bytes| (Ok::<_, io::Error>(bytes), receiver))
        });
        let body = Body::from_stream(pieces.boxed());
        let request = taken.request("PATCH", &path, &[BYTES, ("upload-offset", "0")], body);
        let world = taken.person.world.clone();
        let call = tokio::spawn(async move { world.answer(request).await });
        sender.send(Bytes::copy_from_slice(&taken.bytes[..800])).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        call.abort();
        assert!(call.await.unwrap_err().is_cancelled());
        sender.send(Bytes::copy_from_slice(&taken.bytes[800..1_100])).await.unwrap();
        drop(sender);
        for _ in 0..100 {
            if taken.head(&path).await.offset() == 1_100 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(taken.head(&path).await.offset(), 1_100);
        assert_eq!(taken.patch(&path, 1_100..2_000).await.status, 204);
        taken.demand_whole().await;
    })
    .await;
}

#[tokio::test]
async fn of_pieces_that_race_exactly_one_wins() {
    each_db(|db| async move {
        let taken = Taken::new(&World::new(&db).await, 2_000).await;
        let path = taken.begin().await.location();
        for (range, status) in [(0..1_000, 204), (1_000..2_000, 204)] {
            let racing = (0..6).map(|_| taken.patch(&path, range.clone()));
            let answers = futures_util::future::join_all(racing).await;
            let won = answers.iter().filter(|answer| answer.status == status).count();
            assert_eq!(won, 1, "{answers:?}");
            for answer in answers.iter().filter(|answer| answer.status != status) {
                assert_eq!((answer.told(), answer.offset()), ((409, "wrong_offset"), range.end));
            }
        }
        taken.demand_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_another_one_or_no_photo_is_not_stored() {
    each_db(|db| async move {
        let mut taken = Taken::new(&World::new(&db).await, 2_000).await;
        let path = taken.begin().await.location();
        let right = std::mem::replace(&mut taken.bytes, photo(99, 2_000));
        assert_eq!(taken.patch(&path, 0..700).await.status, 204);
        assert_eq!(taken.patch(&path, 700..2_000).await.told(), (422, "hash_mismatch"));
        assert_eq!(taken.head(&path).await.offset(), 0, "it can be sent again");
        taken.bytes = right;
        assert_eq!(taken.patch(&path, 0..2_000).await.status, 204);
        taken.demand_whole().await;
        let text = b"plain text is no photo".to_vec();
        taken.sha256 = Digest::of(&text);
        let record = taken.person.photographs(&taken.student, &text, None);
        assert_eq!(taken.person.outcomes(&[record]).await, ["accepted"]);
        taken.bytes = text;
        let path = taken.begin().await.location();
        assert_eq!(taken.patch(&path, 0..22).await.told(), (422, "not_a_photo"));
        assert_eq!(taken.head(&path).await.status, 404);
        assert_eq!(taken.state().await, "awaited");
        let world = &taken.person.world;
        assert_eq!(world.app.files.get(world.county, taken.sha256).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn an_upload_ends_and_expires() {
    each_db(|db| async move {
        let taken = Taken::new(&World::new(&db).await, 2_000).await;
        let path = taken.begin().await.location();
        assert_eq!(taken.patch(&path, 0..100).await.status, 204);
        assert_eq!(taken.send("DELETE", &path, &[], b"").await.status, 204);
        for method in ["HEAD", "DELETE", "PATCH"] {
            assert_eq!(taken.send(method, &path, &[], b"").await.status, 404, "{method}");
        }
        let path = taken.begin().await.location();
        let world = &taken.person.world;
        world.clock.forward_minutes(23 * 60);
        assert_eq!(taken.patch(&path, 0..100).await.status, 204, "a byte prolongs it");
        world.clock.forward_minutes(23 * 60);
        assert_eq!(taken.head(&path).await.offset(), 100);
        world.clock.forward_minutes(60);
        assert_eq!(taken.head(&path).await.status, 410);
        assert_eq!(taken.patch(&path, 100..200).await.told(), (410, "upload_expired"));
        let anew = taken.begin().await;
        assert_ne!(anew.location(), path);
        assert_eq!(taken.head("/v1/files/018f0000-0000-7000-8000-000000000000").await.status, 404);
        assert_eq!(taken.head("/v1/files/x").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_post_may_stand_for_another_method() {
    each_db(|db| async move {
        let taken = Taken::new(&World::new(&db).await, 2_000).await;
        let path = taken.begin().await.location();
        let send = async |method: &str, body: &[u8]| {
            let headers = [BYTES, ("upload-offset", "0"), ("x-http-method-override", method)];
            taken.send("POST", &path, &headers, body).await
        };
        assert_eq!(send("PATCH", &taken.bytes[..500]).await.offset(), 500);
        let head = send("head", b"").await;
        assert_eq!((head.status, head.offset()), (200, 500));
        assert_eq!(send("GET", b"").await.told(), (405, "method_not_allowed"));
        assert_eq!(send("DELETE", b"").await.status, 204);
        assert_eq!(send("HEAD", b"").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn strangers_get_nowhere() {
    each_db(|db| async move {
        let taken = Taken::new(&World::new(&db).await, 2_000).await;
        let path = taken.begin().await.location();
        for (method, path) in [
            ("POST", "/v1/files"),
            ("HEAD", &*path),
            ("PATCH", &path),
            ("DELETE", &path),
            ("POST", &path),
        ] {
            let request = Request::builder().method(method).uri(path);
            let request = request.header("tus-resumable", "1.0.0").body(Body::empty()).unwrap();
            let answer = Answer::of(taken.person.world.answer(request).await).await;
            assert_eq!(answer.status, 401, "{method} {path}");
        }
    })
    .await;
}
