//! PNG decoding, row by row: of a picture that is not interlaced only a few rows are held.

use crate::planes::Planes;
use crate::rows::{Pixels, Shrinker};
use crate::{Format, Limits, Refusal};
use png::{ColorType, DecodingError, Transformations};
use std::io::Cursor;

/// The longest edge that is taken, the same as a JPEG can have.
pub(crate) const LONGEST: u32 = 65_535;

/// Decodes a picture to a size at which its longer edge still has `edge` pixels, if it has that many.
///
/// Palettes, 16 bits a sample, interlacing and transparency are all understood; of an animation
/// the still picture is taken. Texts and colour profiles are not read.
///
/// # Errors
/// When it's damaged, cut short, or over the limits.
pub(crate) fn decode(bytes: &[u8], limits: &Limits, edge: u32) -> Result<Planes, Refusal> {
    let most = png::Limits { bytes: limits.memory };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), most);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let header = decoder.read_header_info().map_err(|error| refusal(&error))?;
    let (width, height) = (header.width, header.height);
    let too_many = Refusal::TooManyPixels { width, height };
    // What the rows have in the file, or, of a palette, when its colours are looked up.
    let bits =
        header.bits_per_pixel().max(if header.color_type == ColorType::Indexed { 32 } else { 8 });
    let pixels = u64::from(width) * u64::from(height);
    let bytes = pixels.saturating_mul(bits as u64) / 8;
    if pixels > limits.pixels || bytes > limits.memory as u64 || width.max(height) > LONGEST {
        return Err(too_many);
    }
    let mut reader = decoder.read_info().map_err(|error| refusal(&error))?;
    let pixels = match reader.output_color_type().0 {
        ColorType::Grayscale => Pixels::Grey,
        ColorType::GrayscaleAlpha => Pixels::GreyAlpha,
        ColorType::Rgb => Pixels::Rgb,
        ColorType::Rgba => Pixels::Rgba,
        ColorType::Indexed => return Err(damaged("it has no palette")),
    };
    let mut shrinker = Shrinker::new(pixels, width, height, edge);
    if reader.info().interlaced {
        let length = reader.output_buffer_size().filter(|size| *size <= limits.memory);
        let mut whole = vec![0; length.ok_or(too_many)?];
        reader.next_frame(&mut whole).map_err(|error| refusal(&error))?;
        for row in whole.chunks_exact(pixels.bytes() * width as usize) {
            shrinker.add(row);
        }
    } else {
        let mut rows = 0;
        while let Some(row) = reader.next_row().map_err(|error| refusal(&error))? {
            shrinker.add(row.data());
            rows += 1;
        }
        if rows != height {
            return Err(damaged("rows are missing"));
        }
    }
    Ok(shrinker.finish())
}

fn damaged(what: &'static str) -> Refusal {
    Refusal::Damaged { format: Format::Png, what }
}

fn refusal(error: &DecodingError) -> Refusal {
    match error {
        DecodingError::LimitsExceeded => {
            Refusal::Unsupported { what: "PNG that needs very much memory" }
        }
        DecodingError::IoError(_) => damaged("it ends too early"),
        _ => damaged("its parts do not fit together"),
    }
}
