//! A photo of twelve megapixels admitted, measured natively and, built for WebAssembly, in a browser.

pub mod exports;

use doorstep_photo::{Admitted, Limits, Refusal, Target, made};

/// Makes the photo: 4,000 by 3,000 pixels, 4:2:0, lying on its side as phones write them.
#[must_use]
pub fn photo() -> Vec<u8> {
    made::with_exif(&made::picture(7, 4_000, 3_000), 6, None, None)
}

/// Admits a photo as the field app does.
///
/// # Errors
/// When it is refused.
pub fn admit(bytes: &[u8]) -> Result<Admitted, Refusal> {
    doorstep_photo::admit(bytes, &Limits::default(), &Target::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_photo_is_admitted_upright() {
        let made = made::with_exif(&made::picture(7, 400, 300), 6, None, None);
        let admitted = admit(&made).unwrap();
        assert_eq!((admitted.photo.width, admitted.photo.height), (300, 400));
    }
}
