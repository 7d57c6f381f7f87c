//! A morning with Collect over the wire, step by step as it calls, against the server as it is served.

use super::{Fill, publish_shipped, visit};
use crate::acts::openrosa::fact_of;
use crate::config::Config;
use crate::serve::serve;
use crate::testing::{TestDb, World, fresh_postgres, fresh_sqlite};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use doorstep_forms::shipped;
use doorstep_forms::trial::{Source, check};
use doorstep_forms::xlsform::Attachments;
use doorstep_schema::people::{Role, Scope};
use doorstep_schema::wire::v1::Cursor;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use tokio::sync::oneshot;

/// What came back over the wire.
#[derive(Debug)]
struct Heard {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Heard {
    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// Returns what stands in the first element of a name.
    fn first(&self, name: &str) -> String {
        let text = self.text();
        let (_, rest) = text.split_once(&format!("<{name}>")).unwrap();
        rest.split_once("</").unwrap().0.to_owned()
    }
}

/// A phone: it knows the server's address, and name and password once it was asked for them.
#[derive(Clone, Debug)]
struct Wire {
    server: SocketAddr,
    credentials: Option<String>,
}

impl Wire {
    async fn calls(&self, method: &str, path: &str, kind: &str, body: Vec<u8>) -> Heard {
        let (wire, method, path, kind) =
            (self.clone(), method.to_owned(), path.to_owned(), kind.to_owned());
        let call = move || wire.call(&method, &path, &kind, &body);
        tokio::task::spawn_blocking(call).await.unwrap()
    }

    fn call(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Heard {
        let mut stream = TcpStream::connect(self.server).unwrap();
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nX-OpenRosa-Version: 1.0\r\n\
            Date: Mon, 23 Nov 2026 00:00:00 GMT\r\nUser-Agent: org.odk.collect.android/v2026.3.0 Dalvik/2.1.0\r\n\
            Accept-Encoding: gzip\r\nConnection: close\r\nContent-Length: {}\r\n",
            self.server,
            body.len()
        );
        if let Some(credentials) = &self.credentials {
            head.extend(["Authorization: ", credentials, "\r\n"]);
        }
        if !kind.is_empty() {
            head.extend(["Content-Type: ", kind, "\r\n"]);
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        heard(&all)
    }

    async fn gets(&self, url: &str) -> Heard {
        let path = url.strip_prefix(&format!("http://{}", self.server)).unwrap_or(url);
        self.calls("GET", path, "", Vec::new()).await
    }
}

/// Takes an answer apart, chunks put together.
fn heard(all: &[u8]) -> Heard {
    let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = std::str::from_utf8(&all[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: BTreeMap<String, String> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut rest = &all[end + 4..];
    let mut body = Vec::new();
    if headers.get("transfer-encoding").is_none_or(|coding| coding != "chunked") {
        return Heard { status, headers, body: rest.to_vec() };
    }
    loop {
        let line = rest.windows(2).position(|two| two == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..line]).unwrap(), 16).unwrap();
        if size == 0 {
            return Heard { status, headers, body };
        }
        body.extend_from_slice(&rest[line + 2..line + 2 + size]);
        rest = &rest[line + 4 + size..];
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_teacher_sets_collect_up_fills_a_visit_and_sends_it() {
    for fresh in [fresh_sqlite().await, fresh_postgres().await] {
        let world = World::new(&fresh.db).await;
        let teacher =
            world.person("王老师", Role::Teacher, &[Scope::Class(world.classes[0])]).await;
        publish_shipped(&world).await;
        let student = world.class_of(0, 1).await.remove(0);
        let (server, data, serving) = served(&fresh).await;
        let mut wire = Wire { server, credentials: None };

        // Asked for name and password, Collect calls again with them.
        let asked = wire.gets("/openrosa/formList").await;
        assert_eq!(asked.status, 401);
        assert!(asked.headers["www-authenticate"].starts_with("Basic "), "{asked:?}");
        wire.credentials = Some(format!("Basic {}", STANDARD.encode("王老师:password")));
        let list = wire.gets("/openrosa/formList").await;
        assert_eq!((list.status, list.headers["x-openrosa-version"].as_str()), (200, "1.0"));
        assert!(list.headers["content-type"].starts_with("text/xml"));

        // It fetches a form, then what its manifest names.
        let one = wire.gets("/openrosa/formList?formID=home_visit").await;
        let form = wire.gets(&one.first("downloadUrl")).await;
        let manifest = wire.gets(&one.first("manifestUrl")).await;
        assert_eq!(manifest.first("filename"), "students.csv");
        let students = wire.gets(&manifest.first("downloadUrl")).await;
        assert!(students.text().contains(&student.id.to_string()));
        let files = Attachments::from([("students.csv".to_owned(), students.body.clone())]);
        let taken = check(&Source::of(&form.body), "form", &files).form.unwrap();
        assert_eq!(taken.form().id, "home_visit");

        // It asks where to send and how much, then sends the form with its photo.
        let path = "/openrosa/submission?deviceID=collect%3AYq7lRjxV2KqkM1dz";
        let ready = wire.calls("HEAD", path, "", Vec::new()).await;
        assert_eq!((ready.status, ready.body.len()), (204, 0));
        assert!(
            ready.headers["x-openrosa-accept-content-length"].parse::<usize>().unwrap() > 1 << 20
        );
        let shipped = shipped::home_visit().unwrap();
        let id = "uuid:5f1ce1b6-9b5f-4d0c-9a44-5a9f5d3f2b11";
        let xml = Fill::new(&shipped, id, Some(student.id)).xml(visit());
        let mut body = super::part("xml_submission_file", "家访.xml", "text/xml", xml.as_bytes());
        body.extend(super::part("1.jpg", "1.jpg", "image/jpeg", &[0xff, 0xd8, 0xff, 0x00]));
        body.extend(b"--edge--\r\n");
        let kind = "multipart/form-data; boundary=edge";
        for _ in 0..2 {
            let sent = wire.calls("POST", path, kind, body.clone()).await;
            assert_eq!(
                (sent.status, sent.first("message").as_str()),
                (201, "The form was received.")
            );
        }

        // The phone app of the same teacher pulls the visit once.
        let (pages, _) = teacher.pulls(Cursor::default(), 1_000).await;
        let facts: Vec<_> = pages.iter().flat_map(|page| &page.facts).collect();
        assert_eq!(facts.iter().filter(|fact| fact.kind == "visit").count(), 1);
        assert!(facts.iter().any(|fact| fact.id == fact_of(id)));
        serving.abort();
        drop(data);
        fresh.remove().await;
    }
}

/// Serves a database on a free port.
async fn served(fresh: &TestDb) -> (SocketAddr, tempfile::TempDir, tokio::task::JoinHandle<()>) {
    let data = tempfile::tempdir().unwrap();
    let config = Config {
        data: data.path().to_owned(),
        port: 0,
        database_url: Some(fresh.url.clone()),
        ..Config::default()
    };
    let (ready, address) = oneshot::channel();
    let serving = tokio::spawn(async move {
        serve(&config, |address| ready.send(address).unwrap()).await.unwrap();
    });
    (address.await.unwrap(), data, serving)
}
