//! An admitted photo taken apart: its two files, and all else as text, for those who sit in another process.

use crate::{Admitted, Look, Picture, ShotPlace, Taken};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// What is known of an admitted photo besides the bytes of its two files.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Made {
    /// The photo.
    pub photo: Size,
    /// The same, small.
    pub thumb: Size,
    /// What it looks like.
    pub look: Look,
    /// When it says that it was taken.
    pub taken: Option<Taken>,
    /// Where it says that it was taken.
    pub place: Option<ShotPlace>,
}

/// One of the files: its size as a picture, and its hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Size {
    /// In pixels, as it's shown.
    pub width: u32,
    /// In pixels, as it's shown.
    pub height: u32,
    /// The SHA-256 of the file; as text 64 digits to the base of sixteen, in lower case.
    #[serde(serialize_with = "as_digits", deserialize_with = "from_digits")]
    pub sha256: [u8; 32],
}

impl Admitted {
    /// Takes it apart: what is known, the photo and the thumbnail.
    #[must_use]
    pub fn apart(self) -> (Made, Vec<u8>, Vec<u8>) {
        let size =
            |file: &Picture| Size { width: file.width, height: file.height, sha256: file.sha256 };
        let made = Made {
            photo: size(&self.photo),
            thumb: size(&self.thumb),
            look: self.look,
            taken: self.shot.taken,
            place: self.shot.place,
        };
        (made, self.photo.bytes, self.thumb.bytes)
    }
}

impl Serialize for Look {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Look {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

/// Bytes as digits to the base of sixteen.
struct Digits<'a>(&'a [u8]);

impl fmt::Display for Digits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

fn as_digits<S: Serializer>(bytes: &[u8; 32], s: S) -> Result<S::Ok, S::Error> {
    s.collect_str(&Digits(bytes))
}

fn from_digits<'de, D: Deserializer<'de>>(d: D) -> Result<[u8; 32], D::Error> {
    let text = String::deserialize(d)?;
    let mut bytes = [0; 32];
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let digit = |d: u8| match d {
        b'0'..=b'9' => Some(d - b'0'),
        b'a'..=b'f' => Some(d - b'a' + 10),
        _ => None,
    };
    if pairs.len() == bytes.len() && rest.is_empty() {
        let read = bytes.iter_mut().zip(pairs).try_for_each(|(byte, [high, low])| {
            *byte = digit(*high)? << 4 | digit(*low)?;
            Some(())
        });
        if read.is_some() {
            return Ok(bytes);
        }
    }
    Err(D::Error::custom("a SHA-256 is 64 digits to the base of sixteen, in lower case"))
}

#[cfg(test)]
mod tests {
    use crate::made::{picture, with_exif};
    use crate::{Limits, Made, ShotPlace, Taken, Target, admit};
    use jiff::civil::date;
    use serde_json::json;

    #[test]
    fn what_is_known_travels_as_text_and_nothing_of_it_is_lost() {
        let taken = Taken { civil: date(2026, 11, 23).at(9, 5, 7, 0), offset_minutes: Some(480) };
        let place = ShotPlace { lat: 26.5, lon: 99.25, accuracy: None };
        for (taken, place) in [(None, None), (Some(taken), Some(place))] {
            let file = with_exif(&picture(3, 400, 300), 6, taken, place);
            let admitted = admit(&file, &Limits::default(), &Target::default()).unwrap();
            let (before, look) = (admitted.clone(), admitted.look.to_string());
            let (made, photo, thumb) = admitted.apart();
            assert_eq!((&photo, &thumb), (&before.photo.bytes, &before.thumb.bytes));
            let text = serde_json::to_string(&made).unwrap();
            assert_eq!(serde_json::from_str::<Made>(&text).unwrap(), made);
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!((&value["look"], &value["photo"]["width"]), (&json!(look), &json!(300)));
            assert_eq!(value["taken"].is_null(), taken.is_none());
        }
    }

    #[test]
    fn texts_that_are_no_hash_are_told() {
        let size = |sha256: &str| {
            let text = json!({ "width": 1, "height": 1, "sha256": sha256 }).to_string();
            serde_json::from_str::<super::Size>(&text).is_ok()
        };
        assert!(size(&"0a".repeat(32)));
        for wrong in ["", "0a", &"0A".repeat(32), &"0a".repeat(33), &"é".repeat(32)] {
            assert!(!size(wrong), "{wrong}");
        }
    }
}
