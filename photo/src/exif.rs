//! When and where a photo was taken and which way up, as its EXIF says.

use crate::jpeg::segments::{APP1, SOS, Segments};
use crate::webp::chunks;
use crate::{Format, sniff};
use exif::{In, Rational, Reader, Tag, Value};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// The most bytes of EXIF that are read: as many as fit into a JPEG's segment.
const MOST: usize = 65_533;
/// The most segments or chunks that are looked at before EXIF is given up.
const MOST_PARTS: usize = 256;

/// When a photo was taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Taken {
    /// The time on the phone's clock, to the nanosecond if the phone says so.
    pub civil: DateTime,
    /// How many minutes that clock is ahead of UTC, −1,439 to 1,439; older phones don't say.
    pub offset_minutes: Option<i32>,
}

/// Where a photo was taken.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct ShotPlace {
    /// Degrees north, −90 to 90.
    pub lat: f64,
    /// Degrees east, −180 to 180.
    pub lon: f64,
    /// How far off that may be, in metres, 0 or more; many phones don't say.
    pub accuracy: Option<f64>,
}

/// What a photo says of its taking. None of it is in the files that are made of it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Shot {
    /// When it was taken.
    pub taken: Option<Taken>,
    /// Where it was taken.
    pub place: Option<ShotPlace>,
    /// Which way up it's to be shown, 1 to 8 as EXIF numbers it; 1 is as it is.
    pub orientation: u8,
}

impl Default for Shot {
    fn default() -> Self {
        Self { taken: None, place: None, orientation: 1 }
    }
}

/// Reads what a photo says of its taking. What is broken or missing is not known; nothing fails.
#[must_use]
pub fn shot(bytes: &[u8]) -> Shot {
    let Some(block) = block(bytes).filter(|block| block.len() <= MOST) else {
        return Shot::default();
    };
    let read = Reader::new().continue_on_error(true).read_raw(block.to_vec());
    let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| ())) else {
        return Shot::default();
    };
    let fields = Fields(exif);
    Shot {
        taken: fields.taken(),
        place: fields.place(),
        orientation: fields.number(Tag::Orientation).filter(|n| (1..=8).contains(n)).unwrap_or(1),
    }
}

/// Finds the block of EXIF in a file.
fn block(bytes: &[u8]) -> Option<&[u8]> {
    match sniff(bytes)? {
        Format::Jpeg => Segments::new(bytes)?
            .take(MOST_PARTS)
            .map_while(Result::ok)
            .take_while(|segment| segment.marker != SOS)
            .filter(|segment| segment.marker == APP1)
            .find_map(|segment| segment.body.strip_prefix(b"Exif\0").and_then(|b| b.get(1..))),
        Format::Png => png_block(bytes),
        Format::Webp => {
            let body = chunks(bytes).take(MOST_PARTS).find(|chunk| &chunk.name == b"EXIF")?.body;
            Some(body.strip_prefix(b"Exif\0\0").unwrap_or(body))
        }
        _ => None,
    }
}

fn png_block(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(8..)?;
    for _ in 0..MOST_PARTS {
        let length = u32::from_be_bytes(*rest.first_chunk()?) as usize;
        let body = rest.get(8..)?.get(..length)?;
        match rest.get(4..8)? {
            b"eXIf" => return Some(body),
            b"IEND" => return None,
            _ => rest = rest.get(12 + length..)?,
        }
    }
    None
}

struct Fields(exif::Exif);

impl Fields {
    fn value(&self, tag: Tag) -> Option<&Value> {
        self.0.get_field(tag, In::PRIMARY).map(|field| &field.value)
    }

    fn number(&self, tag: Tag) -> Option<u8> {
        self.value(tag)?.get_uint(0).and_then(|number| u8::try_from(number).ok())
    }

    /// Returns the first line of a text, which must be plain ASCII.
    fn text(&self, tag: Tag) -> Option<&str> {
        let Value::Ascii(lines) = self.value(tag)? else { return None };
        std::str::from_utf8(lines.first()?).ok().map(str::trim)
    }

    fn ratios(&self, tag: Tag) -> Option<&[Rational]> {
        let Value::Rational(ratios) = self.value(tag)? else { return None };
        Some(ratios)
    }

    fn taken(&self) -> Option<Taken> {
        let text = self.text(Tag::DateTimeOriginal)?;
        let fraction = self.text(Tag::SubSecTimeOriginal).and_then(nanosecond);
        let civil = civil(text, fraction.unwrap_or(0))?;
        let offset = self.text(Tag::OffsetTimeOriginal);
        Some(Taken { civil, offset_minutes: offset.and_then(minutes) })
    }

    fn place(&self) -> Option<ShotPlace> {
        let side = |tag: Tag, mark: Tag, negative: &str, most: f64| {
            let degrees = degrees(self.ratios(tag)?)?;
            let degrees = if self.text(mark)? == negative { -degrees } else { degrees };
            (degrees.abs() <= most).then_some(degrees)
        };
        let lat = side(Tag::GPSLatitude, Tag::GPSLatitudeRef, "S", 90.0)?;
        let lon = side(Tag::GPSLongitude, Tag::GPSLongitudeRef, "W", 180.0)?;
        // Phones that do not know where they are write zeros.
        if lat == 0.0 && lon == 0.0 {
            return None;
        }
        let accuracy = self.ratios(Tag::GPSHPositioningError).and_then(|ratios| ratios.first());
        let accuracy = accuracy.map(Rational::to_f64).filter(|metres| metres.is_finite());
        Some(ShotPlace { lat, lon, accuracy })
    }
}

/// Reads a time like `2026:11:23 08:15:42`; a leap second is the one before it.
fn civil(text: &str, nanosecond: i32) -> Option<DateTime> {
    let (day, clock) = text.split_once(' ')?;
    let [year, month, day] = numbers(day, 4)?;
    let [hour, minute, second] = numbers(clock.trim_start(), 2)?;
    let small = |number: i16| i8::try_from(number).ok();
    let second = small(if second == 60 { 59 } else { second })?;
    DateTime::new(
        year,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        second,
        nanosecond,
    )
    .ok()
}

/// Reads three numbers between colons, the first of so many digits at most, the others of two.
fn numbers(text: &str, most: usize) -> Option<[i16; 3]> {
    let mut numbers = [0; 3];
    let mut parts = text.split(':');
    for (number, most) in numbers.iter_mut().zip([most, 2, 2]) {
        let part = parts.next()?;
        if part.len() > most || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// Reads digits of a second's fraction; those behind the ninth are left out.
fn nanosecond(digits: &str) -> Option<i32> {
    let digits = digits.get(..digits.len().min(9))?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{digits:0<9}").parse().ok()
}

/// Reads an offset like `+08:00`.
fn minutes(text: &str) -> Option<i32> {
    let sign = match text.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let number = |text: &str, most: i32| -> Option<i32> {
        let two = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|number| two && *number <= most)
    };
    Some(sign * (number(hours, 23)? * 60 + number(minutes, 59)?))
}

/// Reads degrees, minutes and seconds.
fn degrees(ratios: &[Rational]) -> Option<f64> {
    let [degrees, minutes, seconds] = ratios else { return None };
    let sum = degrees.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3_600.0;
    sum.is_finite().then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_cameras_write_them() {
        let time = |text| civil(text, 7).map(|time| time.to_string());
        assert_eq!(time("2026:11:23 08:15:42").as_deref(), Some("2026-11-23T08:15:42.000000007"));
        assert_eq!(time("2026:1:2  8:5:60").as_deref(), Some("2026-01-02T08:05:59.000000007"));
        for wrong in [
            "",
            "2026:11:23",
            "    :  :     :  :  ",
            "2026:02:29 08:15:42",
            "2026:11:23 24:00:00",
            "2026:11:23 08:15:61",
            "2026:11:23 08:15",
            "2026:11:23 08:15:42:1",
            "2026-11-23 08:15:42",
            "02026:11:23 08:15:42",
            "2026:+1:23 08:15:42",
        ] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn fractions_and_offsets_are_read_strictly() {
        assert_eq!(nanosecond("5"), Some(500_000_000));
        assert_eq!(nanosecond("123456789012"), Some(123_456_789));
        assert_eq!((nanosecond(""), nanosecond("1x")), (None, None));
        assert_eq!((minutes("+08:00"), minutes("-03:30")), (Some(480), Some(-210)));
        for wrong in ["", "08:00", "+8:00", "+24:00", "+08:60", "+0x:00", "é"] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }
}
