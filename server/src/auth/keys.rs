//! The Ed25519 keys that sign access tokens: one signs, earlier ones still verify.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use jsonwebtoken::{DecodingKey, EncodingKey};
use sha2::{Digest as _, Sha256};
use std::io::Write as _;
use std::path::Path;

/// Why the keys cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The key file cannot be read or written.
    #[error("the token key file cannot be used: {0}")]
    File(#[from] std::io::Error),
    /// The key file holds something else.
    #[error("the token key file must hold lines of 43 base64url characters (32 bytes)")]
    NotAKey,
}

struct Key {
    kid: String,
    verifies: DecodingKey,
}

/// The keys of the access tokens.
pub struct TokenKeys {
    kid: String,
    signs: EncodingKey,
    known: Vec<Key>,
}

impl std::fmt::Debug for TokenKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenKeys").field("kid", &self.kid).finish_non_exhaustive()
    }
}

/// What precedes the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410, 7).
const PKCS8: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

fn key(seed: &[u8; 32]) -> Key {
    let public = SigningKey::from_bytes(seed).verifying_key().to_bytes();
    let kid = URL_SAFE_NO_PAD.encode(&Sha256::digest(public)[..6]);
    Key { kid, verifies: DecodingKey::from_ed_der(&public) }
}

impl TokenKeys {
    /// Makes the keys from their secrets: the first signs, all verify.
    #[must_use]
    pub fn from_seeds(first: [u8; 32], earlier: &[[u8; 32]]) -> Self {
        let signing = key(&first);
        let der: Vec<u8> = PKCS8.iter().chain(&first).copied().collect();
        let kid = signing.kid.clone();
        let known = std::iter::once(signing).chain(earlier.iter().map(key)).collect();
        Self { kid, signs: EncodingKey::from_ed_der(&der), known }
    }

    /// Reads the keys from a file of one secret a line, newest first; makes the file from `fresh`
    /// when there is none, readable by its owner only.
    ///
    /// # Errors
    /// When the file cannot be read or written, or holds something else.
    pub fn open(path: &Path, fresh: [u8; 32]) -> Result<Self, KeyError> {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let seeds: Option<Vec<[u8; 32]>> = text
                    .lines()
                    .filter(|line| !line.trim().is_empty())
                    .map(|line| URL_SAFE_NO_PAD.decode(line.trim()).ok()?.try_into().ok())
                    .collect();
                let seeds = seeds.ok_or(KeyError::NotAKey)?;
                let (first, earlier) = seeds.split_first().ok_or(KeyError::NotAKey)?;
                Ok(Self::from_seeds(*first, earlier))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(path)?;
                writeln!(file, "{}", URL_SAFE_NO_PAD.encode(fresh))?;
                file.sync_all()?;
                Ok(Self::from_seeds(fresh, &[]))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Returns the signing key with its id.
    pub(super) fn signing(&self) -> (&str, &EncodingKey) {
        (&self.kid, &self.signs)
    }

    /// Finds the verifying key of an id.
    pub(super) fn find(&self, kid: &str) -> Option<&DecodingKey> {
        self.known.iter().find(|k| k.kid == kid).map(|k| &k.verifies)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token.key");
        let made = TokenKeys::open(&path, [7; 32]).unwrap();
        let read = TokenKeys::open(&path, [9; 32]).unwrap();
        assert_eq!(made.kid, read.kid);
        std::fs::write(&path, "not a key").unwrap();
        assert!(matches!(TokenKeys::open(&path, [9; 32]), Err(KeyError::NotAKey)));
    }
}
