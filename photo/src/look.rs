//! What a picture looks like, in 64 bits that stay nearly the same when it's made smaller or coarser.

use crate::planes::Plane;
use crate::scale::plane_of;
use std::fmt;
use std::str::FromStr;

/// The side of the grey picture that the transform sees, in pixels.
const SIDE: usize = 32;
/// How many frequencies each way are kept.
const KEPT: usize = 8;

/// A perceptual hash.
///
/// The grey picture of 32 by 32 pixels is taken through a cosine transform (type II); of its 8 by 8
/// lowest frequencies, those of a whole row or column (which tell little but brightness and where
/// the light came from) left out, each gives one bit: whether it is above their median. This is the
/// hash of C. Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010, 3.2.1.
///
/// A photo and what is made of it differ in a few bits, different photos in about 32.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Look(pub u64);

impl Look {
    /// Returns in how many bits two looks differ, 0 to 64.
    #[must_use]
    pub fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }

    /// Takes the look of a picture's brightness.
    pub(crate) fn of(luma: &Plane) -> Self {
        let small = plane_of(luma, SIDE as u32, SIDE as u32);
        let pixels = |row: usize| (0..SIDE).map(move |column| (row, column));
        let mut waves = [[0.0_f32; SIDE]; KEPT];
        let wave: [[f32; SIDE]; KEPT] = std::array::from_fn(|frequency| {
            std::array::from_fn(|place| {
                let turn = (2 * place + 1) as f32 * (frequency + 1) as f32;
                (turn * std::f32::consts::PI / (2 * SIDE) as f32).cos()
            })
        });
        for (row, column) in (0..SIDE).flat_map(pixels) {
            let grey = f32::from(small.samples[row * SIDE + column]) - 128.0;
            for frequency in 0..KEPT {
                waves[frequency][column] += grey * wave[frequency][row];
            }
        }
        let mut kept = [0_i32; KEPT * KEPT];
        for (n, kept) in kept.iter_mut().enumerate() {
            let (down, across) = (n / KEPT, n % KEPT);
            let sum: f32 = waves[down].iter().zip(&wave[across]).map(|(a, b)| a * b).sum();
            // Whole numbers, so that where there is nothing to see no bit is left to rounding.
            *kept = sum.round() as i32;
        }
        let mut sorted = kept;
        sorted.sort_unstable();
        let twice_median = sorted[31] + sorted[32];
        let bits = kept.iter().fold(0, |bits, one| bits << 1 | u64::from(2 * one > twice_median));
        Self(bits)
    }
}

/// Sixteen digits to the base of sixteen.
impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A text is no look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a look is sixteen digits to the base of sixteen")]
pub struct NoLook;

impl FromStr for Look {
    type Err = NoLook;

    fn from_str(text: &str) -> Result<Self, NoLook> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let bits = digits.then(|| u64::from_str_radix(text, 16).ok()).flatten();
        bits.map(Self).ok_or(NoLook)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_written_and_read() {
        let look = Look(0x00ab_0000_0000_0001);
        assert_eq!(look.to_string(), "00ab000000000001");
        assert_eq!(look.to_string().parse(), Ok(look));
        for wrong in ["", "ab", "+0ab000000000001", "00ab00000000000g", "00ab0000000000010"] {
            assert_eq!(wrong.parse::<Look>(), Err(NoLook), "{wrong}");
        }
        assert_eq!(Look(0).distance(Look(u64::MAX)), 64);
    }

    #[test]
    fn an_empty_wall_has_no_bits_left_to_chance() {
        assert_eq!(Look::of(&Plane::whole(100, vec![77; 10_000])), Look(0));
    }
}
