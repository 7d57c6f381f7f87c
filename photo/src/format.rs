//! What kind of file some bytes are, told by their first bytes.

use std::fmt;

/// A kind of picture file. Those that are not admitted are known too, so that a refusal can name them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Format {
    /// JPEG, which nearly every camera writes.
    Jpeg,
    /// PNG, which phones make of their screen.
    Png,
    /// WebP.
    Webp,
    /// HEIC or HEIF, which some phones write when they are set to save space. Not admitted.
    Heic,
    /// AVIF. Not admitted.
    Avif,
    /// GIF. Not admitted.
    Gif,
    /// BMP. Not admitted.
    Bmp,
    /// TIFF, and the raw formats that are built on it. Not admitted.
    Tiff,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::Gif => "GIF",
            Self::Bmp => "BMP",
            Self::Tiff => "TIFF",
        })
    }
}

/// The most brands of an `ftyp` box that are looked at.
const BRANDS: usize = 16;

/// Tells the format of a file by its first bytes; a name's ending or a declared type is never asked.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Format::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::Webp),
        [_, _, _, _, b'f', b't', b'y', b'p', rest @ ..] => by_brand(bytes, rest),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some(Format::Bmp),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some(Format::Tiff),
        _ => None,
    }
}

/// Reads the major brand, then, for the brands that say nothing, the compatible ones.
fn by_brand(bytes: &[u8], rest: &[u8]) -> Option<Format> {
    let size = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    let inside = usize::try_from(size).ok()?.saturating_sub(8).min(rest.len()).min(4 * BRANDS);
    let brands = rest[..inside].chunks_exact(4).enumerate().filter(|(n, _)| *n != 1);
    let mut found = None;
    for (_, brand) in brands {
        match brand {
            b"avif" | b"avis" => return Some(Format::Avif),
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs"
            | b"mif1" | b"msf1" | b"mif2" => found = Some(Format::Heic),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        let told: [(&[u8], Option<Format>); 13] = [
            (b"\xFF\xD8\xFF\xE1", Some(Format::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Some(Format::Png)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(Format::Webp)),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Some(Format::Heic)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0avifmif1", Some(Format::Avif)),
            (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", None),
            (b"GIF89a", Some(Format::Gif)),
            (b"BM\0\0\0\0\0\0\0\0", Some(Format::Bmp)),
            (b"MM\0*", Some(Format::Tiff)),
            (b"II*\0", Some(Format::Tiff)),
            (b"RIFF\0\0\0\0WAVE", None),
            (b"<svg/>", None),
            (b"", None),
        ];
        for (bytes, format) in told {
            assert_eq!(sniff(bytes), format, "{bytes:?}");
        }
    }
}
