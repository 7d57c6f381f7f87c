//! Why a photo is not admitted, for a program and for the person who took it.

use crate::Format;

/// Why a photo is not admitted. The text says what is wrong and how to mend it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// There are no bytes.
    #[error("The photo is empty. Take or choose it again.")]
    Empty,
    /// More bytes than the limit.
    #[error(
        "The photo has {bytes} bytes; at most {most} are taken. Choose a lower resolution in the camera's settings."
    )]
    TooLarge {
        /// The bytes that it has.
        bytes: usize,
        /// The bytes that it may have.
        most: usize,
    },
    /// More pixels, or more memory for them, than the limit.
    #[error(
        "The photo of {width} by {height} pixels is too large to open here. Choose a lower resolution in the camera's settings."
    )]
    TooManyPixels {
        /// Its width in pixels, as its header says.
        width: u32,
        /// Its height in pixels, as its header says.
        height: u32,
    },
    /// No format that is known.
    #[error("The file is not a picture. Choose a JPEG, PNG or WebP.")]
    UnknownFormat,
    /// HEIC or HEIF.
    #[error(
        "The photo is in the HEIC format, which can't be opened here. Set the camera to “Most compatible” (JPEG), or share the photo as JPEG."
    )]
    Heic,
    /// A known format, or a feature of an admitted one, that is not decoded.
    #[error("{what} can't be opened here. Save the picture as a plain JPEG.")]
    Unsupported {
        /// The format or the feature.
        what: &'static str,
    },
    /// It breaks the rules of its own format, or ends before its picture does.
    #[error(
        "The {format} file is damaged ({what}). Take the photo again, or copy it again from where it came."
    )]
    Damaged {
        /// The format that it claims.
        format: Format,
        /// What is wrong with it.
        what: &'static str,
    },
}

impl Refusal {
    /// Returns a stable code, which texts in other languages are found by.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "photo_empty",
            Self::TooLarge { .. } => "photo_too_large",
            Self::TooManyPixels { .. } => "photo_too_many_pixels",
            Self::UnknownFormat => "photo_unknown_format",
            Self::Heic => "photo_heic",
            Self::Unsupported { .. } => "photo_unsupported",
            Self::Damaged { .. } => "photo_damaged",
        }
    }
}
