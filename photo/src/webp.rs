//! WebP decoding, after its chunks were checked: what they claim is what memory is taken for.

use crate::planes::Planes;
use crate::rows::{Pixels, Shrinker};
use crate::{Format, Limits, Refusal};
use image_webp::WebPDecoder;
use std::io::Cursor;

/// A chunk of a RIFF file.
#[derive(Clone, Copy)]
pub(crate) struct Chunk<'a> {
    pub(crate) name: [u8; 4],
    pub(crate) body: &'a [u8],
}

/// Walks the chunks; one that is cut short ends the walk.
pub(crate) fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut rest = bytes.get(12..).unwrap_or_default();
    std::iter::from_fn(move || {
        let head = rest.first_chunk::<8>()?;
        let name = [head[0], head[1], head[2], head[3]];
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let body = rest.get(8..)?.get(..length)?;
        rest = rest.get(8 + length + length % 2..).unwrap_or_default();
        Some(Chunk { name, body })
    })
}

/// What the chunks claim.
struct Claim {
    width: u32,
    height: u32,
    /// How many bytes of the limit a pixel counts for: the pixel itself, the decoder's own planes, and
    /// some more, because this format takes the longest to decode.
    bytes: u64,
}

/// Decodes a picture to a size at which its longer edge still has `edge` pixels, if it has that many.
///
/// # Errors
/// When it's damaged, over the limits, or an animation.
pub(crate) fn decode(bytes: &[u8], limits: &Limits, edge: u32) -> Result<Planes, Refusal> {
    let claim = claim(bytes)?;
    let (width, height) = (claim.width, claim.height);
    let count = u64::from(width) * u64::from(height);
    if count > limits.pixels || count * claim.bytes > limits.memory as u64 {
        return Err(Refusal::TooManyPixels { width, height });
    }
    let broken = |_| damaged("its parts do not fit together");
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    decoder.set_memory_limit(limits.memory);
    if decoder.dimensions() != (width, height) {
        return Err(damaged("its sizes differ"));
    }
    let pixels = if decoder.has_alpha() { Pixels::Rgba } else { Pixels::Rgb };
    let length = decoder.output_buffer_size().filter(|length| *length <= limits.memory);
    let mut whole = vec![0; length.ok_or(Refusal::TooManyPixels { width, height })?];
    decoder.read_image(&mut whole).map_err(broken)?;
    let mut shrinker = Shrinker::new(pixels, width, height, edge);
    for row in whole.chunks_exact(pixels.bytes() * width as usize) {
        shrinker.add(row);
    }
    drop(whole);
    Ok(shrinker.finish())
}

/// Reads what the chunks claim: one picture, of the same size wherever a size is told.
fn claim(bytes: &[u8]) -> Result<Claim, Refusal> {
    let (mut canvas, mut picture, mut alpha) = (None, None, false);
    for chunk in chunks(bytes) {
        match &chunk.name {
            b"ANIM" | b"ANMF" => return Err(Refusal::Unsupported { what: "An animated WebP" }),
            b"VP8X" if canvas.is_none() => canvas = Some(canvas_size(chunk.body)),
            b"ALPH" => alpha = true,
            b"VP8 " if picture.is_none() => {
                picture = Some((lossy_size(chunk.body), if alpha { 14 } else { 8 }));
            }
            b"VP8L" if picture.is_none() => picture = Some((lossless_size(chunk.body), 10)),
            b"VP8X" | b"VP8 " | b"VP8L" => return Err(damaged("it holds two pictures")),
            _ => {}
        }
    }
    let Some((size, bytes)) = picture else { return Err(damaged("its picture is missing")) };
    let (width, height) = size.ok_or(damaged("its header makes no sense"))?;
    if width == 0 || height == 0 || canvas.is_some_and(|canvas| canvas != size) {
        return Err(damaged("its sizes differ"));
    }
    Ok(Claim { width, height, bytes })
}

fn canvas_size(body: &[u8]) -> Option<(u32, u32)> {
    let bytes = body.get(4..10)?;
    let side = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], 0]) + 1;
    Some((side(0), side(3)))
}

fn lossy_size(body: &[u8]) -> Option<(u32, u32)> {
    let bytes = body.get(3..10)?.strip_prefix(&[0x9D, 0x01, 0x2A])?;
    let side = |at: usize| u32::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]) & 0x3FFF);
    Some((side(0), side(2)))
}

fn lossless_size(body: &[u8]) -> Option<(u32, u32)> {
    let bits = u32::from_le_bytes(*body.strip_prefix(&[0x2F])?.first_chunk()?);
    Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
}

fn damaged(what: &'static str) -> Refusal {
    Refusal::Damaged { format: Format::Webp, what }
}
