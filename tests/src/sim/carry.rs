//! Carries a phone's calls to the server through the weather.

use super::chance::Chance;
use super::weather::{Weather, damage};
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderName, Request, header};
use doorstep_core::sync::{Call, Reply};
use doorstep_server::testing::World;

/// The largest answer that is read, in bytes.
const MOST: usize = 64 << 20;

fn request(call: &Call, body: Body) -> Request<Body> {
    let optional = [
        (header::CONTENT_TYPE, call.content_type.map(str::to_owned)),
        (header::AUTHORIZATION, call.authorization.clone()),
        (header::CONTENT_ENCODING, call.encoding.map(str::to_owned)),
    ];
    let mut builder = Request::builder()
        .method(call.method.as_str())
        .uri(&call.path)
        .header(header::ACCEPT, call.accept)
        .header(header::ACCEPT_ENCODING, call.accept_encoding);
    for (name, value) in optional {
        if let Some(value) = value {
            builder = builder.header(name, value);
        }
    }
    for (name, value) in &call.headers {
        builder = builder.header(*name, value);
    }
    builder.body(body).unwrap_or_default()
}

/// Makes the body of a request whose connection breaks off after some bytes.
fn cut_body(call: &Call, keep: usize) -> Body {
    let came = Bytes::copy_from_slice(&call.body[..keep.min(call.body.len())]);
    let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    Body::from_stream(futures_util::stream::iter([Ok(came), Err(broken)]))
}

/// Hands a call to the server and reads its whole answer.
pub(crate) async fn deliver(server: &World, call: &Call) -> Reply {
    hand(server, request(call, Body::from(call.body.clone()))).await
}

async fn hand(server: &World, request: Request<Body>) -> Reply {
    let answer = server.answer(request).await;
    let status = answer.status().as_u16();
    let text = |headers: &HeaderMap, name| {
        headers.get(name).and_then(|v: &axum::http::HeaderValue| v.to_str().ok()).map(str::to_owned)
    };
    let headers = answer.headers().clone();
    let Ok(body) = to_bytes(answer.into_body(), MOST).await else { return Reply::Lost };
    Reply::Got {
        status,
        retry_after: text(&headers, header::RETRY_AFTER).and_then(|v| v.parse().ok()),
        content_type: text(&headers, header::CONTENT_TYPE),
        encoding: text(&headers, header::CONTENT_ENCODING),
        location: text(&headers, header::LOCATION),
        upload_offset: text(&headers, HeaderName::from_static("upload-offset"))
            .and_then(|v| v.parse().ok()),
        body: body.to_vec(),
    }
}

/// The network between the phones and the server.
#[derive(Debug)]
pub(super) struct Network {
    pub(super) weather: Weather,
    pub(super) chance: Chance,
    /// Copies of requests that are still on their way.
    late: Vec<Call>,
    /// The statuses of server errors that were seen; there must be none.
    pub(super) server_errors: Vec<u16>,
}

impl Network {
    pub(super) fn new(weather: Weather, chance: Chance) -> Self {
        Self { weather, chance, late: Vec::new(), server_errors: Vec::new() }
    }

    async fn hand_over(&mut self, server: &World, call: &Call) -> Reply {
        let reply = deliver(server, call).await;
        if let Reply::Got { status, .. } = &reply
            && *status >= 500
        {
            self.server_errors.push(*status);
        }
        reply
    }

    /// Delivers copies that were held up, in any order.
    pub(super) async fn late_copies(&mut self, server: &World) {
        while !self.late.is_empty() && self.chance.in_100(50) {
            let place = self.chance.below(self.late.len());
            let call = self.late.swap_remove(place);
            self.hand_over(server, &call).await;
        }
    }

    /// Carries one call and what comes back.
    pub(super) async fn carry(&mut self, server: &World, call: Call) -> Reply {
        let weather = self.weather;
        if self.chance.in_100(weather.offline) || self.chance.in_100(weather.request_lost) {
            return Reply::Lost;
        }
        if self.chance.in_100(weather.middlebox) {
            return self.middlebox();
        }
        if self.chance.in_100(weather.late_copy) {
            self.late.push(call.clone());
        }
        if self.chance.in_100(weather.doubled) {
            self.hand_over(server, &call).await;
        }
        if self.chance.in_100(weather.request_cut) {
            // A server notices that a body is shorter than said; one that did not must still refuse it.
            let keep = self.chance.below(call.body.len());
            if call.path.starts_with("/v1/files") {
                // Of a photo the server keeps what came before the connection broke off.
                hand(server, request(&call, cut_body(&call, keep))).await;
                return Reply::Lost;
            }
            let mut cut = call;
            cut.body.truncate(keep);
            self.hand_over(server, &cut).await;
            return Reply::Lost;
        }
        let reply = self.hand_over(server, &call).await;
        if self.chance.in_100(weather.answer_lost) {
            return Reply::Lost;
        }
        self.spoil(reply)
    }

    fn spoil(&mut self, mut reply: Reply) -> Reply {
        if let Reply::Got { body, .. } = &mut reply {
            if self.chance.in_100(self.weather.answer_cut) {
                body.truncate(self.chance.below(body.len()));
                // Transports notice a short body; half of them hand on what came.
                if self.chance.in_100(50) {
                    return Reply::Lost;
                }
            }
            if self.chance.in_100(self.weather.answer_damaged) && !body.is_empty() {
                // Damage that a checksum would catch: here in the frame's first bytes.
                let head = body.len().min(4);
                damage(&mut body[..head], &mut self.chance);
            }
        }
        reply
    }

    /// A captive portal or proxy answers.
    fn middlebox(&mut self) -> Reply {
        let (status, content_type, body) = match self.chance.below(4) {
            0 => (200, "text/html", b"<html>Sign in to the village Wi-Fi</html>".to_vec()),
            1 => (502, "text/plain", b"bad gateway".to_vec()),
            2 => (302, "text/html", Vec::new()),
            _ => (403, "text/html", b"blocked".to_vec()),
        };
        Reply::Got {
            status,
            retry_after: None,
            content_type: Some(content_type.to_owned()),
            encoding: None,
            location: None,
            upload_offset: None,
            body,
        }
    }
}
