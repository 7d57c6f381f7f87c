//! The web applications as a browser meets them, in process.

use crate::config::{self, Web};
use crate::limits::Limits;
use crate::testing::{TestDb, World, fresh_sqlite};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const INDEX: &str = "<!doctype html><title>field</title>";
const SCRIPT: &str = "console.log('the script of the page');";

/// What was answered.
struct Heard {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Heard {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn is_problem(&self) -> bool {
        self.header("content-type") == "application/problem+json"
    }
}

/// A server with a built field app, and files beside the app's folder that nobody may read.
struct Site {
    world: World,
    folder: TempDir,
    _db: TestDb,
}

impl Site {
    async fn new() -> Self {
        let db = fresh_sqlite().await;
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &[u8]| {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        };
        put("secret.txt", b"secret");
        put("dist/index.html", INDEX.as_bytes());
        put("dist/sw.js", SCRIPT.as_bytes());
        put("dist/manifest.webmanifest", b"{}");
        put("dist/assets/app-1a2b.js", SCRIPT.as_bytes());
        put("dist/assets/app-1a2b.js.br", b"brotli");
        put("dist/assets/core-3c4d.wasm", &[0; 4_000]);
        put("dist/assets/core-3c4d.wasm.br", b"brotli of wasm");
        put("dist/assets/plain-5e6f.css", "body { color: red } ".repeat(100).as_bytes());
        put("dist/.hidden/key.txt", b"secret");
        put("desk/index.html", b"<!doctype html><title>desk</title>");
        let web = Web { field: Some(folder.path().join("dist")), desk: None };
        Self { world: world(&db, web).await, folder, _db: db }
    }

    async fn get(&self, path: &str) -> Heard {
        self.hear("GET", path, &[]).await
    }

    async fn hear(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Heard {
        hear(&self.world, method, path, headers).await
    }
}

async fn world(db: &TestDb, web: Web) -> World {
    let settings = crate::app::Settings {
        web,
        password_cost: crate::auth::password::Cost::CHEAP,
        ..crate::app::Settings::default()
    };
    World::with(&db.db, settings).await
}

async fn hear(world: &World, method: &str, path: &str, headers: &[(&str, &str)]) -> Heard {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = world.answer(request.body(Body::empty()).unwrap()).await;
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Heard { status: parts.status, headers: parts.headers, body }
}

#[tokio::test]
async fn every_place_within_the_app_is_answered_with_its_page() {
    let site = Site::new().await;
    let places = ["/", "/queue", "/student/018f0000-0000-7000-8000-000000000000", "/visit/x?a=1.2"];
    for place in places {
        let heard = site.get(place).await;
        assert_eq!((heard.status, &heard.body[..]), (StatusCode::OK, INDEX.as_bytes()));
        assert_eq!(heard.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(heard.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn what_is_the_apis_stays_a_problem() {
    let site = Site::new().await;
    for path in ["/v1", "/v1/nope", "//v1/nope", "/healthz/x", "/readyz/x", "/metrics/x"] {
        let heard = site.get(path).await;
        assert_eq!(heard.status, StatusCode::NOT_FOUND, "{path}");
        assert!(heard.is_problem(), "{path}");
    }
    assert_eq!(site.get("/healthz").await.body, "ok");
    let collect = site.get("/openrosa/nope").await;
    assert_eq!(collect.status, StatusCode::NOT_FOUND);
    assert_eq!(collect.header("x-openrosa-version"), "1.0");
    let posted = site.hear("POST", "/queue", &[]).await;
    assert_eq!(posted.status, StatusCode::NOT_FOUND);
    let refused = site.hear("DELETE", "/openrosa/formList", &[]).await;
    assert_eq!(refused.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn files_say_what_they_are_and_how_long_they_may_be_kept() {
    let site = Site::new().await;
    let (forever, asks) = ("public, max-age=31536000, immutable", "no-cache");
    for (path, kind, keeps) in [
        ("/assets/app-1a2b.js", "text/javascript; charset=utf-8", forever),
        ("/assets/core-3c4d.wasm", "application/wasm", forever),
        ("/assets/plain-5e6f.css", "text/css", forever),
        ("/sw.js", "text/javascript; charset=utf-8", asks),
        ("/manifest.webmanifest", "application/manifest+json", asks),
        ("/index.html", "text/html; charset=utf-8", asks),
    ] {
        let heard = site.get(path).await;
        assert_eq!(heard.status, StatusCode::OK, "{path}");
        assert_eq!(heard.header("content-type"), kind, "{path}");
        assert_eq!(heard.header("cache-control"), keeps, "{path}");
        assert_eq!(heard.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(heard.header("referrer-policy"), "no-referrer", "{path}");
        let policy = heard.header("content-security-policy");
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval'; "), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("  "), "{policy}");
        assert!(heard.header("permissions-policy").starts_with("camera=(self)"), "{path}");
    }
}

#[tokio::test]
async fn what_was_compressed_beforehand_is_served_as_it_is() {
    let site = Site::new().await;
    let every = [("accept-encoding", "gzip, deflate, br, zstd")];
    for (path, bytes) in
        [("/assets/app-1a2b.js", "brotli"), ("/assets/core-3c4d.wasm", "brotli of wasm")]
    {
        let heard = site.hear("GET", path, &every).await;
        assert_eq!((heard.header("content-encoding"), &heard.body[..]), ("br", bytes.as_bytes()));
        assert_eq!(heard.header("content-length"), bytes.len().to_string());
        assert!(heard.header("vary").contains("accept-encoding"));
    }
    let plain = site.get("/assets/app-1a2b.js").await;
    assert_eq!((plain.header("content-encoding"), &plain.body[..]), ("", SCRIPT.as_bytes()));
    let tag = plain.header("etag").to_owned();
    let packed = site.hear("GET", "/assets/app-1a2b.js", &every).await;
    assert_ne!(packed.header("etag"), tag, "two sets of bytes have two tags");
}

#[tokio::test]
async fn what_was_not_is_compressed_as_the_browser_can_read_it() {
    let site = Site::new().await;
    for (accepts, coding) in [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "gzip"),
        ("gzip", "gzip"),
        ("zstd", "zstd"),
        ("br", ""),
        ("identity", ""),
    ] {
        for path in ["/assets/plain-5e6f.css", "/v1/openapi.json"] {
            let heard = site.hear("GET", path, &[("accept-encoding", accepts)]).await;
            assert_eq!(heard.status, StatusCode::OK);
            assert_eq!(heard.header("content-encoding"), coding, "{path} for {accepts}");
        }
    }
}

#[tokio::test]
async fn a_browser_that_has_it_is_told_so_and_one_that_wants_a_part_gets_it() {
    let site = Site::new().await;
    for path in ["/", "/assets/app-1a2b.js", "/sw.js"] {
        let first = site.get(path).await;
        let again = site.hear("GET", path, &[("if-none-match", first.header("etag"))]).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
        let head = site.hear("HEAD", path, &[]).await;
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0), "{path}");
        assert_eq!(head.header("content-length"), first.body.len().to_string());
        assert_eq!(head.header("etag"), first.header("etag"));
    }
    let part = site.hear("GET", "/assets/core-3c4d.wasm", &[("range", "bytes=10-19")]).await;
    assert_eq!((part.status, part.body.len()), (StatusCode::PARTIAL_CONTENT, 10));
    assert_eq!(part.header("content-range"), "bytes 10-19/4000");
    let beyond = site.hear("GET", "/assets/core-3c4d.wasm", &[("range", "bytes=9000-")]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let several = site.hear("GET", "/assets/core-3c4d.wasm", &[("range", "bytes=0-1,3-4")]).await;
    assert_eq!((several.status, several.body.len()), (StatusCode::OK, 4_000));
}

#[cfg(unix)]
#[tokio::test]
async fn nothing_outside_the_folder_is_read_and_nothing_breaks() {
    use std::os::unix::fs::symlink;
    let site = Site::new().await;
    let dist = site.folder.path().join("dist");
    symlink("../secret.txt", dist.join("link.txt")).unwrap();
    symlink("..", dist.join("up")).unwrap();
    symlink("circle.txt", dist.join("circle.txt")).unwrap();
    std::fs::create_dir(dist.join("folder.d")).unwrap();
    let long = format!("/{}.js", "a".repeat(4_000));
    let deep = format!("{}a.js", "/a".repeat(3_000));
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%2F..%2Fsecret.txt",
        "/..%5csecret.txt",
        "/up/secret.txt",
        "/link.txt",
        "/circle.txt",
        "/secret.txt%00.js",
        "/%00.js",
        "/%ff.js",
        "/.hidden/key.txt",
        "/%2ehidden/key.txt",
        "/folder.d",
        "/folder.d/",
        "/index.html/x.js",
        "/index.html/",
        "/assets/",
        "/assets/nope.js",
        "/assets/nope",
        "/assets/app-1a2b.js.zst",
        &long,
        &deep,
    ] {
        for method in ["GET", "HEAD"] {
            let accepts = [("accept-encoding", "br, gzip, zstd")];
            let heard = site.hear(method, path, &accepts).await;
            let known = [(200, true), (404, false)].contains(&(
                heard.status.as_u16(),
                heard.header("content-type") == "text/html; charset=utf-8",
            ));
            assert!(known, "{method} {path}: {} {:?}", heard.status, heard.headers);
            assert!(!heard.body.windows(6).any(|six| six == b"secret"), "{path}");
        }
    }
}

#[tokio::test]
async fn without_an_app_the_first_page_says_how_to_get_one() {
    let db = fresh_sqlite().await;
    let world = world(&db, Web::default()).await;
    let heard = hear(&world, "GET", "/", &[]).await;
    assert!(heard.status == StatusCode::NOT_FOUND && heard.is_problem());
    let told = String::from_utf8_lossy(&heard.body).into_owned();
    assert!(told.contains("cargo xtask web") && told.contains("web.field"), "{told}");
    assert!(hear(&world, "GET", "/queue", &[]).await.is_problem());
}

#[tokio::test]
async fn the_app_for_desks_has_a_place_of_its_own() {
    let site = Site::new().await;
    let heard = site.get("/desk/").await;
    assert!(heard.is_problem() && String::from_utf8_lossy(&heard.body).contains("web.desk"));
    let web = Web { desk: Some(site.folder.path().join("desk")), field: None };
    let db = fresh_sqlite().await;
    let world = world(&db, web).await;
    let moved = hear(&world, "GET", "/desk", &[]).await;
    assert_eq!(
        (moved.status, moved.header("location")),
        (StatusCode::PERMANENT_REDIRECT, "/desk/")
    );
    for path in ["/desk/", "/desk/queue"] {
        let page = hear(&world, "GET", path, &[]).await;
        assert!(String::from_utf8_lossy(&page.body).contains("<title>desk"), "{path}");
    }
    assert!(hear(&world, "GET", "/desks", &[]).await.is_problem());
}

#[tokio::test]
async fn a_first_visit_is_never_too_much_and_the_api_still_counts() {
    let mut site = Site::new().await;
    let set = config::Limits { requests_per_second: 1, burst: 3, ..config::Limits::default() };
    site.world.router = crate::api::guarded(site.world.app.clone(), Arc::new(Limits::new(&set)));
    for _ in 0..60 {
        assert_eq!(site.get("/assets/app-1a2b.js").await.status, StatusCode::OK);
    }
    for left in [true, true, true, false] {
        let heard = site.get("/v1/openapi.json").await;
        assert_eq!(heard.status == StatusCode::OK, left);
    }
}

#[tokio::test]
async fn a_browser_keeps_nothing_of_what_the_api_tells_it() {
    let site = Site::new().await;
    let browser = [("sec-fetch-site", "same-origin")];
    let told = site.hear("GET", "/v1/openapi.json", &browser).await;
    assert_eq!(told.header("cache-control"), "no-store");
    let phone = site.get("/v1/openapi.json").await;
    assert_eq!(phone.header("cache-control"), "");
    let file = site.hear("GET", "/sw.js", &browser).await;
    assert_eq!(file.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn a_new_build_is_served_without_a_restart() {
    let site = Site::new().await;
    let before = site.get("/").await;
    let index = site.folder.path().join("dist/index.html");
    write_later(&index, "<!doctype html><title>field, new</title>");
    let tag = [("if-none-match", before.header("etag"))];
    let after = site.hear("GET", "/", &tag).await;
    assert_eq!(after.status, StatusCode::OK);
    assert!(String::from_utf8_lossy(&after.body).contains("new"));
}

fn write_later(file: &Path, text: &str) {
    std::fs::remove_file(file).unwrap();
    std::fs::write(file, text).unwrap();
}
