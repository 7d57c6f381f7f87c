//! Whether a file is a bare JPEG as it's made here, told without decoding it.

use crate::jpeg::segments::{APP0, DHT, DQT, DRI, EOI, SOS, Segments};

/// What a bare JPEG says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stored {
    /// In pixels, 1 to 65,535.
    pub width: u32,
    /// In pixels, 1 to 65,535.
    pub height: u32,
}

/// Why a file is not a bare JPEG.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Flaw {
    /// It doesn't start as one, or its parts make no sense.
    #[error("the file is not a JPEG as this app makes them")]
    NotJpeg,
    /// It holds more than its picture: where and with what it was taken, a comment, or anything behind its end.
    #[error("the file holds more than its picture")]
    MetadataLeft,
    /// It ends before its end marker.
    #[error("the file ends too early")]
    Truncated,
}

impl Flaw {
    /// Returns a stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotJpeg => "not_jpeg",
            Self::MetadataLeft => "metadata_left",
            Self::Truncated => "truncated",
        }
    }
}

/// The most segments that a bare JPEG has; those made here have ten.
const MOST_SEGMENTS: usize = 64;

/// Checks that a file is complete and bare: from its start to its end marker tables and one
/// sequential picture, one JFIF header without a thumbnail at most, and nothing behind its end.
///
/// # Errors
/// When it's anything else.
pub fn stored(bytes: &[u8]) -> Result<Stored, Flaw> {
    let mut walk = Segments::new(bytes).ok_or(Flaw::NotJpeg)?;
    let (mut size, mut scans) = (None, 0);
    for n in 0.. {
        let Some(segment) = walk.next() else { break };
        let segment = segment.map_err(|_| Flaw::Truncated)?;
        if segment.stray > 0 {
            return Err(Flaw::MetadataLeft);
        }
        match segment.marker {
            APP0 if n == 0 && is_plain_jfif(segment.body) => {}
            0xE0..=0xEF | 0xFE => return Err(Flaw::MetadataLeft),
            0xC0 if size.is_none() => size = Some(frame(segment.body).ok_or(Flaw::NotJpeg)?),
            DQT | DHT | DRI => {}
            SOS if size.is_some() => scans += 1,
            _ => return Err(Flaw::NotJpeg),
        }
        if n >= MOST_SEGMENTS {
            return Err(Flaw::NotJpeg);
        }
        debug_assert!(segment.marker != EOI);
    }
    if !walk.behind().is_empty() {
        return Err(Flaw::MetadataLeft);
    }
    size.filter(|_| scans > 0).ok_or(Flaw::NotJpeg)
}

/// Tells whether this is JFIF's header with no thumbnail in it (ITU-T T.871, 10.1).
fn is_plain_jfif(body: &[u8]) -> bool {
    body.len() == 14 && body.starts_with(b"JFIF\0\x01") && body.ends_with(&[0, 0])
}

fn frame(body: &[u8]) -> Option<Stored> {
    let [8, h1, h0, w1, w0, count @ (1 | 3), rest @ ..] = body else { return None };
    let (width, height) = (u16::from_be_bytes([*w1, *w0]), u16::from_be_bytes([*h1, *h0]));
    let right = width > 0 && height > 0 && rest.len() == usize::from(*count) * 3;
    right.then(|| Stored { width: u32::from(width), height: u32::from(height) })
}
