//! Refresh tokens: 32 bytes of chance; the database keeps their SHA-256 only.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Writes a token for the caller.
#[must_use]
pub fn text(secret: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(secret)
}

/// Returns what is stored of a token.
#[must_use]
pub fn stored(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
