//! Signatures of enrolled devices.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, VerifyingKey};

/// Reads a device's public key: 32 bytes in base64url without padding that are a point of the curve.
#[must_use]
pub fn public_key(text: &str) -> Option<[u8; 32]> {
    let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
    let key = VerifyingKey::from_bytes(&bytes).ok()?;
    (!key.is_weak()).then_some(bytes)
}

/// Tells whether the device with that key signed the message.
#[must_use]
pub fn signed(public_key: &[u8], message: &str, signature: &str) -> bool {
    let verify = || {
        let key = VerifyingKey::from_bytes(public_key.try_into().ok()?).ok()?;
        let bytes: [u8; 64] = URL_SAFE_NO_PAD.decode(signature).ok()?.try_into().ok()?;
        key.verify_strict(message.as_bytes(), &Signature::from_bytes(&bytes)).ok()
    };
    verify().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer as _, SigningKey};

    #[test]
    fn only_the_device_s_own_signature_over_the_same_message_counts() {
        let key = SigningKey::from_bytes(&[8; 32]);
        let public = key.verifying_key().to_bytes();
        assert_eq!(public_key(&URL_SAFE_NO_PAD.encode(public)), Some(public));
        assert_eq!(public_key("AAAA"), None);
        assert_eq!(public_key(&URL_SAFE_NO_PAD.encode([0; 32])), None);
        let signature = URL_SAFE_NO_PAD.encode(key.sign(b"hello").to_bytes());
        assert!(signed(&public, "hello", &signature));
        assert!(!signed(&public, "hallo", &signature));
        assert!(!signed(&[1; 32], "hello", &signature));
        assert!(!signed(&public, "hello", "x"));
    }
}
