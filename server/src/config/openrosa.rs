//! What is taken from ODK Collect and its kin.

use super::{BadConfig, bad};
use serde::{Deserialize, Serialize};

/// What is taken from ODK Collect and its kin.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpenRosa {
    /// The address that phones reach the server at, as in `https://doorstep.example`; left out, the one that a
    /// request names.
    pub public_url: Option<String>,
    /// The most bytes of one request with a filled form.
    pub submission_bytes: usize,
    /// The most bytes of one file that comes with a filled form.
    pub attachment_bytes: usize,
    /// The most files that come with a filled form.
    pub attachments: usize,
    /// Minutes that a right password is remembered for, so that each request does not cost a hash.
    pub remember_minutes: i64,
}

impl Default for OpenRosa {
    fn default() -> Self {
        Self {
            public_url: None,
            submission_bytes: 16 << 20,
            attachment_bytes: 12 << 20,
            attachments: 60,
            remember_minutes: 5,
        }
    }
}

impl OpenRosa {
    /// Checks what the types cannot.
    pub(super) fn check(&self) -> Result<(), BadConfig> {
        let sound = |url: &String| {
            let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
            host.is_some_and(|host| !host.is_empty() && !host.ends_with('/'))
        };
        if !self.public_url.as_ref().is_none_or(sound) {
            let reason = "must begin with https:// or http:// and end without a slash";
            return Err(bad("openrosa.public_url", reason));
        }
        if !(64 << 10..=256 << 20).contains(&self.submission_bytes) {
            return Err(bad("openrosa.submission_bytes", "must be from 65536 to 268435456"));
        }
        if self.attachment_bytes > self.submission_bytes {
            let reason = "must not be more than openrosa.submission_bytes";
            return Err(bad("openrosa.attachment_bytes", reason));
        }
        if self.attachments > 1_000 {
            return Err(bad("openrosa.attachments", "must be from 0 to 1000"));
        }
        if !(0..=60).contains(&self.remember_minutes) {
            return Err(bad("openrosa.remember_minutes", "must be from 0 to 60"));
        }
        Ok(())
    }
}
