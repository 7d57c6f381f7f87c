//! How large a file may be that comes in, and how large the pictures are that go out.

/// What a file may ask for. Everything is checked before memory is taken for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// The most bytes that a file may have.
    pub bytes: usize,
    /// The most pixels, width times height, that it may have.
    pub pixels: u64,
    /// The most bytes that its decoded pixels may take; of a progressive JPEG also its coefficients.
    pub memory: usize,
    /// The most scans that a progressive JPEG may have. Cameras write about ten.
    pub scans: usize,
}

impl Default for Limits {
    /// 32 MiB, 64 megapixels, 160 MiB, 64 scans.
    fn default() -> Self {
        Self { bytes: 32 << 20, pixels: 64_000_000, memory: 160 << 20, scans: 64 }
    }
}

/// The least budget of bytes that is kept to: the tables of a JPEG alone take 600.
pub(crate) const LEAST_BYTES: usize = 2_048;
/// The least edge that a budget shrinks a picture to, in pixels.
pub(crate) const LEAST_EDGE: u32 = 16;

/// What is made of a photo. A picture that is smaller already is never made larger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    /// The longer edge of the photo, in pixels, at most; 16 at least.
    pub edge: u16,
    /// The bytes of the photo, at most; a budget below 2,048 counts as 2,048.
    pub bytes: usize,
    /// The longer edge of the thumbnail, in pixels, at most; 16 at least.
    pub thumb_edge: u16,
    /// The bytes of the thumbnail, at most; a budget below 2,048 counts as 2,048.
    pub thumb_bytes: usize,
}

impl Default for Target {
    /// 1,600 pixels in 300,000 bytes; 320 pixels in 24,000 bytes.
    fn default() -> Self {
        Self { edge: 1_600, bytes: 300_000, thumb_edge: 320, thumb_bytes: 24_000 }
    }
}
