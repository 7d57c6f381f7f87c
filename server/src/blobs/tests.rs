//! Files are kept whole under their content, in a folder as in memory.

use super::*;

fn county() -> RegionCode {
    RegionCode::parse("533325").unwrap()
}

async fn keeps_files(blobs: &Blobs) {
    let bytes = Bytes::from_static(b"a photo of ten");
    let (county, sha256) = (county(), Digest::of(&bytes));
    assert_eq!(blobs.get(county, sha256).await.unwrap(), None);
    assert_eq!(blobs.range(county, sha256, 0..4).await.unwrap(), None);
    assert_eq!(blobs.size(county, sha256).await.unwrap(), None);
    assert_eq!(blobs.list(county, sha256.0[0]).await.unwrap(), []);
    blobs.delete(county, sha256).await.unwrap();
    for _ in 0..2 {
        blobs.put(county, sha256, bytes.clone()).await.unwrap();
    }
    assert_eq!(blobs.get(county, sha256).await.unwrap(), Some(bytes.clone()));
    assert_eq!(blobs.range(county, sha256, 2..7).await.unwrap(), Some(bytes.slice(2..7)));
    assert_eq!(blobs.range(county, sha256, 2..700).await.unwrap(), Some(bytes.slice(2..)));
    assert_eq!(blobs.size(county, sha256).await.unwrap(), Some(14));
    let listed = blobs.list(county, sha256.0[0]).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].sha256, listed[0].bytes), (sha256, 14));
    let elsewhere = RegionCode::parse("533323").unwrap();
    assert_eq!(blobs.get(elsewhere, sha256).await.unwrap(), None, "counties share no file");
    blobs.delete(county, sha256).await.unwrap();
    assert_eq!(blobs.get(county, sha256).await.unwrap(), None);
}

#[tokio::test]
async fn memory_keeps_files() {
    keeps_files(&Blobs::memory()).await;
}

#[tokio::test]
async fn a_folder_keeps_files_and_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(&Files::default(), folder.path()).unwrap();
    keeps_files(&blobs).await;
    let bytes = Bytes::from_static(b"kept");
    let sha256 = Digest::of(&bytes);
    blobs.put(county(), sha256, bytes.clone()).await.unwrap();
    let name = sha256.to_string();
    let path = folder.path().join("files").join("533325").join(&name[..2]).join(&name);
    assert_eq!(std::fs::read(&path).unwrap(), b"kept");
    // What a killed process left is never seen as an object, and goes after a while.
    let aside = path.with_file_name(format!("{name}#1"));
    std::fs::write(&aside, "ke").unwrap();
    assert_eq!(blobs.list(county(), sha256.0[0]).await.unwrap().len(), 1);
    let (old, soon) = (Duration::from_hours(1), Duration::from_hours(2));
    blobs.sweep(county(), sha256.0[0], SystemTime::UNIX_EPOCH + old).await.unwrap();
    assert!(aside.exists());
    let later = std::fs::metadata(&aside).unwrap().modified().unwrap() + soon;
    blobs.sweep(county(), sha256.0[0], later).await.unwrap();
    assert!(!aside.exists());
    assert_eq!(blobs.get(county(), sha256).await.unwrap(), Some(bytes));
}

#[tokio::test]
async fn storage_that_does_not_answer_is_told_without_its_keys() {
    let s3 = S3 {
        endpoint: "http://127.0.0.1:1".to_owned(),
        bucket: "photos".to_owned(),
        region: "garage".to_owned(),
        access_key_id: crate::config::Secret::new("GKid".to_owned()),
        secret_access_key: crate::config::Secret::new("topsecret".to_owned()),
        allow_http: true,
    };
    let files = Files { s3: Some(s3), ..Files::default() };
    let blobs = Blobs::open(&files, Path::new("/nowhere")).unwrap();
    let error = blobs.get(county(), Digest::of(b"")).await.unwrap_err();
    let told = format!("{error:?} {error} {blobs:?}");
    assert!(!told.contains("topsecret") && !error.to_string().contains("GKid"), "{told}");
    let problem = Problem::from(error);
    assert_eq!((problem.status, problem.code, problem.retryable), (503, "files_unavailable", true));
}
