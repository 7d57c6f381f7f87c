//! A worker on a device, who calls the server in process.

use super::world::World;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use doorstep_schema::fact::{self, Act, GuardianContact, Met, Visit};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{DeviceId, FactId, StudentId, WorkerId};
use doorstep_schema::people::Student;
use doorstep_schema::wire::cbor;
use doorstep_schema::wire::v1::{Cursor, Fact, Outcome, Page, Push, PushAnswer};
use serde_json::Value;
use tower::ServiceExt as _;

/// A signed-in worker on a device.
#[derive(Clone, Debug)]
pub struct Person {
    /// The world they live in.
    pub world: World,
    /// The worker.
    pub worker: WorkerId,
    /// The device.
    pub device: DeviceId,
}

impl Person {
    pub(super) const fn new(world: World, worker: WorkerId, device: DeviceId) -> Self {
        Self { world, worker, device }
    }

    /// Enters a fact now.
    ///
    /// # Panics
    /// When there is no chance to be had.
    #[must_use]
    pub fn enters(&self, student: Option<StudentId>, act: Act) -> Fact {
        let now = self.world.app.now();
        Fact::from(&fact::Fact {
            id: FactId::mint(now, self.world.app.chance().unwrap()),
            author: self.worker,
            device: self.device,
            county: self.world.county,
            student,
            happened_at: now,
            entered_at: now,
            hlc: Hlc::at(now),
            act,
        })
    }

    /// Enters a visit that met nobody.
    #[must_use]
    pub fn visits(&self, student: &Student) -> Fact {
        self.enters(Some(student.id), Act::Visit(Visit::met(Met::Nobody)))
    }

    /// Enters a call that reached the guardian.
    #[must_use]
    pub fn calls(&self, student: &Student) -> Fact {
        self.enters(Some(student.id), Act::GuardianContact(GuardianContact::call(true)))
    }

    /// Makes a request with the access token, CBOR both ways.
    ///
    /// # Panics
    /// When the address does not read.
    #[must_use]
    pub fn request(&self, method: &str, path: &str, body: Vec<u8>) -> Request<Body> {
        let token = self.world.token(self.worker, self.device);
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, cbor::MEDIA_TYPE)
            .header(header::ACCEPT, cbor::MEDIA_TYPE)
            .body(Body::from(body))
            .unwrap()
    }

    /// Calls with the access token, CBOR both ways.
    ///
    /// # Panics
    /// When the answer's body breaks off.
    pub async fn call(&self, method: &str, path: &str, body: Vec<u8>) -> (StatusCode, Vec<u8>) {
        self.world.call(self.request(method, path, body)).await
    }

    /// Gets an address as JSON.
    ///
    /// # Panics
    /// When the answer is not JSON.
    pub async fn get_json(&self, path: &str) -> (StatusCode, Value) {
        let mut request = self.request("GET", path, Vec::new());
        request.headers_mut().remove(header::ACCEPT);
        let (status, body) = self.world.call(request).await;
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    /// Sends JSON and returns the answer's.
    ///
    /// # Panics
    /// When the body does not serialize or the answer's breaks off.
    pub async fn send_json(&self, method: &str, path: &str, body: &Value) -> (StatusCode, Value) {
        let mut request = self.request(method, path, serde_json::to_vec(body).unwrap());
        let json = axum::http::HeaderValue::from_static("application/json");
        request.headers_mut().insert(header::CONTENT_TYPE, json);
        request.headers_mut().remove(header::ACCEPT);
        let (status, body) = self.world.call(request).await;
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    /// Pushes facts and returns the answer.
    ///
    /// # Panics
    /// When the server does not answer 200.
    pub async fn pushes(&self, facts: &[Fact]) -> PushAnswer {
        let body = cbor::encode(&Push { facts: facts.to_vec() });
        let (status, body) = self.call("POST", "/v1/push", body).await;
        assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
        cbor::decode(&body).unwrap()
    }

    /// Pushes facts and returns each one's outcome, for a refusal its code.
    pub async fn outcomes(&self, facts: &[Fact]) -> Vec<String> {
        let receipts = self.pushes(facts).await.receipts;
        let outcome = |receipt: doorstep_schema::wire::v1::Receipt| match receipt.outcome {
            Outcome::Accepted => "accepted".to_owned(),
            Outcome::Duplicate => "duplicate".to_owned(),
            Outcome::Refused => receipt.problem.map_or_else(String::new, |problem| problem.code),
        };
        receipts.into_iter().map(outcome).collect()
    }

    /// Pulls one page; `None` when nothing is new.
    ///
    /// # Panics
    /// When the server answers anything but a page or 204.
    pub async fn pulls_page(&self, after: Cursor, limit: usize) -> Option<Page> {
        let path = format!("/v1/pull?after={after}&limit={limit}");
        let (status, body) = self.call("GET", &path, Vec::new()).await;
        if status == StatusCode::NO_CONTENT {
            return None;
        }
        assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
        Some(cbor::decode(&body).unwrap())
    }

    /// Pulls pages until nothing is waiting; returns them with the last cursor.
    ///
    /// # Panics
    /// When a page does not move the cursor on.
    pub async fn pulls(&self, mut after: Cursor, limit: usize) -> (Vec<Page>, Cursor) {
        let mut pages = Vec::new();
        while let Some(page) = self.pulls_page(after, limit).await {
            assert!(page.cursor > after, "a page moves the cursor on");
            after = page.cursor;
            let more = page.more;
            pages.push(page);
            if !more {
                break;
            }
        }
        (pages, after)
    }
}

impl World {
    /// Calls the server in process.
    ///
    /// # Panics
    /// When the answer's body breaks off.
    pub async fn call(&self, request: Request<Body>) -> (StatusCode, Vec<u8>) {
        let response = self.answer(request).await;
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, body.to_vec())
    }

    /// Calls the server in process and returns the answer with its headers.
    pub async fn answer(&self, request: Request<Body>) -> Response<Body> {
        match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}
