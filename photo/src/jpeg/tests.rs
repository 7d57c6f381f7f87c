//! Decoding beside another decoder, and what may not be decoded.

use super::*;
use crate::made;
use crate::planes::ycc;
use jpeg_decoder::ColorTransform;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Makes a small picture of pale colours that change slowly, with an edge through it.
fn pixels(width: u16, height: u16) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            let edge = if x * 2 > y + 20 { 40 } else { 0 };
            let (r, g, b) = (70 + x / 2 + edge, 80 + y / 2, 150 + edge / 2 - (x + y) / 4);
            pixels.extend([r as u8, g as u8, b as u8]);
        }
    }
    pixels
}

fn written(width: u16, height: u16, set: impl Fn(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    set(&mut encoder);
    encoder.encode(&pixels(width, height), width, height, ColorType::Rgb).unwrap();
    bytes
}

/// Every way in which the encoder can write the same picture.
fn all_ways(width: u16, height: u16) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for sampling in
        [SamplingFactor::F_1_1, SamplingFactor::F_2_1, SamplingFactor::F_2_2, SamplingFactor::F_4_1]
    {
        for progressive in [false, true] {
            for (restart, tight) in [(0, false), (3, false), (0, true)] {
                let bytes = written(width, height, |encoder| {
                    encoder.set_sampling_factor(sampling);
                    encoder.set_progressive(progressive);
                    encoder.set_restart_interval(restart);
                    encoder.set_optimized_huffman_tables(tight);
                });
                all.push((format!("{sampling:?} {progressive} {restart} {tight}"), bytes));
            }
        }
    }
    all
}

/// Decodes with the other decoder, its samples left as they are: of each row one component after the other.
fn by_peer(bytes: &[u8]) -> Vec<u8> {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    decoder.set_color_transform(ColorTransform::None);
    decoder.decode().unwrap()
}

#[test]
fn brightness_is_that_of_another_decoder() {
    for (width, height) in [(64, 48), (32, 53), (96, 7), (67, 53), (1, 1), (17, 100)] {
        for (way, bytes) in all_ways(width, height) {
            let planes = decode(&bytes, &Limits::default(), 1_600).unwrap();
            // Without conversion the other decoder panics on colours of half the size.
            let peer = jpeg_decoder::Decoder::new(bytes.as_slice()).decode().unwrap();
            assert_eq!((planes.luma.width(), planes.luma.height()), (width.into(), height.into()));
            for y in 0..usize::from(height) {
                for (x, sample) in planes.luma.row(y).iter().enumerate() {
                    let rgb = (y * usize::from(width) + x) * 3;
                    let [theirs, ..] = ycc([peer[rgb], peer[rgb + 1], peer[rgb + 2]]);
                    assert!(sample.abs_diff(theirs) <= 2, "{way} {x} {y}: {sample} {theirs}");
                }
            }
        }
    }
}

#[test]
fn colours_are_those_of_another_decoder() {
    for progressive in [false, true] {
        let bytes = written(61, 43, |encoder| {
            encoder.set_sampling_factor(SamplingFactor::F_1_1);
            encoder.set_progressive(progressive);
        });
        let planes = decode(&bytes, &Limits::default(), 1_600).unwrap();
        let peer = by_peer(&bytes);
        for (n, plane) in planes.chroma.unwrap().iter().enumerate() {
            for y in 0..43 {
                for (x, sample) in plane.row(y).iter().enumerate() {
                    let theirs = peer[(y * 3 + n + 1) * 61 + x];
                    assert!(sample.abs_diff(theirs) <= 2, "{n} {x} {y}: {sample} {theirs}");
                }
            }
        }
    }
}

#[test]
fn a_large_picture_is_decoded_no_larger_than_it_must_be() {
    let bytes = made::picture(3, 1_001, 700);
    for (edge, width) in [(1_600, 1_001), (501, 501), (500, 501), (251, 251), (100, 126)] {
        let planes = decode(&bytes, &Limits::default(), edge).unwrap();
        assert_eq!(planes.luma.width(), width, "{edge}");
    }
}

#[test]
fn grey_is_grey() {
    let mut bytes = Vec::new();
    let grey: Vec<u8> = (0..=255).collect();
    Encoder::new(&mut bytes, 95).encode(&grey, 16, 16, ColorType::Luma).unwrap();
    let planes = decode(&bytes, &Limits::default(), 1_600).unwrap();
    assert!(planes.chroma.is_none());
    assert!(planes.luma.samples.iter().zip(&grey).all(|(a, b)| a.abs_diff(*b) <= 6));
}

#[test]
fn a_picture_that_ends_too_early_is_damaged_with_or_without_its_end_marker() {
    for (way, bytes) in all_ways(200, 150) {
        for share in [2, 3, 5] {
            let mut cut = bytes[..bytes.len() - bytes.len() / share].to_vec();
            while cut.last() == Some(&0xFF) {
                cut.pop();
            }
            for end in [&[][..], &[0xFF, 0xD9]] {
                let file = [&cut, end].concat();
                let refusal = decode(&file, &Limits::default(), 100).unwrap_err();
                assert_eq!(refusal.code(), "photo_damaged", "{way} {share}");
            }
        }
    }
}

#[test]
fn what_is_not_decoded_is_named() {
    let mut bytes = Vec::new();
    let encoder = Encoder::new(&mut bytes, 80);
    encoder.encode(&[9; 256], 8, 8, ColorType::Cmyk).unwrap();
    let refusal = decode(&bytes, &Limits::default(), 100).unwrap_err();
    assert!(refusal.to_string().contains("CMYK"), "{refusal}");
    let plain = written(8, 8, |_| ());
    let at = plain.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap() + 1;
    for (marker, word) in [(0xC3, "Lossless"), (0xC5, "Hierarchical"), (0xC9, "arithmetic")] {
        let mut other = plain.clone();
        other[at] = marker;
        let refusal = decode(&other, &Limits::default(), 100).unwrap_err();
        assert!(refusal.to_string().contains(word), "{refusal}");
    }
}

#[test]
fn red_green_and_blue_are_told_from_brightness_and_colours() {
    let bytes = written(16, 16, |encoder| encoder.set_sampling_factor(SamplingFactor::F_1_1));
    let adobe = b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0";
    let marked = [&bytes[..2], adobe, &bytes[2..]].concat();
    let (plain, mixed) =
        (decode(&bytes, &Limits::default(), 99), decode(&marked, &Limits::default(), 99));
    let (plain, mixed) = (plain.unwrap(), mixed.unwrap());
    let [r, g, b] =
        [&plain.luma, &plain.chroma.as_ref().unwrap()[0], &plain.chroma.as_ref().unwrap()[1]]
            .map(|plane| plane.samples[0]);
    assert_eq!(mixed.luma.samples[0], ycc([r, g, b])[0]);
}
