//! A phone with its own key: it enrols and refreshes as real ones do.

use super::world::World;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use doorstep_schema::id::DeviceId;
use doorstep_schema::wire::v1::{
    DeviceEnrolment, Refresh, Session, SignIn, enrolment_message, refresh_message,
};
use ed25519_dalek::{Signer as _, SigningKey};
use serde::Serialize;
use serde_json::Value;

/// A device with an Ed25519 key.
#[derive(Debug)]
pub struct Phone {
    /// The device's id.
    pub id: DeviceId,
    key: SigningKey,
}

impl Phone {
    /// Makes a phone; equal seeds make equal phones.
    #[must_use]
    pub fn new(seed: u8) -> Self {
        let id = DeviceId(uuid::Uuid::from_bytes([seed; 16]));
        Self { id, key: SigningKey::from_bytes(&[seed; 32]) }
    }

    fn sign(&self, message: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.key.sign(message.as_bytes()).to_bytes())
    }

    /// Writes a sign-in that enrols the phone.
    #[must_use]
    pub fn sign_in(&self, world: &World, username: &str, password: &str) -> SignIn {
        let at = world.app.now();
        let public_key = URL_SAFE_NO_PAD.encode(self.key.verifying_key().to_bytes());
        let signature = self.sign(&enrolment_message(username, self.id, at));
        let name = "a phone".to_owned();
        let device = DeviceEnrolment { id: self.id, name, public_key, at, signature };
        SignIn {
            username: username.to_owned(),
            password: password.to_owned(),
            device: Some(device),
        }
    }

    /// Writes a signed request for the next tokens.
    #[must_use]
    pub fn refresh(&self, refresh_token: &str) -> Refresh {
        let signature = Some(self.sign(&refresh_message(refresh_token)));
        Refresh { refresh_token: refresh_token.to_owned(), signature }
    }
}

impl World {
    /// Posts JSON without a token and returns the answer's session, or the problem's code.
    ///
    /// # Errors
    /// The status and the code of the problem.
    ///
    /// # Panics
    /// When the answer is neither.
    pub async fn session<T: Serialize>(
        &self,
        path: &str,
        body: &T,
    ) -> Result<Session, (u16, String)> {
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(serde_json::to_vec(body).unwrap()))
            .unwrap();
        let (status, body) = self.call(request).await;
        if status == StatusCode::OK {
            return Ok(serde_json::from_slice(&body).unwrap());
        }
        let problem: Value = serde_json::from_slice(&body).unwrap();
        Err((status.as_u16(), problem["code"].as_str().unwrap().to_owned()))
    }

    /// Asks who a token speaks for; returns the status and, for a problem, its code.
    ///
    /// # Panics
    /// When the answer is not JSON.
    pub async fn me(&self, access_token: &str) -> (u16, String) {
        let request = Request::builder()
            .uri("/v1/me")
            .header(header::AUTHORIZATION, format!("Bearer {access_token}"))
            .body(Body::empty())
            .unwrap();
        let (status, body) = self.call(request).await;
        let answer: Value = serde_json::from_slice(&body).unwrap();
        (status.as_u16(), answer["code"].as_str().unwrap_or_default().to_owned())
    }
}
