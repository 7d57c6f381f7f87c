//! A PIN made costly to guess.

use crate::thrown::thrown;
use argon2::{Algorithm, Argon2, Params, Version};
use doorstep_core::{Code, Problem};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Stretches a PIN into 32 bytes: argon2id (RFC 9106) with 19 MiB, 2 passes and 1 lane, OWASP's least setting.
///
/// # Errors
/// `invalid` at `salt` when it has fewer than 8 bytes.
#[wasm_bindgen]
pub fn stretch(pin: &str, salt: &[u8]) -> Result<Vec<u8>, JsError> {
    let mut key = vec![0; 32];
    Params::new(19 * 1024, 2, 1, Some(key.len()))
        .map(|params| Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
        .and_then(|argon2| argon2.hash_password_into(pin.as_bytes(), salt, &mut key))
        .map_err(|_| thrown(&Problem::at(Code::Invalid, "salt")))?;
    Ok(key)
}
