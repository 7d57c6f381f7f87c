//! A picture that is ready to be taken in, and what it says of itself.

use crate::{Code, Problem};
use doorstep_schema::digest::Digest;
use doorstep_schema::fact::{Look, MAX_PHOTO, MAX_THUMB};
use doorstep_schema::moment::{Clock, Moment};
use doorstep_schema::place::Place;
use jiff::civil::DateTime;

/// A JPEG without EXIF.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its width in pixels, 1 to 4096.
    pub width: u32,
    /// Its height in pixels, 1 to 4096.
    pub height: u32,
    /// The SHA-256 of the bytes.
    pub sha256: Digest,
}

impl Picture {
    fn is_whole(&self, most: u64) -> bool {
        let size = u64::try_from(self.bytes.len()).unwrap_or(u64::MAX);
        (1..=most).contains(&size) && Digest::of(&self.bytes) == self.sha256
    }
}

/// When the camera's clock says that a picture was taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The day and time that the clock showed.
    pub civil: DateTime,
    /// How many minutes east of UTC it was, when the picture says so.
    pub offset_minutes: Option<i32>,
}

impl Taken {
    /// Returns the moment; a clock that does not say where it is shows the region's time.
    #[must_use]
    pub fn at(&self, region: Clock) -> Moment {
        let clock = self.offset_minutes.map_or(region, |offset_minutes| Clock { offset_minutes });
        clock.at(self.civil.date(), self.civil.time())
    }
}

/// A picture that is ready to be taken in.
#[derive(Clone, PartialEq, Debug)]
pub struct Prepared {
    /// The photo, at most [`MAX_PHOTO`] bytes.
    pub photo: Picture,
    /// The thumbnail, at most [`MAX_THUMB`] bytes.
    pub thumb: Picture,
    /// The perceptual hash.
    pub look: Look,
    /// When it was taken, by its own account.
    pub taken: Option<Taken>,
    /// Where it was taken, by its own account.
    pub place: Option<Place>,
}

impl Prepared {
    /// Checks that the bytes are those that were prepared.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let whole = self.photo.is_whole(MAX_PHOTO) && self.thumb.is_whole(MAX_THUMB);
        if whole { Ok(()) } else { Err(Problem::new(Code::BadPhoto)) }
    }
}
