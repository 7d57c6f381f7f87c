//! A photo's record with its envelope, and the body text that the seal covers.

use crate::digest::Digest;
use crate::fact::{Act, Capture, EvidencePhoto, Fact, MAX_PHOTO, MAX_THUMB};
use crate::id::{DeviceId, FactId, StudentId, WorkerId};
use crate::moment::Moment;
use crate::problem::Violations;
use crate::region::RegionCode;
use std::fmt::Write as _;

/// The most pixels along one side of a stored photo.
const MAX_SIDE: u32 = 4_096;

/// A photo's record with the parts of its fact's envelope that the seal covers.
#[derive(Clone, PartialEq, Debug)]
pub struct Record {
    /// The fact.
    pub id: FactId,
    /// The student; none for a venue.
    pub student: Option<StudentId>,
    /// The county that keeps it.
    pub county: RegionCode,
    /// Who took it.
    pub author: WorkerId,
    /// The device that sealed it.
    pub device: DeviceId,
    /// What was recorded.
    pub photo: EvidencePhoto,
}

impl Record {
    /// Reads the record of a fact; none when it is another kind of fact.
    #[must_use]
    pub fn of(fact: &Fact) -> Option<Self> {
        let Act::EvidencePhoto(photo) = &fact.act else { return None };
        Some(Self {
            id: fact.id,
            student: fact.student,
            county: fact.county,
            author: fact.author,
            device: fact.device,
            photo: photo.clone(),
        })
    }

    /// Writes the body: the canonical text of what was taken, of what, when and where (`doorstep-evidence-1`).
    ///
    /// One `name value` a line, each ended by a line feed, in this order, `-` for what is not known: degrees in units
    /// of 1e-7, accuracy in centimetres, times in milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn body(&self) -> String {
        let photo = &self.photo;
        let mut text = String::from("doorstep-evidence-1\n");
        let mut line = |name: &str, value: String| {
            let _ = writeln!(text, "{name} {value}");
        };
        line("id", self.id.to_string());
        line("of", photo.of.to_string());
        line("student", or_dash(self.student));
        line("county", self.county.to_string());
        line("author", self.author.to_string());
        line("photo", photo.sha256.to_string());
        line("bytes", photo.bytes.to_string());
        line("size", format!("{}x{}", photo.width, photo.height));
        line("thumb", or_dash(photo.thumb.map(|thumb| thumb.sha256)));
        line("thumb_bytes", or_dash(photo.thumb.map(|thumb| thumb.bytes)));
        line("look", or_dash(photo.look));
        let capture = photo.capture;
        line("captured", or_dash(capture.and_then(|c| c.captured_at).map(Moment::ms)));
        line("received", or_dash(capture.map(|c| c.received_at.ms())));
        line("clock_offset", or_dash(capture.and_then(|c| c.clock_offset_ms)));
        line("place", capture.as_ref().and_then(place).unwrap_or_else(|| "-".to_owned()));
        line("place_source", or_dash(capture.and_then(|c| c.place_source)));
        line("mock", if capture.is_some_and(|c| c.mock) { "yes" } else { "no" }.to_owned());
        text
    }

    /// Returns the SHA-256 of the body.
    #[must_use]
    pub fn body_hash(&self) -> Digest {
        Digest::of(self.body().as_bytes())
    }
}

fn or_dash<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

fn place(capture: &Capture) -> Option<String> {
    let place = capture.place?;
    // Places are checked to be in range, so the products are far from the ends of i64.
    #[expect(clippy::cast_possible_truncation, reason = "rounded, and in range")]
    let whole = |value: f64, parts: f64| (value * parts).round() as i64;
    Some(format!(
        "{} {} {}",
        whole(place.lat, 1e7),
        whole(place.lon, 1e7),
        whole(place.accuracy, 1e2)
    ))
}

/// Checks the ranges of a record; paths start at `payload`.
pub fn check(photo: &EvidencePhoto, found: &mut Violations) {
    found.require(
        (1..=MAX_PHOTO).contains(&photo.bytes),
        "payload.bytes",
        "out_of_range",
        format!("a stored photo has 1 to {MAX_PHOTO} bytes"),
    );
    found.require(
        photo.width <= MAX_SIDE && photo.height <= MAX_SIDE,
        "payload.width",
        "out_of_range",
        format!("a stored photo has at most {MAX_SIDE} pixels a side"),
    );
    if let Some(thumb) = &photo.thumb {
        found.require(
            (1..=MAX_THUMB).contains(&thumb.bytes),
            "payload.thumb.bytes",
            "out_of_range",
            format!("a thumbnail has 1 to {MAX_THUMB} bytes"),
        );
    }
    if let Some(capture) = &photo.capture {
        found.require(
            capture.place.is_none_or(|place| place.is_valid() && place.accuracy <= 1e7),
            "payload.capture.place",
            "out_of_range",
            "latitude is -90 to 90, longitude -180 to 180, accuracy 0 to 10,000,000 m",
        );
    }
    if let Some(seal) = &photo.seal {
        found.require(
            seal.number >= 1
                && i64::try_from(seal.number).is_ok()
                && (seal.number == 1) == seal.previous.is_none(),
            "payload.seal.number",
            "out_of_range",
            "records are numbered from 1, and each but the first names the one before",
        );
    }
}
