//! A picture that came with a filled form, as an evidence photo: shrunk and bared here, as its client did neither.

use doorstep_photo::{Admitted, Limits, Refusal, Target, admit};
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Capture, EvidencePhoto, Look, PlaceSource, Thumb};
use doorstep_schema::id::FactId;
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::place::Place;

/// A picture made ready.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The record; it has no seal, as the client has no key.
    pub photo: EvidencePhoto,
    /// The photo's bytes.
    pub bytes: Vec<u8>,
    /// The thumbnail's bytes.
    pub thumb: Vec<u8>,
}

/// Returns the id of the record that a file of a filled form becomes.
#[must_use]
pub fn record_of(fact: FactId, file: &[u8]) -> FactId {
    let sha256 = Digest::from_slice(file).map(|sha256| sha256.to_string()).unwrap_or_default();
    FactId::derive(fact.0, &format!("photo/{sha256}"))
}

/// Shrinks and bares a picture; what it said of time and place goes into the record.
///
/// # Errors
/// When it is no picture that can be read.
pub fn take(file: &[u8], of: FactId, clock: Clock, now: Moment) -> Result<Taken, Refusal> {
    let Admitted { photo, thumb, look, shot, .. } =
        admit(file, &Limits::default(), &Target::default())?;
    let captured_at = shot.taken.map(|taken| {
        let offset_minutes = taken.offset_minutes.unwrap_or(clock.offset_minutes);
        Clock { offset_minutes }.at(taken.civil.date(), taken.civil.time())
    });
    let place = shot.place.map(|place| Place {
        lat: place.lat,
        lon: place.lon,
        accuracy: place.accuracy.unwrap_or(0.0),
    });
    let place = place.filter(Place::is_valid).map(|place| place.sealed());
    let size = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let record = EvidencePhoto {
        of,
        sha256: Digest(photo.sha256),
        bytes: size(&photo.bytes),
        width: photo.width,
        height: photo.height,
        thumb: Some(Thumb { sha256: Digest(thumb.sha256), bytes: size(&thumb.bytes) }),
        look: Some(Look(look.0)),
        capture: Some(Capture {
            captured_at,
            received_at: now,
            clock_offset_ms: None,
            place,
            place_source: place.map(|_| PlaceSource::Picture),
            mock: false,
        }),
        seal: None,
    };
    Ok(Taken { photo: record, bytes: photo.bytes, thumb: thumb.bytes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep_photo::made;

    #[test]
    fn a_picture_becomes_a_bare_photo_and_its_time_and_place_a_record() {
        let of = FactId(uuid::Uuid::from_u128(1));
        let civil = jiff::civil::date(2026, 11, 23).at(9, 30, 0, 0);
        let taken = doorstep_photo::Taken { civil, offset_minutes: None };
        let file = made::picture(7, 640, 480);
        let plain = take(&file, of, Clock::CHINA, Moment::from_ms(0)).unwrap();
        assert_eq!(plain.photo.capture.unwrap().captured_at, None);
        let place = doorstep_photo::ShotPlace { lat: 26.5, lon: 99.4, accuracy: None };
        let file = made::with_exif(&file, 6, Some(taken), Some(place));
        let made = take(&file, of, Clock::CHINA, Moment::from_ms(0)).unwrap();
        let capture = made.photo.capture.unwrap();
        assert_eq!(capture.captured_at, Some(Moment::parse("2026-11-23T01:30:00Z").unwrap()));
        assert!((capture.place.unwrap().lat - 26.5).abs() < 1e-4);
        assert_eq!((made.photo.width, made.photo.height), (480, 640));
        assert!(doorstep_photo::stored(&made.bytes).is_ok());
        assert!(take(b"not a picture", of, Clock::CHINA, Moment::from_ms(0)).is_err());
    }
}
