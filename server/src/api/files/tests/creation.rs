//! Who may begin an upload of what, and how often.

use super::{Answer, Taken, metadata};
use crate::testing::{World, each_db};
use axum::body::Body;
use axum::http::Request;
use doorstep_schema::digest::Digest;
use doorstep_schema::people::{Role, Scope};

#[tokio::test]
async fn what_is_spoken_is_told_to_everybody() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let request = Request::builder().method("OPTIONS").uri("/v1/files").body(Body::empty());
        let answer = Answer::of(world.answer(request.unwrap()).await).await;
        assert_eq!(answer.status, 204);
        assert_eq!(answer.header("tus-version"), "1.0.0");
        assert_eq!(answer.header("tus-max-size"), "2097152");
        assert_eq!(answer.header("tus-checksum-algorithm"), "sha256,sha1,md5");
        let extensions = "creation,creation-with-upload,expiration,checksum,termination";
        assert_eq!(answer.header("tus-extension"), extensions);
    })
    .await;
}

#[tokio::test]
async fn an_upload_is_begun_once_and_completed_in_one_piece() {
    each_db(|db| async move {
        let taken = Taken::new(&World::new(&db).await, 5_000).await;
        let begun = taken.begin().await;
        let path = begun.location();
        assert!(path.starts_with("/v1/files/"), "{path}");
        assert_eq!(begun.offset(), 0);
        assert!(begun.header("upload-expires").ends_with(" GMT"), "{begun:?}");
        assert_eq!(taken.begin().await.location(), path, "the same upload again");
        let head = taken.head(&path).await;
        assert_eq!((head.status, head.offset()), (200, 0));
        assert_eq!(head.header("upload-length"), "5000");
        assert_eq!(head.header("cache-control"), "no-store");
        assert_eq!(taken.state().await, "awaited");
        let done = taken.patch(&path, 0..5_000).await;
        assert_eq!((done.status, done.offset()), (204, 5_000), "{done:?}");
        taken.demand_whole().await;
        let head = taken.head(&path).await;
        assert_eq!((head.status, head.offset()), (200, 5_000), "it's known to be whole");
        let again = taken.begin().await;
        assert_eq!((again.location(), again.offset()), (path.clone(), 5_000));
        // Another device of the same worker has the same photo: its bytes are not asked for again.
        let world = &taken.person.world;
        let person = world.device(taken.person.worker).await;
        let other =
            Taken { person, bytes: taken.bytes.clone(), student: taken.student.clone(), ..taken };
        let known = other.begin().await;
        assert_ne!(known.location(), path);
        assert_eq!((known.offset(), other.head(&known.location()).await.offset()), (5_000, 5_000));
        assert_eq!(other.begin().await.location(), known.location());
    })
    .await;
}

#[tokio::test]
async fn bytes_may_come_along_with_the_beginning() {
    each_db(|db| async move {
        let taken = Taken::new(&World::new(&db).await, 4_000).await;
        let (length, metadata) = ("4000", metadata(taken.sha256));
        let headers = [
            ("upload-length", length),
            ("upload-metadata", &*metadata),
            ("content-type", "application/offset+octet-stream"),
        ];
        let begun = taken.send("POST", "/v1/files", &headers, &taken.bytes[..1_500]).await;
        assert_eq!((begun.location().is_empty(), begun.offset()), (false, 1_500));
        let again = taken.send("POST", "/v1/files", &headers, &taken.bytes).await;
        assert_eq!(again.location(), begun.location());
        assert_eq!(again.offset(), 1_500, "bytes count only from the beginning");
        assert_eq!(taken.patch(&begun.location(), 1_500..4_000).await.status, 204);
        taken.demand_whole().await;
        let after = taken.send("POST", "/v1/files", &headers, &taken.bytes).await;
        assert_eq!((after.status, after.offset()), (201, 4_000));
    })
    .await;
}

#[tokio::test]
async fn only_what_an_own_record_names_is_taken() {
    each_db(|db| async move {
        let world = World::new(&db).await;
        let taken = Taken::new(&world, 3_000).await;
        let begin = async |taken: &Taken, headers: &[(&'static str, &str)]| {
            taken.send("POST", "/v1/files", headers, b"").await
        };
        let right = metadata(taken.sha256);
        let unknown = metadata(Digest::of(b"something else"));
        for (length, metadata, status, code) in [
            ("3000", &*unknown, 404, "unknown_file"),
            ("2999", &right, 422, "invalid"),
            ("2097153", &right, 413, "too_large"),
            ("0", &right, 400, "bad_parameter"),
            ("-1", &right, 400, "bad_parameter"),
            ("3000", "sha256 !!!", 400, "bad_parameter"),
            ("3000", "sha256 YWJj", 400, "bad_parameter"),
            ("3000", "filename YWJj", 400, "bad_parameter"),
            ("3000", "", 400, "bad_parameter"),
        ] {
            let headers = [("upload-length", length), ("upload-metadata", metadata)];
            let answer = begin(&taken, &headers).await;
            assert_eq!(answer.told(), (status, code), "{length} {metadata}");
        }
        let twice = format!("{right},{right}");
        let headers = [("upload-length", "3000"), ("upload-metadata", &*twice)];
        assert_eq!(begin(&taken, &headers).await.status, 400);
        let headers = [("upload-defer-length", "1"), ("upload-metadata", &*right)];
        let deferred = begin(&taken, &headers).await;
        assert_eq!(deferred.told(), (400, "bad_parameter"));
        assert!(deferred.body["detail"].as_str().unwrap().contains("Upload-Length"));
        let headers = [("tus-resumable", "0.2.2"), ("upload-length", "3000")];
        let version = begin(&taken, &headers).await;
        assert_eq!((version.status, version.header("tus-version")), (412, "1.0.0"));
        // A colleague's record is no record of one's own.
        let colleague =
            world.person("colleague", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        let colleague = Taken {
            person: colleague,
            bytes: taken.bytes.clone(),
            student: taken.student.clone(),
            ..taken
        };
        assert_eq!(colleague.begin().await.told(), (404, "unknown_file"));
        let path = taken.begin().await.location();
        for method in ["HEAD", "PATCH", "DELETE"] {
            assert_eq!(colleague.send(method, &path, &[], b"").await.status, 404, "{method}");
        }
        assert_eq!(taken.head(&path).await.status, 200);
        taken.tamper("UPDATE file SET state = 'deleted'").await;
        assert_eq!(taken.begin().await.told(), (410, "file_deleted"));
        let late = taken.patch(&path, 0..3_000).await;
        assert_eq!(late.told(), (410, "file_deleted"));
    })
    .await;
}

#[tokio::test]
async fn a_device_has_a_quota() {
    each_db(|db| async move {
        let settings = crate::app::Settings {
            device_open_uploads: 2,
            device_bytes_a_day: 10_000,
            password_cost: crate::auth::password::Cost::CHEAP,
            ..crate::app::Settings::default()
        };
        let world = World::with(&db, settings).await;
        let mut taken = Taken::new(&world, 3_000).await;
        let first = taken.begin().await.location();
        assert_eq!(taken.patch(&first, 0..1_000).await.status, 204);
        let mut before = taken.bytes.clone();
        taken.photographs(2, 3_000).await;
        assert_eq!(taken.begin().await.status, 201);
        taken.photographs(3, 3_000).await;
        let open = taken.begin().await;
        assert_eq!(open.told(), (429, "quota"));
        assert!(open.header("retry-after").parse::<u64>().unwrap() >= 60);
        std::mem::swap(&mut taken.bytes, &mut before);
        assert_eq!(taken.patch(&first, 1_000..3_000).await.status, 204);
        std::mem::swap(&mut taken.bytes, &mut before);
        assert_eq!(taken.begin().await.status, 201, "one was finished");
        taken.photographs(4, 3_000).await;
        taken.tamper("UPDATE upload SET state = 'gone'").await;
        let bytes = taken.begin().await;
        assert_eq!(bytes.told(), (429, "quota"), "9000 bytes were begun today");
        let wait: i64 = bytes.header("retry-after").parse().unwrap();
        assert!((86_000..=86_401).contains(&wait), "{wait}");
        world.clock.forward_minutes(wait / 60 + 1);
        assert_eq!(taken.begin().await.status, 201);
    })
    .await;
}
