//! A phone's side of an upload over HTTP: it records photos, and sends them until they are whole, whatever breaks.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Act, EvidencePhoto};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::wire::{cbor, v1};
use doorstep_server::clock::{Clock as _, SystemClock};
use std::time::{Duration, Instant};

/// How long one photo may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// A signed-in worker who uploads.
#[derive(Debug)]
pub struct Sender {
    agent: ureq::Agent,
    /// The access token.
    pub token: String,
    session: v1::Session,
}

/// Makes an agent that takes any status as an answer.
fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(20)));
    config.http_status_as_error(false).build().into()
}

impl Sender {
    /// Signs in with the password of tests, at an address such as `http://127.0.0.1:8460`.
    ///
    /// # Panics
    /// When the server does not let them in.
    #[must_use]
    pub fn sign_in(address: &str, username: &str) -> Self {
        let agent = agent();
        let ask = serde_json::json!({"username": username, "password": "password"}).to_string();
        let answer = agent.post(format!("{address}/v1/sign-in")).header("accept", cbor::MEDIA_TYPE);
        let mut answer = answer.content_type("application/json").send(&ask).unwrap();
        let session: v1::Session = cbor::decode(&answer.body_mut().read_to_vec().unwrap()).unwrap();
        Self { agent, token: session.access_token.clone(), session }
    }

    /// Pushes the records of photos about a student.
    ///
    /// # Panics
    /// When the server does not take them.
    pub fn records(&self, address: &str, student: StudentId, photos: &[Vec<u8>]) {
        let now = SystemClock.now();
        let record = |photo: &Vec<u8>| {
            let sha256 = Digest::of(photo);
            let mut entropy = [0; 10];
            entropy.copy_from_slice(&sha256.0[..10]);
            let record = EvidencePhoto {
                of: FactId(uuid::Uuid::from_u128(0x0f)),
                sha256,
                bytes: photo.len() as u64,
                width: 0,
                height: 0,
                thumb: None,
                look: None,
                capture: None,
                seal: None,
            };
            v1::Fact::from(&doorstep_schema::fact::Fact {
                id: FactId::mint(now, entropy),
                author: self.session.subject,
                device: self.session.device,
                county: self.session.county,
                student: Some(student),
                happened_at: now,
                entered_at: now,
                hlc: Hlc::at(now),
                act: Act::EvidencePhoto(record),
            })
        };
        let push = v1::Push { facts: photos.iter().map(record).collect() };
        let call = self.agent.post(format!("{address}/v1/push"));
        let call = call.header("authorization", format!("Bearer {}", self.token));
        let call = call.header("accept", cbor::MEDIA_TYPE).content_type(cbor::MEDIA_TYPE);
        let mut answer = call.send(&cbor::encode(&push)).unwrap();
        let answer: v1::PushAnswer =
            cbor::decode(&answer.body_mut().read_to_vec().unwrap()).unwrap();
        let refused = answer.receipts.iter().find(|r| r.outcome == v1::Outcome::Refused);
        assert!(refused.is_none(), "{refused:?}");
    }

    /// Uploads a photo in pieces of at most so many bytes until it is whole; returns the statuses of 500 and above that it
    /// met.
    ///
    /// # Panics
    /// When it is not whole after two minutes, when the server refuses it for good, or when acknowledged bytes are gone.
    #[must_use]
    pub fn upload(&self, address: &str, photo: &[u8], piece: usize) -> Vec<u16> {
        let started = Instant::now();
        let (mut path, mut acknowledged, mut failures) = (None::<String>, 0, Vec::new());
        while started.elapsed() < PATIENCE {
            let at = match &path {
                None => self.begin(address, photo),
                Some(path) => self.call("HEAD", &format!("{address}{path}"), &[], b""),
            };
            let Some(mut at) = at else { continue };
            path = at.location.take().or(path);
            loop {
                if at.status >= 500 {
                    failures.push(at.status);
                    std::thread::sleep(Duration::from_millis(100));
                    break;
                }
                let Some(offset) = at.offset else { panic!("refused with {}", at.status) };
                assert!(
                    offset >= acknowledged,
                    "{acknowledged} bytes were acknowledged, {offset} are there"
                );
                acknowledged = offset;
                if offset == photo.len() {
                    return failures;
                }
                let Some(path) = &path else { break };
                let piece = &photo[offset..photo.len().min(offset + piece)];
                let number = offset.to_string();
                let headers = [
                    ("upload-offset", number.as_str()),
                    ("content-type", "application/offset+octet-stream"),
                ];
                match self.call("PATCH", &format!("{address}{path}"), &headers, piece) {
                    Some(next) => at = next,
                    None => break,
                }
            }
        }
        panic!("not whole after {PATIENCE:?}, {failures:?}")
    }

    fn begin(&self, address: &str, photo: &[u8]) -> Option<At> {
        let length = photo.len().to_string();
        let metadata = format!("sha256 {}", STANDARD.encode(Digest::of(photo).to_string()));
        let headers = [("upload-length", length.as_str()), ("upload-metadata", &metadata)];
        self.call("POST", &format!("{address}/v1/files"), &headers, b"")
    }

    /// Calls; none where no answer came.
    fn call(&self, method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<At> {
        let call = ureq::http::Request::builder().method(method).uri(url);
        let call = call.header("authorization", format!("Bearer {}", self.token));
        let call = call.header("tus-resumable", "1.0.0");
        let call = headers.iter().fold(call, |call, (name, value)| call.header(*name, *value));
        let Ok(answer) = self.agent.run(call.body(body.to_vec()).ok()?) else {
            std::thread::sleep(Duration::from_millis(20));
            return None;
        };
        let text = |name: &str| answer.headers().get(name)?.to_str().ok().map(str::to_owned);
        Some(At {
            status: answer.status().as_u16(),
            offset: text("upload-offset").and_then(|offset| offset.parse().ok()),
            location: text("location"),
        })
    }
}

/// Where an upload stands, as an answer said.
struct At {
    status: u16,
    offset: Option<usize>,
    location: Option<String>,
}
