//! Passwords: argon2id hashes in PHC text.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};

/// The longest password that is looked at, in bytes.
pub const MAX_BYTES: usize = 256;

/// What a hash costs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    /// 19 MiB, 2 passes, 1 lane: OWASP's least setting for argon2id, 19 ms on the machine measured.
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2, lanes: 1 }
    }
}

impl Cost {
    /// A cost for tests: it protects nothing.
    pub const CHEAP: Self = Self { memory_kib: 8, passes: 1, lanes: 1 };
}

/// Makes a password of 80 bits from chance: 16 letters and digits that are not mistaken for each other.
#[must_use]
pub fn made(chance: [u8; 16]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    chance.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// Why a password could not be hashed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct NotHashed(pub String);

/// Hashes a password with a fresh salt; slow on purpose, so call it off the async threads.
///
/// # Errors
/// When the cost is out of argon2's bounds.
pub fn hash(password: &str, salt: [u8; 16], cost: Cost) -> Result<String, NotHashed> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, None)
        .map_err(|e| NotHashed(e.to_string()))?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|e| NotHashed(e.to_string()))
}

/// Tells whether the password is the one of the hash; slow on purpose, as `hash` is.
#[must_use]
pub fn matches(password: &str, hash: &str) -> bool {
    password.len() <= MAX_BYTES
        && PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_itself_matches() {
        let hashed = hash("望子成龙", [5; 16], Cost::CHEAP).unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hashed}");
        assert!(matches("望子成龙", &hashed));
        assert!(!matches("望子成虫", &hashed));
        assert!(!matches("", &hashed));
        assert!(!matches("望子成龙", "not a hash"));
        assert!(hash("x", [5; 16], Cost { memory_kib: 1, ..Cost::CHEAP }).is_err());
    }
}
