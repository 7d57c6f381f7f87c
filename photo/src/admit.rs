//! A photo from a camera made into the two bare pictures that are kept.

use crate::encode::{Encoded, within};
use crate::limits::LEAST_EDGE;
use crate::planes::Planes;
use crate::scale::{fit, resized};
use crate::{Format, Limits, Look, Refusal, Shot, Target, jpeg, png, shot, sniff, webp};
use sha2::{Digest as _, Sha256};

/// A picture that is kept: a bare JPEG.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// The file: tables and picture, and no word about who, where or when.
    pub bytes: Vec<u8>,
    /// In pixels, as it's shown.
    pub width: u32,
    /// In pixels, as it's shown.
    pub height: u32,
    /// The SHA-256 of the file.
    pub sha256: [u8; 32],
}

/// What was made of a photo.
#[derive(Clone, PartialEq, Debug)]
pub struct Admitted {
    /// The photo, upright.
    pub photo: Picture,
    /// The same, small.
    pub thumb: Picture,
    /// What it looks like.
    pub look: Look,
    /// What it said of its taking. Its orientation is that of the file that came; the pictures are upright.
    pub shot: Shot,
    /// The format of the file that came.
    pub format: Format,
}

/// Admits a photo: checks it against the limits, decodes it, turns it upright, shrinks it and writes it
/// anew, so that nothing of the file that came is left in what is kept but what can be seen.
///
/// Transparency becomes white. Colour profiles are not applied: phones write sRGB, or a space so near
/// to it that a visit's photo does not tell.
///
/// # Errors
/// When it's empty, too large, no picture, of a kind that is not decoded, or damaged. A JPEG that ends
/// too early is damaged: half a photo proves nothing, and its owner can still take another.
pub fn admit(bytes: &[u8], limits: &Limits, target: &Target) -> Result<Admitted, Refusal> {
    let edge = u32::from(target.edge).max(LEAST_EDGE);
    let (format, decoded) = decode(bytes, limits, edge)?;
    let shot = shot(bytes);
    let planes = shrunk(&decoded, edge).map(|plane| plane.turned(shot.orientation));
    drop(decoded);
    let small = shrunk(&planes, u32::from(target.thumb_edge).max(LEAST_EDGE));
    Ok(Admitted {
        look: Look::of(&small.luma),
        thumb: picture(within(&small, target.thumb_bytes)),
        photo: picture(within(&planes, target.bytes)),
        shot,
        format,
    })
}

/// Takes the look of a photo, as [`admit`] does.
///
/// # Errors
/// As those of [`admit`].
pub fn look(bytes: &[u8], limits: &Limits) -> Result<Look, Refusal> {
    let edge = u32::from(Target::default().thumb_edge);
    let (_, decoded) = decode(bytes, limits, edge)?;
    let orientation = shot(bytes).orientation;
    let small = shrunk(&decoded, edge).luma.turned(orientation);
    Ok(Look::of(&small))
}

fn decode(bytes: &[u8], limits: &Limits, edge: u32) -> Result<(Format, Planes), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > limits.bytes {
        return Err(Refusal::TooLarge { bytes: bytes.len(), most: limits.bytes });
    }
    let format = sniff(bytes).ok_or(Refusal::UnknownFormat)?;
    let unsupported = |what| Err(Refusal::Unsupported { what });
    let planes = match format {
        Format::Jpeg => jpeg::decode(bytes, limits, edge),
        Format::Png => png::decode(bytes, limits, edge),
        Format::Webp => webp::decode(bytes, limits, edge),
        Format::Heic => Err(Refusal::Heic),
        Format::Avif => unsupported("A picture in the AVIF format"),
        Format::Gif => unsupported("A picture in the GIF format"),
        Format::Bmp => unsupported("A picture in the BMP format"),
        Format::Tiff => unsupported("A picture in the TIFF format"),
    };
    planes.map(|planes| (format, planes))
}

fn shrunk(planes: &Planes, edge: u32) -> Planes {
    let (width, height) = fit(planes.luma.width(), planes.luma.height(), edge);
    resized(planes, width, height)
}

fn picture(Encoded { bytes, width, height }: Encoded) -> Picture {
    let sha256 = Sha256::digest(&bytes).into();
    Picture { bytes, width, height, sha256 }
}
