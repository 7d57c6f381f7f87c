//! ODK Collect, as its documented protocol has it, against the server in process.

mod edits;
mod facts;
mod files;
mod forms;
mod hostile;
mod sign_in;
mod story;

use crate::acts::openrosa::dress::{GUARDIAN, STUDENT, dress};
use crate::db::forms as editions;
use crate::testing::World;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use doorstep_forms::instance::{self, Head};
use doorstep_forms::shipped;
use doorstep_schema::form::{Audience, Form};
use doorstep_schema::id::{GuardianId, StudentId};
use doorstep_schema::people::Role;
use doorstep_schema::region::RegionCode;
use jiff::civil::Date;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// What the server answered.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    /// Returns the texts of all elements of a name.
    fn texts(&self, name: &str) -> Vec<String> {
        let (start, end) = (format!("<{name}>"), format!("</{name}>"));
        let parts = self.body.split(start.as_str()).skip(1);
        parts.map(|part| part.split(end.as_str()).next().unwrap_or_default().to_owned()).collect()
    }

    /// Returns the status, and of a message its words.
    fn told(&self) -> (u16, String) {
        (self.status.as_u16(), self.texts("message").join(" "))
    }
}

/// A phone with Collect on it.
#[derive(Clone, Debug)]
struct Collect {
    world: World,
    credentials: String,
}

impl Collect {
    fn new(world: &World, username: &str) -> Self {
        Self::with(world, username, "password")
    }

    fn with(world: &World, username: &str, password: &str) -> Self {
        let credentials = format!("Basic {}", STANDARD.encode(format!("{username}:{password}")));
        Self { world: world.clone(), credentials }
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "doorstep.example:8460")
            .header("X-OpenRosa-Version", "1.0")
            .header(header::AUTHORIZATION, &self.credentials)
    }

    async fn call(&self, method: &str, path: &str) -> Answer {
        let request = self.request(method, path).body(Body::empty()).unwrap();
        answer(&self.world, request).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.call("GET", path).await
    }

    /// Sends a filled form with files.
    async fn sends(&self, xml: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = part("xml_submission_file", "form.xml", "text/xml", xml.as_bytes());
        for (name, bytes) in files {
            body.extend(part(name, name, "image/jpeg", bytes));
        }
        self.posts(body).await
    }

    async fn posts(&self, mut body: Vec<u8>) -> Answer {
        body.extend(b"--edge--\r\n");
        let request = self.request("POST", "/openrosa/submission?deviceID=collect%3Aabc");
        let kind = "multipart/form-data; boundary=edge";
        let request = request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
        answer(&self.world, request).await
    }

    /// Lists forms and editions.
    async fn lists(&self) -> Vec<String> {
        let list = self.get("/openrosa/formList").await;
        assert_eq!(list.status, 200, "{}", list.body);
        let versions = list.texts("version");
        list.texts("formID").into_iter().zip(versions).map(|(id, v)| format!("{id}/{v}")).collect()
    }
}

/// Makes a part of a body.
fn part(name: &str, file: &str, kind: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
        Content-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

async fn answer(world: &World, request: Request<Body>) -> Answer {
    let response = world.answer(request).await;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Answer { status, headers, body: String::from_utf8(body.to_vec()).unwrap() }
}

fn audience(region: &str, roles: &[Role], from: Option<Date>) -> Audience {
    let region = RegionCode::parse(region).unwrap();
    Audience { region, roles: roles.to_vec(), from, until: None }
}

/// Imports a form and publishes it; returns its edition.
async fn publish(world: &World, form: &Form, audience: &[Audience]) -> u32 {
    let body = serde_json::to_string(form).unwrap();
    let hash = Sha256::digest(&body);
    let new = editions::NewEdition {
        form: &form.id,
        version: &form.version,
        body: &body,
        hash: &hash,
        at: world.app.now(),
        by: None,
    };
    let mut tx = world.app.db.write().await.unwrap();
    let (edition, _) = editions::add(&mut tx, world.county, &new).await.unwrap();
    editions::publish(&mut tx, world.county, &form.id, edition, audience).await.unwrap();
    tx.commit().await.unwrap();
    edition
}

/// Publishes every shipped form to everybody in the county.
async fn publish_shipped(world: &World) {
    for form in shipped::all().unwrap() {
        publish(world, &form, &[audience("533325", &[], None)]).await;
    }
}

/// A filled form.
struct Fill<'a> {
    form: &'a Form,
    edition: u32,
    id: &'a str,
    replaces: Option<&'a str>,
    student: Option<StudentId>,
    guardian: Option<GuardianId>,
}

impl<'a> Fill<'a> {
    fn new(form: &'a Form, id: &'a str, student: Option<StudentId>) -> Self {
        Self { form, edition: 1, id, replaces: None, student, guardian: None }
    }

    /// Writes it as Collect does.
    fn xml(&self, answers: Value) -> String {
        let Value::Object(mut answers) = answers else { panic!("answers are an object") };
        if let Some(student) = self.student {
            answers.insert(STUDENT.to_owned(), student.to_string().into());
        }
        if let Some(guardian) = self.guardian {
            answers.insert(GUARDIAN.to_owned(), guardian.to_string().into());
        }
        let version = self.edition.to_string();
        let head = Head { version: &version, id: self.id, replaces: self.replaces };
        instance::write(&dress(self.form, self.edition).unwrap(), head, &answers).unwrap()
    }
}

/// A visit that met a guardian in hardship: it raises a concern and refers the case to civil affairs and justice.
fn visit() -> Value {
    json!({
        "started": "2026-11-23T07:31:00.000+08:00", "ended": "2026-11-23T07:55:10.120+08:00",
        "where": { "happened_at": "2026-11-23T07:40:00.000+08:00", "purpose": "attendance",
            "accompanied": "committee", "with_committee": "yes", "place": "26.51 98.92 0 8",
            "household_found": "yes" },
        "who": { "met": "guardian", "met_name": "和大山", "met_relation": "father",
            "guardian_spoken": "yes" },
        "household": { "hardship": "yes", "hardship_group": { "income": "4000" } },
        "child": { "attends": "yes", "sleep_hours": "8.5" },
        "agreement": { "told_duty": "yes", "promised": "yes", "promise": "后天返校",
            "promise_by": "2026-11-25", "promise_returns": "yes", "help": "none" },
        "next": { "departments": "justice" },
        "evidence": { "photo_consent": "yes", "photos": [{ "photo": "1.jpg", "photo_of": "门口" }],
            "note": "家里只有奶奶" },
    })
}
