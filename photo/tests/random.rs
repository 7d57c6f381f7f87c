//! Whatever the bytes are, nothing panics, and what is admitted is bare and within its budget.
#![expect(clippy::unwrap_used, reason = "tests may panic")]

use doorstep_photo::{Limits, Target, admit, look, made, shot, sniff, stored};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Real pictures of every admitted format.
static PICTURES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let grey: Vec<u8> = (0..=255).cycle().take(48 * 48 * 3).collect();
    let mut progressive = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut progressive, 80);
    encoder.set_progressive(true);
    encoder.set_restart_interval(2);
    encoder.encode(&grey, 48, 48, jpeg_encoder::ColorType::Rgb).unwrap();
    let mut png_file = Vec::new();
    let mut encoder = png::Encoder::new(&mut png_file, 48, 48);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&grey).unwrap();
    let mut webp = Vec::new();
    image_webp::WebPEncoder::new(&mut webp)
        .encode(&grey, 48, 48, image_webp::ColorType::Rgb8)
        .unwrap();
    let camera = made::with_exif(&made::picture(1, 100, 75), 6, None, None);
    vec![camera, progressive, png_file, webp, include_bytes!("interlaced.png").to_vec()]
});

fn everything(bytes: &[u8]) {
    let limits = Limits { pixels: 1_000_000, ..Limits::default() };
    let target = Target { edge: 64, bytes: 4_000, thumb_edge: 16, thumb_bytes: 2_048 };
    let _ = (sniff(bytes), shot(bytes), stored(bytes), look(bytes, &limits));
    if let Ok(done) = admit(bytes, &limits, &target) {
        assert!(stored(&done.photo.bytes).is_ok() && stored(&done.thumb.bytes).is_ok());
        assert!(done.photo.bytes.len() <= 4_000 && done.thumb.bytes.len() <= 2_048);
    }
}

/// Starts of files that lead on to a decoder.
fn starts() -> impl Strategy<Value = &'static [u8]> {
    prop_oneof![
        Just(b"".as_slice()),
        Just(b"\xFF\xD8\xFF".as_slice()),
        Just(b"\x89PNG\r\n\x1a\n".as_slice()),
        Just(b"RIFF\0\0\0\0WEBPVP8".as_slice()),
        Just(b"\0\0\0\x20ftyp".as_slice()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn random_bytes_are_refused_or_admitted(
        start in starts(),
        rest in prop::collection::vec(any::<u8>(), 0..2_000),
    ) {
        everything(&[start, &rest].concat());
    }

    #[test]
    fn twisted_pictures_are_refused_or_admitted(
        n in 0_usize..5,
        twists in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = PICTURES[n].clone();
        for (at, byte) in twists {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        everything(&bytes);
    }
}
