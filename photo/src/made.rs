//! Pictures made from a seed that look like photos to a codec, for the demonstration, tests and measuring.

use crate::{ShotPlace, Taken};
use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use std::io::Cursor;

/// The quality of a made picture, about that of a phone's camera.
const QUALITY: u8 = 92;
/// How many layers of noise there are, each half as large as the one before.
const LAYERS: u32 = 8;

/// Makes a JPEG, 4:2:0, of layered noise like that of meadows and walls, with the grain of a sensor.
/// The same seed gives the same bytes; another seed gives a picture that looks different.
///
/// Sides are taken as 1 to 65,535 pixels.
#[must_use]
pub fn picture(seed: u64, width: u32, height: u32) -> Vec<u8> {
    let width = u16::try_from(width.max(1)).unwrap_or(u16::MAX);
    let height = u16::try_from(height.max(1)).unwrap_or(u16::MAX);
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    let longest = f32::from(width.max(height));
    let salt = (seed ^ (seed >> 32)) as u32;
    for y in 0..height {
        let slope = f32::from(y) / f32::from(height) * 0.2;
        for x in 0..width {
            let (fx, fy) = (f32::from(x), f32::from(y));
            let (mut value, mut height, mut wave) = (0.0, 0.5, 6.0 / longest);
            for layer in 0..LAYERS {
                value += height * noise(fx * wave, fy * wave, salt.wrapping_add(layer));
                height *= 0.55;
                wave *= 2.0;
            }
            let grain = (hash(i32::from(x), i32::from(y), salt.wrapping_add(99)) - 0.5) * 0.10;
            let sample = |share: f32, base: f32| {
                ((value * share + base + grain) * 255.0).clamp(0.0, 255.0) as u8
            };
            pixels.extend([sample(0.9, 0.05), sample(0.8, 0.1 + slope), sample(0.6, 0.3 - slope)]);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let done = encoder.encode(&pixels, width, height, ColorType::Rgb);
    debug_assert!(done.is_ok(), "{done:?}");
    bytes
}

fn hash(x: i32, y: i32, salt: u32) -> f32 {
    let mut n = x.cast_unsigned().wrapping_mul(374_761_393)
        ^ y.cast_unsigned().wrapping_mul(668_265_263)
        ^ salt.wrapping_mul(2_246_822_519);
    n = (n ^ (n >> 13)).wrapping_mul(1_274_126_177);
    ((n ^ (n >> 16)) & 0xFFFF) as f32 / 65_535.0
}

/// Returns smooth noise between whole numbers, 0 to 1.
fn noise(x: f32, y: f32, salt: u32) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let smooth = |part: f32| part * part * (3.0 - 2.0 * part);
    let (across, down) = (smooth(x - left), smooth(y - top));
    let (left, top) = (left as i32, top as i32);
    let row = |y: i32| hash(left, y, salt) * (1.0 - across) + hash(left + 1, y, salt) * across;
    row(top) * (1.0 - down) + row(top + 1) * down
}

/// The least bytes of a file made by [`bare`].
pub const LEAST_BARE: usize = 64;

/// Makes a file of exactly so many bytes, [`LEAST_BARE`] at least, that is a bare JPEG by its parts and shows nothing:
/// for whoever stores and sends files and never looks at them. Files differ by seed.
#[must_use]
pub fn bare(seed: u64, bytes: usize) -> Vec<u8> {
    // One grey component of 16 x 16 pixels, and the head of its only scan.
    const FRAME: [u8; 13] = [0xFF, 0xC0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0];
    const SCAN: [u8; 10] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];
    let mut file = vec![0xFF, 0xD8];
    file.extend(FRAME);
    file.extend(SCAN);
    let mut state = seed ^ 0x9E37_79B9_7F4A_7C15;
    for _ in file.len() + 2..bytes.max(LEAST_BARE) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        // Never 0xFF, so that no marker arises by chance.
        file.push(((state >> 56) as u8).min(0xFE));
    }
    file.extend([0xFF, 0xD9]);
    file
}

/// Puts EXIF into a JPEG, as a camera does. Bytes that are no JPEG come back as they are.
#[must_use]
pub fn with_exif(
    jpeg: &[u8],
    orientation: u8,
    taken: Option<Taken>,
    place: Option<ShotPlace>,
) -> Vec<u8> {
    let mut fields = vec![field(Tag::Orientation, Value::Short(vec![u16::from(orientation)]))];
    if let Some(taken) = taken {
        let ascii = |text: String| Value::Ascii(vec![text.into_bytes()]);
        let civil = taken.civil;
        let time = civil.strftime("%Y:%m:%d %H:%M:%S").to_string();
        fields.push(field(Tag::DateTimeOriginal, ascii(time)));
        if civil.subsec_nanosecond() > 0 {
            let digits = format!("{:09}", civil.subsec_nanosecond());
            fields.push(field(Tag::SubSecTimeOriginal, ascii(digits)));
        }
        if let Some(minutes) = taken.offset_minutes {
            let sign = if minutes < 0 { '-' } else { '+' };
            let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
            let text = format!("{sign}{hours:02}:{minutes:02}");
            fields.push(field(Tag::OffsetTimeOriginal, ascii(text)));
        }
    }
    if let Some(place) = place {
        let mark = |positive: bool, marks: [&str; 2]| {
            Value::Ascii(vec![marks[usize::from(!positive)].as_bytes().to_vec()])
        };
        fields.push(field(Tag::GPSLatitudeRef, mark(place.lat >= 0.0, ["N", "S"])));
        fields.push(field(Tag::GPSLatitude, degrees(place.lat)));
        fields.push(field(Tag::GPSLongitudeRef, mark(place.lon >= 0.0, ["E", "W"])));
        fields.push(field(Tag::GPSLongitude, degrees(place.lon)));
        if let Some(metres) = place.accuracy {
            let ratio = Rational { num: (metres * 100.0).round() as u32, denom: 100 };
            fields.push(field(Tag::GPSHPositioningError, Value::Rational(vec![ratio])));
        }
    }
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut body = Cursor::new(Vec::new());
    let written = writer.write(&mut body, false);
    let body = body.into_inner();
    let length = u16::try_from(body.len() + 8);
    let (Ok(()), Ok(length), [0xFF, 0xD8, rest @ ..]) = (written, length, jpeg) else {
        return jpeg.to_vec();
    };
    [&[0xFF, 0xD8, 0xFF, 0xE1], &length.to_be_bytes()[..], b"Exif\0\0", &body, rest].concat()
}

fn field(tag: Tag, value: Value) -> Field {
    Field { tag, ifd_num: In::PRIMARY, value }
}

/// Writes degrees, minutes and seconds to the ten-thousandth of a second.
fn degrees(degrees: f64) -> Value {
    let parts = (degrees.abs() * 36_000_000.0).round() as u64;
    let ratio = |num: u64, denom: u32| Rational { num: num as u32, denom };
    Value::Rational(vec![
        ratio(parts / 36_000_000, 1),
        ratio(parts / 600_000 % 60, 1),
        ratio(parts % 600_000, 10_000),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Shot, shot};

    #[test]
    fn a_seed_gives_the_same_bytes_and_another_seed_gives_others() {
        assert_eq!(picture(1, 40, 30), picture(1, 40, 30));
        assert_ne!(picture(1, 40, 30), picture(2, 40, 30));
        assert_ne!(picture(1, 40, 30), picture(1 << 40, 40, 30));
        assert!(!picture(1, 0, 0).is_empty());
    }

    #[test]
    fn places_in_every_quarter_of_the_world_are_read_back() {
        for (lat, lon) in [(30.25, 103.5), (-30.25, 103.5), (30.25, -103.5), (-90.0, -180.0)] {
            let place = ShotPlace { lat, lon, accuracy: None };
            let file = with_exif(&picture(1, 8, 8), 1, None, Some(place));
            assert_eq!(shot(&file), Shot { place: Some(place), ..Shot::default() });
        }
        assert_eq!(with_exif(b"no JPEG", 6, None, None), b"no JPEG");
    }
}
