//! Files that ask for far more than they are: they are refused before memory is taken, and soon.
#![expect(
    unsafe_code,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "an allocator that counts is asked through unsafe functions, and tests may panic"
)]

use doorstep_photo::{Limits, Refusal, Target, admit, made, shot, stored};
use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Counted;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);
/// One test at a time, so that each counts its own memory.
static ALONE: Mutex<()> = Mutex::new(());

// SAFETY: every call is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(held, Ordering::Relaxed);
        // SAFETY: the layout is the caller's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: place and layout are those that were given.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static MEMORY: Counted = Counted;

/// Runs a file through everything; returns its code and the most memory taken, in bytes.
fn run(bytes: &[u8]) -> (&'static str, usize) {
    let before = HELD.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    let _ = (shot(bytes), stored(bytes));
    let done = admit(bytes, &Limits::default(), &Target::default());
    let code = done.as_ref().map_or_else(Refusal::code, |_| "admitted");
    (code, PEAK.load(Ordering::Relaxed) - before)
}

fn refused(bytes: &[u8], code: &str, most: usize) {
    let (found, memory) = run(bytes);
    assert_eq!(found, code);
    assert!(memory <= most, "{memory} bytes");
}

/// Sets the size in a JPEG's frame header.
fn resized(mut jpeg: Vec<u8>, width: u16, height: u16) -> Vec<u8> {
    let at = jpeg.windows(2).position(|two| matches!(two, [0xFF, 0xC0..=0xC2])).unwrap();
    jpeg[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

fn progressive() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder.set_progressive(true);
    let grey: Vec<u8> = (0..64 * 64_u32).map(|n| (n * n / 7) as u8).collect();
    encoder.encode(&grey, 64, 64, jpeg_encoder::ColorType::Luma).unwrap();
    bytes
}

#[test]
fn a_jpeg_that_claims_to_be_huge_is_refused_by_its_header() {
    let _alone = ALONE.lock();
    let small = made::picture(1, 64, 64);
    refused(&resized(small.clone(), 65_535, 65_535), "photo_too_many_pixels", 10_000);
    // Within the pixels that are allowed, but with nothing in it.
    refused(&resized(small, 8_000, 8_000), "photo_damaged", 64_000_000);
    // A progressive one needs all its coefficients at once.
    refused(&resized(progressive(), 7_999, 7_999), "photo_damaged", 200_000_000);
    let colours = {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
        encoder.set_progressive(true);
        encoder.encode(&[9; 3 * 64], 8, 8, jpeg_encoder::ColorType::Rgb).unwrap();
        bytes
    };
    refused(&resized(colours, 7_999, 7_999), "photo_too_many_pixels", 10_000);
}

#[test]
fn a_jpeg_of_hundreds_of_scans_is_refused_by_their_number() {
    let _alone = ALONE.lock();
    let bytes = progressive();
    let scans: Vec<usize> = bytes
        .windows(2)
        .enumerate()
        .filter(|(_, two)| *two == [0xFF, 0xDA])
        .map(|(at, _)| at)
        .collect();
    let last = &bytes[*scans.last().unwrap()..bytes.len() - 2];
    let mut many = bytes[..bytes.len() - 2].to_vec();
    for _ in 0..500 {
        many.extend_from_slice(last);
    }
    many.extend_from_slice(&[0xFF, 0xD9]);
    refused(&many, "photo_unsupported", 100_000);
    // Fewer scans, but over so many pixels that they would take minutes.
    let mut heavy = bytes[..bytes.len() - 2].to_vec();
    for _ in 0..40 {
        heavy.extend_from_slice(last);
    }
    heavy.extend_from_slice(&[0xFF, 0xD9]);
    refused(&resized(heavy, 7_000, 7_000), "photo_unsupported", 100_000);
}

#[test]
fn a_jpeg_of_nothing_but_segments_costs_nothing() {
    let _alone = ALONE.lock();
    let mut bytes = vec![0xFF, 0xD8];
    for _ in 0..2_000_000 {
        bytes.extend_from_slice(&[0xFF, 0xDB, 0, 2]);
    }
    bytes.extend_from_slice(&[0xFF, 0xD9]);
    refused(&bytes, "photo_damaged", 1_000_000);
    let comments: Vec<u8> = [0xFF, 0xD8]
        .into_iter()
        .chain([0xFF, 0xFE, 0, 2].into_iter().cycle().take(8_000_000))
        .chain([0xFF, 0xD9])
        .collect();
    refused(&comments, "photo_damaged", 100_000);
}

fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(&name);
    crc.update(body);
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&length[..], &name, body, &crc.sum().to_be_bytes()].concat()
}

fn png(width: u32, height: u32, depth: u8, colour: u8, chunks: &[Vec<u8>]) -> Vec<u8> {
    let header =
        [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(chunk(*b"IHDR", &header));
    file.extend(chunks.iter().flatten());
    file.extend(chunk(*b"IEND", b""));
    file
}

fn deflated(zeros: usize) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![0; 1 << 16];
    for _ in 0..zeros >> 16 {
        encoder.write_all(&block).unwrap();
    }
    encoder.write_all(&block[..zeros & 0xFFFF]).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_png_that_claims_to_be_huge_is_refused_by_its_header() {
    let _alone = ALONE.lock();
    let nothing = [chunk(*b"IDAT", &deflated(1_000))];
    refused(&png(0x7FFF_FFFF, 0x7FFF_FFFF, 16, 6, &nothing), "photo_too_many_pixels", 100_000);
    refused(&png(50_000_000, 1, 8, 0, &nothing), "photo_too_many_pixels", 100_000);
    refused(&png(6_000, 6_000, 16, 6, &nothing), "photo_too_many_pixels", 100_000);
    refused(&png(6_000, 6_000, 8, 6, &nothing), "photo_damaged", 32_000_000);
}

#[test]
fn a_png_of_zeros_is_a_large_black_picture_and_no_more() {
    let _alone = ALONE.lock();
    let file = png(6_000, 6_000, 8, 0, &[chunk(*b"IDAT", &deflated(6_001 * 6_000))]);
    refused(&file, "admitted", 64_000_000);
}

#[test]
fn compressed_texts_and_profiles_of_a_png_are_not_opened() {
    let _alone = ALONE.lock();
    let bomb = deflated(400 << 20);
    let profile = chunk(*b"iCCP", &[b"p\0\0", &bomb[..]].concat());
    let text = chunk(*b"zTXt", &[b"t\0\0", &bomb[..]].concat());
    let long = chunk(*b"iTXt", &[b"t\0\x01\0\0\0", &bomb[..]].concat());
    let picture = chunk(*b"IDAT", &deflated(33 * 8));
    let file = png(32, 8, 8, 0, &[profile, text, long, picture]);
    refused(&file, "admitted", 8_000_000);
}

#[test]
fn a_webp_that_claims_to_be_huge_is_refused_by_its_header() {
    let _alone = ALONE.lock();
    let riff = |chunks: &[(&[u8; 4], &[u8])]| {
        let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
        for (name, body) in chunks {
            file.extend_from_slice(*name);
            file.extend_from_slice(&u32::try_from(body.len()).unwrap().to_le_bytes());
            file.extend_from_slice(body);
            file.resize(file.len().next_multiple_of(2), 0);
        }
        let length = u32::try_from(file.len() - 8).unwrap().to_le_bytes();
        file[4..8].copy_from_slice(&length);
        file
    };
    let lossless = [0x2F, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0];
    refused(&riff(&[(b"VP8L", &lossless)]), "photo_too_many_pixels", 10_000);
    let lossy = [0x10, 0, 0, 0x9D, 0x01, 0x2A, 0xFF, 0x3F, 0xFF, 0x3F, 0, 0];
    refused(&riff(&[(b"VP8 ", &lossy)]), "photo_too_many_pixels", 10_000);
    let canvas = [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    refused(&riff(&[(b"VP8X", &canvas), (b"VP8L", &lossless)]), "photo_damaged", 10_000);
    refused(&riff(&[(b"VP8X", &canvas)]), "photo_damaged", 10_000);
    let tiny = [0, 0, 0, 0, 7, 0, 0, 7, 0, 0];
    refused(&riff(&[(b"VP8X", &tiny), (b"VP8 ", &lossy)]), "photo_damaged", 10_000);
    let moving = riff(&[(b"VP8X", &tiny), (b"ANIM", &[0; 6]), (b"VP8 ", &lossy)]);
    refused(&moving, "photo_unsupported", 10_000);
}

#[test]
fn exif_that_goes_in_circles_ends() {
    let _alone = ALONE.lock();
    let jpeg = made::picture(1, 16, 16);
    // Every directory is the same: 5,000 entries that point at it, and it is its own next.
    let mut block = b"II*\0\x08\0\0\0".to_vec();
    block.extend_from_slice(&5_000_u16.to_le_bytes());
    for n in 0..5_000_u32 {
        let tag = [0x8769_u16, 0x8825, 0xA005, 0x9003, 0x0112][n as usize % 5];
        block.extend_from_slice(&tag.to_le_bytes());
        block.extend_from_slice(&4_u16.to_le_bytes());
        block.extend_from_slice(&1_u32.to_le_bytes());
        block.extend_from_slice(&8_u32.to_le_bytes());
    }
    block.extend_from_slice(&8_u32.to_le_bytes());
    let length = u16::try_from(block.len() + 8).unwrap().to_be_bytes();
    let file = [&jpeg[..2], b"\xFF\xE1", &length, b"Exif\0\0", &block, &jpeg[2..]].concat();
    let (code, memory) = run(&file);
    assert_eq!(code, "admitted");
    assert!(memory < 16_000_000, "{memory} bytes");
}

#[test]
fn a_photo_of_twelve_megapixels_takes_less_than_64_mb() {
    let _alone = ALONE.lock();
    let photo = made::picture(7, 4_000, 3_000);
    let (code, memory) = run(&photo);
    assert_eq!(code, "admitted");
    assert!(memory <= 16_000_000, "{memory} bytes");
}
