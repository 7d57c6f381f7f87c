//! The checksum of one piece of an upload, as tus 1.0.0 has it in `Upload-Checksum`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest as _;

/// The checksum that a piece must have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Checksum {
    /// SHA-256.
    Sha256(Vec<u8>),
    /// SHA-1; only against accidents.
    Sha1(Vec<u8>),
    /// MD5; only against accidents.
    Md5(Vec<u8>),
}

impl Checksum {
    /// The names of the algorithms, the best first.
    pub const ALGORITHMS: &str = "sha256,sha1,md5";

    /// Reads `algorithm base64`.
    ///
    /// # Errors
    /// When the algorithm is unknown, or the value is not base64 of its length.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (algorithm, value) =
            text.trim().split_once(' ').ok_or("is an algorithm, a space and base64")?;
        let value = STANDARD.decode(value.trim()).map_err(|_| "does not hold base64")?;
        let (checksum, length) = match algorithm.to_ascii_lowercase().as_str() {
            "sha256" => (Self::Sha256 as fn(Vec<u8>) -> Self, 32),
            "sha1" => (Self::Sha1 as fn(Vec<u8>) -> Self, 20),
            "md5" => (Self::Md5 as fn(Vec<u8>) -> Self, 16),
            _ => return Err("names an algorithm that is none of sha256, sha1, md5"),
        };
        if value.len() == length { Ok(checksum(value)) } else { Err("has not the right length") }
    }

    /// Tells whether the bytes have this checksum.
    #[must_use]
    pub fn fits(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Sha256(value) => sha2::Sha256::digest(bytes)[..] == value[..],
            Self::Sha1(value) => sha1::Sha1::digest(bytes)[..] == value[..],
            Self::Md5(value) => md5::Md5::digest(bytes)[..] == value[..],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_algorithm_is_known_by_its_published_value_of_nothing() {
        for text in [
            "sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "SHA1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
            "md5 1B2M2Y8AsgTpgAmY7PhCfg==",
        ] {
            let checksum = Checksum::parse(text).unwrap();
            assert!(checksum.fits(b"") && !checksum.fits(b"x"), "{text}");
        }
        for bad in ["", "sha256", "crc32 AAAA", "md5 !", "sha256 1B2M2Y8AsgTpgAmY7PhCfg=="] {
            assert!(Checksum::parse(bad).is_err(), "{bad}");
        }
    }
}
