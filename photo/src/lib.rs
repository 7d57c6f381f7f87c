//! A photo from a phone's camera made small, bare and safe: bytes in, values out.
//!
//! [`admit()`] takes the file as the camera wrote it and gives a photo and a thumbnail with no metadata,
//! their hashes, a perceptual hash ([`Look`]) and what the file said of its taking ([`Shot`]).
//! [`stored()`] tells whether a file is such a bare picture, without decoding it.
//! There is no clock, no I/O and no thread here; memory and work are bounded by [`Limits`].

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "codecs compute in many widths; samples are clamped and sizes bounded before they are narrowed"
)]

mod admit;
mod apart;
mod encode;
mod exif;
mod format;
mod jpeg;
mod limits;
mod look;
#[cfg(feature = "made")]
pub mod made;
mod planes;
mod png;
mod refusal;
mod rows;
mod scale;
mod stored;
mod webp;

pub use admit::{Admitted, Picture, admit, look};
pub use apart::{Made, Size};
pub use exif::{Shot, ShotPlace, Taken, shot};
pub use format::{Format, sniff};
pub use limits::{Limits, Target};
pub use look::{Look, NoLook};
pub use refusal::Refusal;
pub use stored::{Flaw, Stored, stored};
