//! Where photos are kept, and how much a device may send.

use super::{BadConfig, bad};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::path::{Path, PathBuf};

/// Where photos are kept, and how much a device may send.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    /// The folder of the files; left out, `files` in the data folder.
    pub folder: Option<PathBuf>,
    /// The S3 service that keeps the files in place of a folder.
    pub s3: Option<S3>,
    /// The most uploads that a device may have open at once, 1 to 1000.
    pub device_open_uploads: u32,
    /// The most bytes that a device may begin to upload within 24 hours, at least 2 MiB.
    pub device_bytes_a_day: u64,
}

/// An S3 service.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3 {
    /// The service's address, as in `https://s3.example`.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// The region, as the service names it.
    pub region: String,
    /// The key's id.
    pub access_key_id: Secret,
    /// The key's secret.
    pub secret_access_key: Secret,
    /// Whether an address without TLS is taken.
    #[serde(default)]
    pub allow_http: bool,
}

/// A text that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns the text, for whoever signs with it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str("***")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(AnyText)
    }
}

/// Reads a text that may look like a number, so that no message about its type repeats it.
struct AnyText;

impl de::Visitor<'_> for AnyText {
    type Value = Secret;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Secret, E> {
        Ok(Secret(text.to_owned()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Secret, E> {
        Ok(Secret(number.to_string()))
    }

    fn visit_u128<E: de::Error>(self, number: u128) -> Result<Secret, E> {
        Ok(Secret(number.to_string()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Secret, E> {
        Ok(Secret(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Secret, E> {
        Err(E::custom("must be put in quotes"))
    }
}

impl Default for Files {
    fn default() -> Self {
        Self { folder: None, s3: None, device_open_uploads: 20, device_bytes_a_day: 256 << 20 }
    }
}

impl Files {
    /// Returns the folder of the files.
    #[must_use]
    pub fn folder(&self, data: &Path) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| data.join("files"))
    }

    /// Checks what the types cannot.
    pub(super) fn check(&self) -> Result<(), BadConfig> {
        if !(1..=1_000).contains(&self.device_open_uploads) {
            return Err(bad("files.device_open_uploads", "must be from 1 to 1000"));
        }
        if !(2 << 20..=1 << 40).contains(&self.device_bytes_a_day) {
            return Err(bad("files.device_bytes_a_day", "must be from 2097152 to 1099511627776"));
        }
        let Some(s3) = &self.s3 else { return Ok(()) };
        let plain = s3.allow_http && s3.endpoint.starts_with("http://");
        if !(s3.endpoint.starts_with("https://") || plain) {
            let reason = "must begin with https://, or with http:// where allow_http is set";
            return Err(bad("files.s3.endpoint", reason));
        }
        for (key, value) in [
            ("files.s3.bucket", s3.bucket.as_str()),
            ("files.s3.region", s3.region.as_str()),
            ("files.s3.access_key_id", s3.access_key_id.reveal()),
            ("files.s3.secret_access_key", s3.secret_access_key.reveal()),
        ] {
            if value.is_empty() {
                return Err(bad(key, "must not be empty"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_whatever_it_looks_like_and_never_shown() {
        for (text, read) in [("\"abc/+=\"", "abc/+="), ("12345", "12345")] {
            let secret: Secret = serde_json::from_str(text).unwrap();
            assert_eq!(secret.reveal(), read);
            assert_eq!(format!("{secret:?}"), "***");
            assert_eq!(serde_json::to_string(&secret).unwrap(), "\"***\"");
        }
    }
}
