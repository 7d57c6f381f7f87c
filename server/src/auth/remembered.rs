//! Names and passwords that were right a moment ago, so that a client which sends them with each request does not cost
//! a slow hash each time. Kept in memory as keyed hashes only.

use crate::clock::NoEntropy;
use crate::db::accounts::Account;
use doorstep_schema::moment::Moment;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The most that are remembered; one more forgets them all.
const MOST: usize = 20_000;

/// What was right a moment ago.
pub struct Remembered {
    lasts_minutes: i64,
    right: Mutex<Right>,
}

#[derive(Default)]
struct Right {
    /// The key of this process, drawn when it is first needed.
    key: Option<[u8; 32]>,
    until: HashMap<[u8; 32], Moment>,
}

impl Right {
    /// Returns the hash of an account with a password; none before a key was drawn.
    fn hash(&self, account: &Account, password: &str) -> Option<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key?).ok()?;
        // The stored hash is part of it: a changed password ends what was remembered of the old one.
        mac.update(account.worker.0.as_bytes());
        mac.update(account.password_hash.as_bytes());
        mac.update(b"\0");
        mac.update(password.as_bytes());
        Some(mac.finalize().into_bytes().into())
    }
}

impl Remembered {
    /// Remembers for so many minutes; for 0, not at all.
    #[must_use]
    pub fn new(lasts_minutes: i64) -> Self {
        Self { lasts_minutes, right: Mutex::default() }
    }

    /// Tells whether the password of the account was right a moment ago.
    #[must_use]
    pub fn knows(&self, account: &Account, password: &str, now: Moment) -> bool {
        let right = self.right.lock().unwrap_or_else(PoisonError::into_inner);
        let until = right.hash(account, password).and_then(|hash| right.until.get(&hash).copied());
        // A clock that was set back makes nothing last longer.
        until.is_some_and(|until| now < until && until <= now.plus_minutes(self.lasts_minutes))
    }

    /// Notes that the password of the account was right.
    ///
    /// # Errors
    /// When there is no chance to be had for the key.
    pub fn note(
        &self,
        account: &Account,
        password: &str,
        now: Moment,
        chance: impl FnOnce() -> Result<[u8; 32], NoEntropy>,
    ) -> Result<(), NoEntropy> {
        if self.lasts_minutes == 0 {
            return Ok(());
        }
        let mut right = self.right.lock().unwrap_or_else(PoisonError::into_inner);
        if right.key.is_none() {
            right.key = Some(chance()?);
        }
        if right.until.len() >= MOST {
            right.until.retain(|_, until| *until > now);
            if right.until.len() >= MOST {
                right.until.clear();
            }
        }
        if let Some(hash) = right.hash(account, password) {
            right.until.insert(hash, now.plus_minutes(self.lasts_minutes));
        }
        Ok(())
    }
}

impl std::fmt::Debug for Remembered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Remembered({} minutes)", self.lasts_minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep_schema::id::WorkerId;
    use doorstep_schema::region::RegionCode;

    fn account(password_hash: &str) -> Account {
        Account {
            worker: WorkerId(uuid::Uuid::from_u128(1)),
            county: RegionCode::parse("533325").unwrap(),
            password_hash: password_hash.to_owned(),
            disabled: false,
        }
    }

    #[test]
    fn what_was_right_lasts_its_minutes_and_ends_with_the_password() {
        let remembered = Remembered::new(5);
        let (ann, at) = (account("h1"), Moment::from_ms(1_000_000));
        assert!(!remembered.knows(&ann, "word", at));
        remembered.note(&ann, "word", at, || Ok([7; 32])).unwrap();
        assert!(remembered.knows(&ann, "word", at.plus_minutes(4)));
        assert!(!remembered.knows(&ann, "other", at));
        assert!(!remembered.knows(&account("h2"), "word", at), "the password was changed");
        assert!(!remembered.knows(&ann, "word", at.plus_minutes(5)));
        assert!(!remembered.knows(&ann, "word", at.plus_minutes(-1)), "the clock was set back");
    }

    #[test]
    fn without_minutes_nothing_is_remembered() {
        let remembered = Remembered::new(0);
        let (ann, at) = (account("h1"), Moment::from_ms(0));
        remembered.note(&ann, "word", at, || Err(NoEntropy(String::new()))).unwrap();
        assert!(!remembered.knows(&ann, "word", at));
    }
}
