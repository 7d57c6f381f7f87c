//! The seal: a link in the device's chain of records, signed with the device's Ed25519 key (RFC 8032).

use super::Record;
use crate::digest::Digest;
use crate::fact::Seal;
use crate::id::DeviceId;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, VerifyingKey};

/// One record's place in its device's chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    /// The device.
    pub device: DeviceId,
    /// The record's number on the device, from 1.
    pub number: u64,
    /// The hash of the link before; none for the first.
    pub previous: Option<Digest>,
    /// The hash of the record's body.
    pub body: Digest,
}

impl Link {
    /// Returns the link of a sealed record; none when it has no seal.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let Seal { number, previous, .. } = record.photo.seal.as_ref()?;
        let (device, body) = (record.device, record.body_hash());
        Some(Self { device, number: *number, previous: *previous, body })
    }

    /// Writes the text that is signed (`doorstep-link-1`): `device`, `number`, `previous` and `body`, one a line, each
    /// ended by a line feed, `-` for no previous link.
    #[must_use]
    pub fn text(&self) -> String {
        let previous = self.previous.map_or_else(|| "-".to_owned(), |hash| hash.to_string());
        let Self { device, number, body, .. } = self;
        format!(
            "doorstep-link-1\ndevice {device}\nnumber {number}\nprevious {previous}\nbody {body}\n"
        )
    }

    /// Returns the hash that the device's next record names.
    #[must_use]
    pub fn hash(&self) -> Digest {
        Digest::of(self.text().as_bytes())
    }

    /// Checks a signature over the link with a device's public key.
    ///
    /// # Errors
    /// What does not fit.
    pub fn verify(&self, signature: &str, key: &[u8; 32]) -> Result<(), NotSealed> {
        let key = VerifyingKey::from_bytes(key).map_err(|_| NotSealed::Key)?;
        let bytes = URL_SAFE_NO_PAD.decode(signature).map_err(|_| NotSealed::Signature)?;
        let signature = Signature::from_slice(&bytes).map_err(|_| NotSealed::Signature)?;
        key.verify_strict(self.text().as_bytes(), &signature).map_err(|_| NotSealed::Signature)
    }
}

/// Why a seal does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotSealed {
    /// The public key is no Ed25519 key.
    #[error("the public key is not an Ed25519 key")]
    Key,
    /// The signature was not made by this key over this record.
    #[error("the signature was not made with this key over this record")]
    Signature,
}

/// Whoever can sign with the device's key.
pub type Signer<'a> = &'a dyn Fn(&[u8]) -> [u8; 64];

/// Seals a record as the device's next: `last` is the number and hash of the record before. Returns the number and
/// hash of this one. Its place is rounded first, so that what is sealed is what travels.
pub fn seal(record: &mut Record, last: Option<(u64, Digest)>, sign: Signer<'_>) -> (u64, Digest) {
    if let Some(capture) = &mut record.photo.capture {
        capture.place = capture.place.map(|place| place.sealed());
    }
    let number = last.map_or(1, |(number, _)| number.saturating_add(1));
    let previous = last.map(|(_, hash)| hash);
    let link = Link { device: record.device, number, previous, body: record.body_hash() };
    let signature = URL_SAFE_NO_PAD.encode(sign(link.text().as_bytes()));
    record.photo.seal = Some(Seal { number, previous, signature });
    (number, link.hash())
}
