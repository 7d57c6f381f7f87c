//! A picture written as a bare JPEG within a budget of bytes.

use crate::limits::{LEAST_BYTES, LEAST_EDGE};
use crate::planes::Planes;
use crate::scale::{fit, resized};
use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, SamplingFactor};
use std::borrow::Cow;

/// The quality that is tried first, of 100: from here on a face shows no blocks.
const FIRST: u8 = 80;
/// The lowest quality before the picture is made smaller instead.
const LOWEST: u8 = 45;
/// How many qualities are tried for one size.
const TRIES: usize = 3;

/// A picture as it's kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Encoded {
    pub(crate) bytes: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Writes a picture in at most so many bytes (2,048 at least): first at a lower quality, then smaller.
pub(crate) fn within(planes: &Planes, budget: usize) -> Encoded {
    let budget = budget.max(LEAST_BYTES);
    let mut planes = Cow::Borrowed(planes);
    loop {
        let (width, height) = (planes.luma.width(), planes.luma.height());
        let mut quality = FIRST;
        let mut size = usize::MAX;
        for _ in 0..TRIES {
            let bytes = encode(&planes, quality);
            if bytes.len() <= budget {
                return Encoded { bytes, width, height };
            }
            size = bytes.len();
            if quality == LOWEST {
                break;
            }
            quality = lower(quality, budget as f64 / size as f64);
        }
        let longest = width.max(height);
        if longest <= LEAST_EDGE {
            // Sixteen pixels at the lowest quality always fit into the least budget.
            return Encoded { bytes: encode(&planes, 1), width, height };
        }
        // Bytes go with the area; a little less, so that the next round is the last.
        let shrunk = f64::from(longest) * (budget as f64 / size as f64).sqrt() * 0.95;
        let edge = (shrunk as u32).clamp(LEAST_EDGE, longest - 1);
        let (width, height) = fit(width, height, edge);
        planes = Cow::Owned(resized(&planes, width, height));
    }
}

/// Estimates the quality at which a picture has `share` of the bytes that it has at another.
///
/// The steps of quantisation grow as libjpeg's scale does, 200 − 2q for q from 50 and 5000 ÷ q below
/// it, and the bytes shrink with its 0.7th power, or nearly so.
fn lower(quality: u8, share: f64) -> u8 {
    let q = f64::from(quality);
    let scale = if quality >= 50 { 200.0 - 2.0 * q } else { 5_000.0 / q };
    let wanted = scale * (share * 0.97).powf(-1.0 / 0.7);
    let q = if wanted <= 100.0 { (200.0 - wanted) / 2.0 } else { 5_000.0 / wanted };
    (q.floor() as u8).clamp(LOWEST, quality - 1)
}

fn encode(planes: &Planes, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(planes.luma.samples.len() / 4 + 1_024);
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    // Writing to memory can't fail, and a size that is no JPEG's is never asked for.
    let done = encoder.encode_image(Source(planes));
    debug_assert!(done.is_ok(), "{done:?}");
    bytes
}

/// A picture as the encoder reads it.
struct Source<'a>(&'a Planes);

impl ImageBuffer for Source<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        if self.0.chroma.is_some() { JpegColorType::Ycbcr } else { JpegColorType::Luma }
    }

    fn width(&self) -> u16 {
        u16::try_from(self.0.luma.width()).unwrap_or(u16::MAX)
    }

    fn height(&self) -> u16 {
        u16::try_from(self.0.luma.height()).unwrap_or(u16::MAX)
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let y = usize::from(y);
        let luma = self.0.luma.row(y);
        buffers[0].extend_from_slice(luma);
        for (plane, buffer) in self.0.chroma.iter().flatten().zip(&mut buffers[1..]) {
            // It takes the mean of four colours again, which of four equal ones is exact.
            let end = buffer.len() + luma.len();
            buffer.extend(plane.row(y / 2).iter().flat_map(|sample| [*sample; 2]));
            buffer.truncate(end);
        }
    }
}
