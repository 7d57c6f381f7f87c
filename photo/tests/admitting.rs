//! What is made of photos: upright, small, bare, within their budgets, and known by their looks.
#![expect(clippy::unwrap_used, clippy::cast_possible_truncation, reason = "tests may panic")]

use doorstep_photo::{
    Admitted, Flaw, Format, Limits, Look, ShotPlace, Stored, Taken, Target, admit, look, made,
    shot, stored,
};
use jpeg_encoder::{ColorType, Encoder};

fn admitted(bytes: &[u8]) -> Admitted {
    admit(bytes, &Limits::default(), &Target::default()).unwrap()
}

fn code(bytes: &[u8]) -> &'static str {
    admit(bytes, &Limits::default(), &Target::default()).unwrap_err().code()
}

/// Decodes to red, green and blue.
fn pixels(jpeg: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut decoder = jpeg_decoder::Decoder::new(jpeg);
    let pixels = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    (info.width.into(), info.height.into(), pixels)
}

/// A picture with a colour of its own in each quarter: red, green / blue, white.
fn quarters(width: usize, height: usize) -> Vec<[u8; 3]> {
    let colour = |x: usize, y: usize| match (x * 2 >= width, y * 2 >= height) {
        (false, false) => [220, 20, 20],
        (true, false) => [20, 200, 20],
        (false, true) => [20, 20, 220],
        (true, true) => [250, 250, 250],
    };
    (0..height).flat_map(|y| (0..width).map(move |x| colour(x, y))).collect()
}

fn jpeg_of(pixels: &[[u8; 3]], width: u16, height: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 92)
        .encode(pixels.as_flattened(), width, height, ColorType::Rgb)
        .unwrap();
    bytes
}

/// Names the colours of the four quarters of a JPEG.
fn corners(jpeg: &[u8]) -> String {
    let (width, height, pixels) = pixels(jpeg);
    let name = |x: usize, y: usize| {
        let strong = |n: usize| pixels[(y * width + x) * 3 + n] > 150;
        match (strong(0), strong(1), strong(2)) {
            (true, false, false) => 'r',
            (false, true, false) => 'g',
            (false, false, true) => 'b',
            (true, true, true) => 'w',
            _ => '?',
        }
    };
    let (right, bottom) = (width * 3 / 4, height * 3 / 4);
    [(width / 4, height / 4), (right, height / 4), (width / 4, bottom), (right, bottom)]
        .map(|(x, y)| name(x, y))
        .iter()
        .collect()
}

#[test]
fn all_orientations_come_out_upright_in_photo_and_thumbnail() {
    let plain = jpeg_of(&quarters(400, 300), 400, 300);
    let shown = ["rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"];
    for (orientation, shown) in (1..).zip(shown) {
        let done = admitted(&made::with_exif(&plain, orientation, None, None));
        let (width, height) = if orientation < 5 { (400, 300) } else { (300, 400) };
        assert_eq!((done.photo.width, done.photo.height), (width, height), "{orientation}");
        assert_eq!(done.shot.orientation, orientation);
        assert_eq!(corners(&done.photo.bytes), shown, "{orientation}");
        assert_eq!(corners(&done.thumb.bytes), shown, "{orientation}");
    }
}

#[test]
fn a_camera_s_photo_becomes_two_small_bare_files() {
    let done = admitted(&made::with_exif(&made::picture(1, 2_400, 1_800), 6, None, None));
    assert_eq!((done.photo.width, done.photo.height), (1_200, 1_600));
    assert_eq!((done.thumb.width, done.thumb.height), (240, 320));
    assert_eq!(done.format, Format::Jpeg);
    for picture in [&done.photo, &done.thumb] {
        let size = Stored { width: picture.width, height: picture.height };
        assert_eq!(stored(&picture.bytes), Ok(size));
    }
    assert!(done.photo.bytes.len() <= 300_000 && done.thumb.bytes.len() <= 24_000);
    assert_ne!(done.photo.sha256, done.thumb.sha256);
    let again = admitted(&made::with_exif(&made::picture(1, 2_400, 1_800), 6, None, None));
    assert_eq!(done, again);
}

#[test]
fn a_small_picture_stays_as_large_as_it_is() {
    let done = admitted(&made::picture(1, 200, 100));
    assert_eq!((done.photo.width, done.photo.height), (200, 100));
    assert_eq!((done.thumb.width, done.thumb.height), (200, 100));
    let dot = admitted(&jpeg_of(&[[1, 2, 3]], 1, 1));
    assert_eq!((dot.photo.width, dot.photo.height), (1, 1));
    let line = admitted(&jpeg_of(&vec![[90; 3]; 9_000], 9_000, 1));
    assert_eq!((line.photo.width, line.photo.height, line.thumb.height), (1_600, 1, 1));
}

#[test]
fn budgets_hold_whatever_they_are() {
    let noise: Vec<[u8; 3]> = (0..640 * 480_u32)
        .map(|n| {
            [0, 1, 2]
                .map(|c| (n.wrapping_mul(2_654_435_761).rotate_left(c * 9 + n % 7) >> 16) as u8)
        })
        .collect();
    let loud = jpeg_of(&noise, 640, 480);
    for bytes in [loud, made::picture(5, 1_700, 1_300)] {
        for budget in [0, 2_048, 5_000, 20_000, 60_000, 300_000] {
            let target = Target { bytes: budget, thumb_bytes: budget, ..Target::default() };
            let done = admit(&bytes, &Limits::default(), &target).unwrap();
            for picture in [done.photo, done.thumb] {
                let least = budget.max(2_048);
                assert!(picture.bytes.len() <= least, "{} for {budget}", picture.bytes.len());
            }
        }
    }
}

#[test]
fn what_the_camera_says_is_read_and_left_out() {
    let taken = Taken {
        civil: jiff::civil::date(2026, 11, 23).at(8, 15, 42, 123_000_000),
        offset_minutes: Some(480),
    };
    let place = ShotPlace { lat: 27.715_3, lon: -103.248_9, accuracy: Some(4.25) };
    let file = made::with_exif(&made::picture(2, 320, 240), 8, Some(taken), Some(place));
    let said = shot(&file);
    assert_eq!((said.taken, said.orientation), (Some(taken), 8));
    let read = said.place.unwrap();
    assert!((read.lat - place.lat).abs() < 1e-7 && (read.lon - place.lon).abs() < 1e-7);
    assert_eq!(read.accuracy, place.accuracy);
    let done = admitted(&file);
    assert_eq!(done.shot, said);
    assert_eq!(stored(&file), Err(Flaw::MetadataLeft));
    assert!(!done.photo.bytes.windows(4).any(|four| four == b"Exif"));
    assert_eq!(shot(&done.photo.bytes), doorstep_photo::Shot::default());
}

fn png_of(
    color: png::ColorType,
    depth: png::BitDepth,
    set: impl Fn(&mut png::Encoder<'_, &mut Vec<u8>>),
    data: &[u8],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 64, 48);
    encoder.set_color(color);
    encoder.set_depth(depth);
    set(&mut encoder);
    encoder.write_header().unwrap().write_image_data(data).unwrap();
    bytes
}

#[test]
fn png_in_all_its_kinds_is_admitted() {
    use png::{BitDepth, ColorType as Png};
    let quarters = quarters(64, 48);
    let rgb = quarters.as_flattened().to_vec();
    let rgba: Vec<u8> = quarters
        .iter()
        .flat_map(|p| if *p == [250; 3] { [0, 0, 0, 0] } else { [p[0], p[1], p[2], 255] })
        .collect();
    let wide: Vec<u8> = rgb.iter().flat_map(|sample| [*sample, 17]).collect();
    let palette = [220, 20, 20, 20, 200, 20, 20, 20, 220, 250, 250, 250];
    let indexed: Vec<u8> = quarters
        .iter()
        .map(|p| palette.chunks(3).position(|colour| colour == p).unwrap() as u8)
        .collect();
    let files = [
        png_of(Png::Rgb, BitDepth::Eight, |_| (), &rgb),
        png_of(Png::Rgba, BitDepth::Eight, |_| (), &rgba),
        png_of(Png::Rgb, BitDepth::Sixteen, |_| (), &wide),
        png_of(Png::Indexed, BitDepth::Eight, |e| e.set_palette(palette.to_vec()), &indexed),
    ];
    for file in files {
        let done = admitted(&file);
        assert_eq!((done.format, done.photo.width, done.photo.height), (Format::Png, 64, 48));
        assert_eq!(corners(&done.photo.bytes), "rgbw");
        assert_eq!(code(&file[..file.len() / 2]), "photo_damaged");
    }
    let grey: Vec<u8> = (0..64 * 48_u32).map(|n| (n % 64 * 4) as u8).collect();
    let done = admitted(&png_of(Png::Grayscale, BitDepth::Eight, |_| (), &grey));
    assert_eq!(done.photo.width, 64);
}

#[test]
fn an_interlaced_png_is_admitted() {
    let file = include_bytes!("interlaced.png");
    let done = admitted(file);
    assert_eq!(corners(&done.photo.bytes), "rgbw");
}

#[test]
fn webp_is_admitted() {
    let quarters = quarters(64, 48);
    for (kind, alpha) in
        [(image_webp::ColorType::Rgb8, false), (image_webp::ColorType::Rgba8, true)]
    {
        let pixels: Vec<u8> = quarters
            .iter()
            .flat_map(|p| if alpha { vec![p[0], p[1], p[2], 255] } else { p.to_vec() })
            .collect();
        let mut file = Vec::new();
        image_webp::WebPEncoder::new(&mut file).encode(&pixels, 64, 48, kind).unwrap();
        let done = admitted(&file);
        assert_eq!((done.format, corners(&done.photo.bytes).as_str()), (Format::Webp, "rgbw"));
        assert_eq!(code(&file[..file.len() / 2]), "photo_damaged");
    }
}

#[test]
fn refusals_have_their_codes_and_say_what_to_do() {
    let jpeg = made::picture(1, 64, 48);
    let limits = |limits: Limits| admit(&jpeg, &limits, &Target::default()).unwrap_err().code();
    assert_eq!(limits(Limits { bytes: 100, ..Limits::default() }), "photo_too_large");
    assert_eq!(limits(Limits { pixels: 100, ..Limits::default() }), "photo_too_many_pixels");
    assert_eq!(limits(Limits { memory: 100, ..Limits::default() }), "photo_too_many_pixels");
    assert_eq!(limits(Limits { scans: 0, ..Limits::default() }), "photo_unsupported");
    assert_eq!(code(b""), "photo_empty");
    assert_eq!(code(b"<html>"), "photo_unknown_format");
    assert_eq!(code(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "photo_heic");
    assert_eq!(code(b"\0\0\0\x18ftypavif\0\0\0\0mif1avif"), "photo_unsupported");
    assert_eq!(code(b"GIF89a..."), "photo_unsupported");
    assert_eq!(code(&jpeg[..jpeg.len() - 2]), "photo_damaged");
    assert_eq!(code(b"\x89PNG\r\n\x1a\n"), "photo_damaged");
    assert_eq!(code(b"RIFF\x04\0\0\0WEBP"), "photo_damaged");
}

#[test]
fn a_look_stays_when_a_photo_is_made_smaller_or_coarser() {
    let mut looks = Vec::new();
    for seed in 0..12 {
        let original = made::picture(seed, 1_200, 900);
        let own = look(&original, &Limits::default()).unwrap();
        let done = admitted(&original);
        assert!(own.distance(done.look) <= 2, "{seed}: {own} {}", done.look);
        let half = Target { edge: 600, bytes: 24_000, ..Target::default() };
        let half = admit(&original, &Limits::default(), &half).unwrap();
        let (width, height, pixels) = pixels(&half.photo.bytes);
        let mut coarse = Vec::new();
        Encoder::new(&mut coarse, 40)
            .encode(&pixels, width as u16, height as u16, ColorType::Rgb)
            .unwrap();
        let coarse = look(&coarse, &Limits::default()).unwrap();
        assert!(own.distance(coarse) <= 6, "{seed}: {own} {coarse}");
        looks.push(own);
    }
    for (n, one) in looks.iter().enumerate() {
        for other in &looks[..n] {
            assert!(one.distance(*other) > 16, "{one} {other}");
        }
    }
}

#[test]
fn the_look_of_a_photo_is_that_of_it_upright() {
    let plain = made::picture(4, 800, 600);
    let turned = made::with_exif(&plain, 6, None, None);
    let own = look(&plain, &Limits::default()).unwrap();
    let upright = look(&turned, &Limits::default()).unwrap();
    assert!(own.distance(upright) > 16);
    assert!(admitted(&turned).look.distance(upright) <= 2);
    assert_eq!(Look(5).to_string().parse(), Ok(Look(5)));
}

#[test]
fn a_stored_file_is_bare_complete_and_alone() {
    let good = admitted(&made::picture(1, 320, 240)).photo.bytes;
    assert_eq!(stored(&good), Ok(Stored { width: 320, height: 240 }));
    for cut in 2..good.len() {
        assert_eq!(stored(&good[..cut]), Err(Flaw::Truncated), "{cut}");
    }
    let with = |part: &[u8]| [&good[..20], part, &good[20..]].concat();
    assert_eq!(stored(&with(b"\xFF\xFE\0\x06note")), Err(Flaw::MetadataLeft));
    assert_eq!(stored(&with(b"\xFF\xE1\0\x08Exif\0\0")), Err(Flaw::MetadataLeft));
    assert_eq!(stored(&with(b"secret")), Err(Flaw::MetadataLeft));
    assert_eq!(stored(&[&good[..], b"x"].concat()), Err(Flaw::MetadataLeft));
    assert_eq!(stored(b""), Err(Flaw::NotJpeg));
    assert_eq!(stored(b"\xFF\xD8\xFF\xD9"), Err(Flaw::NotJpeg));
    assert_eq!(stored(b"\x89PNG\r\n\x1a\n"), Err(Flaw::NotJpeg));
}
