//! A picture that is ready to be taken in, and what it says of itself.

use crate::{Code, Problem};
use doorstep_photo::{Limits, Made, Size, Target};
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

/// How far off a place is taken to be, in metres, that a picture gives without saying so: a usual fix between houses.
const UNSAID_ACCURACY_M: f64 = 100.0;

/// Prepares a file as the camera wrote it: upright, small, without EXIF. It needs no store, much memory and, on a weak
/// phone, some seconds.
///
/// # Errors
/// `bad_photo`; the key says why, as `problem.photo_heic` does.
pub fn prepare(bytes: &[u8]) -> Result<Prepared, Problem> {
    let (made, photo, thumb) = prepare_apart(bytes)?;
    Ok(Prepared::of(&made, photo, thumb))
}

/// As [`prepare`], but the bytes of photo and thumbnail apart from what is known of them.
///
/// # Errors
/// As [`prepare`].
pub fn prepare_apart(bytes: &[u8]) -> Result<(Made, Vec<u8>, Vec<u8>), Problem> {
    let admitted = doorstep_photo::admit(bytes, &Limits::default(), &Target::default());
    let admitted = admitted.map_err(|refusal| Problem {
        key: format!("problem.{}", refusal.code()),
        ..Problem::new(Code::BadPhoto)
    })?;
    Ok(admitted.apart())
}

impl Prepared {
    /// Puts together what another process took apart. Whether the bytes are those of before is checked when they are
    /// taken in.
    #[must_use]
    pub fn of(made: &Made, photo: Vec<u8>, thumb: Vec<u8>) -> Self {
        let picture = |size: Size, bytes| Picture {
            bytes,
            width: size.width,
            height: size.height,
            sha256: Digest(size.sha256),
        };
        Self {
            photo: picture(made.photo, photo),
            thumb: picture(made.thumb, thumb),
            look: Look(made.look.0),
            taken: made
                .taken
                .map(|taken| Taken { civil: taken.civil, offset_minutes: taken.offset_minutes }),
            place: made.place.map(|place| Place {
                lat: place.lat,
                lon: place.lon,
                accuracy: place.accuracy.unwrap_or(UNSAID_ACCURACY_M),
            }),
        }
    }

    /// Checks that the bytes are those that were prepared.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let whole = self.photo.is_whole(MAX_PHOTO) && self.thumb.is_whole(MAX_THUMB);
        if whole { Ok(()) } else { Err(Problem::new(Code::BadPhoto)) }
    }
}
