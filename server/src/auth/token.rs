//! Access tokens: small JWTs signed with `EdDSA` that last a quarter of an hour.

use super::keys::TokenKeys;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use doorstep_schema::id::{DeviceId, WorkerId};
use doorstep_schema::moment::Moment;
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who is meant by our tokens.
const AUDIENCE: &str = "api";
/// The longest token that is looked at.
const MAX_LENGTH: usize = 512;

/// What a token says; ids are 16 bytes in base64url, to keep it short.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
    dev: String,
    exp: i64,
}

/// Whom a token speaks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bearer {
    /// The worker.
    pub worker: WorkerId,
    /// The device that the token is bound to.
    pub device: DeviceId,
    /// When the token ends.
    pub expires_at: Moment,
}

/// Why a token is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotTaken {
    /// It is none of ours, or was changed.
    #[error("the token is none of ours")]
    Foreign,
    /// It was ours and has ended.
    #[error("the token has ended")]
    Ended,
    /// It could not be signed.
    #[error("the token could not be signed")]
    NotSigned,
}

fn short(id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(id.as_bytes())
}

fn long(text: &str) -> Result<Uuid, NotTaken> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotTaken::Foreign)?;
    Uuid::from_slice(&bytes).map_err(|_| NotTaken::Foreign)
}

/// Signs a token for a worker on a device.
///
/// # Errors
/// [`NotTaken::NotSigned`] when the key does not sign.
pub fn issue(keys: &TokenKeys, issuer: &str, bearer: Bearer) -> Result<String, NotTaken> {
    let (kid, key) = keys.signing();
    let header = Header { typ: None, kid: Some(kid.to_owned()), ..Header::new(Algorithm::EdDSA) };
    let claims = Claims {
        iss: issuer.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: short(bearer.worker.0),
        dev: short(bearer.device.0),
        exp: bearer.expires_at.ms() / 1000,
    };
    jsonwebtoken::encode(&header, &claims, key).map_err(|_| NotTaken::NotSigned)
}

/// Reads a token that `issue` made.
///
/// # Errors
/// [`NotTaken::Foreign`] or, when only its time is over, [`NotTaken::Ended`].
pub fn read(keys: &TokenKeys, issuer: &str, token: &str, now: Moment) -> Result<Bearer, NotTaken> {
    if token.len() > MAX_LENGTH {
        return Err(NotTaken::Foreign);
    }
    let header = jsonwebtoken::decode_header(token).map_err(|_| NotTaken::Foreign)?;
    let key = header.kid.as_deref().and_then(|kid| keys.find(kid)).ok_or(NotTaken::Foreign)?;
    let mut rules = Validation::new(Algorithm::EdDSA);
    // The time is an argument here, so it is compared below.
    rules.validate_exp = false;
    rules.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    rules.set_audience(&[AUDIENCE]);
    rules.set_issuer(&[issuer]);
    let claims =
        jsonwebtoken::decode::<Claims>(token, key, &rules).map_err(|_| NotTaken::Foreign)?.claims;
    let bearer = Bearer {
        worker: WorkerId(long(&claims.sub)?),
        device: DeviceId(long(&claims.dev)?),
        expires_at: Moment::from_ms(claims.exp.saturating_mul(1000)),
    };
    if bearer.expires_at <= now { Err(NotTaken::Ended) } else { Ok(bearer) }
}

#[cfg(test)]
mod tests;
