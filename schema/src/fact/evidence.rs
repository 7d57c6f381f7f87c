//! The record of an evidence photo 影像证据: what was taken when and where, and the seal over it.

use crate::digest::Digest;
use crate::id::FactId;
use crate::moment::Moment;
use crate::people::words;
use crate::place::Place;
use serde::{Deserialize, Serialize};

/// An evidence photo: its record; the bytes travel apart.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EvidencePhoto {
    /// The visit, venue report or other fact that it belongs to.
    pub of: FactId,
    /// The SHA-256 of the stored photo.
    pub sha256: Digest,
    /// Its size in bytes, 1 to [`MAX_PHOTO`].
    pub bytes: u64,
    /// Its width in pixels; 0 where an early version did not say.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub width: u32,
    /// Its height in pixels; 0 where an early version did not say.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub height: u32,
    /// The thumbnail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumb: Option<Thumb>,
    /// The perceptual hash of the picture, 64 bits as 16 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<Look>,
    /// When and where it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capture: Option<Capture>,
    /// The device's seal over all of this; none where a client without keys sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

/// The most bytes of a stored photo: 2 MiB.
pub const MAX_PHOTO: u64 = 2 << 20;
/// The most bytes of a thumbnail: 128 KiB.
pub const MAX_THUMB: u64 = 128 << 10;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_zero(size: &u32) -> bool {
    *size == 0
}

/// A thumbnail: a file of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Thumb {
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
    /// Its size in bytes, 1 to [`MAX_THUMB`].
    pub bytes: u64,
}

/// A perceptual hash: pictures that look alike differ in few of its 64 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Look(pub u64);

impl Look {
    /// Returns in how many bits two looks differ, 0 to 64.
    #[must_use]
    pub const fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }

    /// Reads 16 hexadecimal digits in lower case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 16
            && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fits.then(|| u64::from_str_radix(text, 16).ok().map(Self)).flatten()
    }
}

impl std::fmt::Display for Look {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for Look {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Look {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom("a look is 16 hexadecimal digits in lower case")
        })
    }
}

words! {
    /// How a place came to be known.
    PlaceSource {
        /// The device's position fix when the photo was taken.
        Device = "device",
        /// What the picture itself said when it was admitted.
        Picture = "picture",
    }
}

/// When and where a photo was taken, by the device's own clock and position.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Capture {
    /// When the camera took it, as the picture said; none when it did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured_at: Option<Moment>,
    /// When the app took it in.
    pub received_at: Moment,
    /// The server's clock minus the device's in milliseconds, as last known then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_offset_ms: Option<i64>,
    /// Where, with accuracy; rounded to what the seal covers, see [`Place::sealed`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// How the place came to be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_source: Option<PlaceSource>,
    /// Whether the platform said that the position is an invented one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mock: bool,
}

/// A device's seal: its place in the device's chain of records, and the signature.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Seal {
    /// The record's number on this device, from 1 without a gap.
    pub number: u64,
    /// The hash of the device's record before; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Digest>,
    /// Ed25519 signature over the record's link, base64url without padding; see [`crate::evidence`].
    pub signature: String,
}

/// A supervisor's explanation of what is doubtful about a photo.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EvidenceExplained {
    /// The photo's record.
    pub photo: FactId,
    /// The explanation.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_the_first_version_still_read_and_write_the_same() {
        let old = serde_json::json!({
            "of": "01930000-0000-7000-8000-000000000001",
            "sha256": "ab".repeat(32),
            "bytes": 240_000,
        });
        let read: EvidencePhoto = serde_json::from_value(old.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), old);
    }

    #[test]
    fn looks_read_back_and_count_their_differing_bits() {
        let look = Look(0x00ff_1234_5678_9abc);
        assert_eq!(Look::parse(&look.to_string()), Some(look));
        assert_eq!(look.distance(Look(look.0 ^ 0b1011)), 3);
        for bad in ["", "00ff", "00FF123456789ABC", "+0ff123456789abc", "00ff123456789abcd"] {
            assert_eq!(Look::parse(bad), None, "{bad}");
        }
    }
}
