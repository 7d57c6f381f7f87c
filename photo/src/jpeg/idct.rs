//! Blocks of coefficients turned into 8×8, 4×4, 2×2 or 1×1 samples.
//!
//! A smaller block is made of the lowest frequencies alone, with the inverse transform of its own
//! length: a picture is shrunk by 2, 4 or 8 while it's decoded, which costs less than not to.

/// One block: rows are horizontal frequencies, columns vertical ones.
///
/// That is the transpose of the usual order: with it one transposition suffices in between.
pub(super) type Block = [i16; 64];

/// Where the coefficient with a number in zigzag order stands in a [`Block`].
pub(super) const PLACE: [u8; 64] = [
    0, 8, 1, 2, 9, 16, 24, 17, 10, 3, 4, 11, 18, 25, 32, 40, 33, 26, 19, 12, 5, 6, 13, 20, 27, 34,
    41, 48, 56, 49, 42, 35, 28, 21, 14, 7, 15, 22, 29, 36, 43, 50, 57, 58, 51, 44, 37, 30, 23, 31,
    38, 45, 52, 59, 60, 53, 46, 39, 47, 54, 61, 62, 55, 63,
];

/// The factors of a quantisation table, in the order of [`Block`], with the transform's own factors.
pub(super) type Factors = [f32; 64];

/// Makes factors of a table in zigzag order.
pub(super) fn factors(table: &[u16; 64]) -> Factors {
    let mut factors = [0.0; 64];
    for (place, step) in PLACE.iter().zip(table) {
        let place = usize::from(*place);
        let own = |frequency: usize| {
            if frequency == 0 { std::f32::consts::FRAC_1_SQRT_2 / 2.0 } else { 0.5 }
        };
        factors[place] = f32::from(*step) * own(place / 8) * own(place % 8);
    }
    factors
}

/// Writes the samples of a block: `scale` rows of `scale` samples, `stride` apart.
#[inline]
pub(super) fn samples(
    block: &Block,
    factors: &Factors,
    scale: usize,
    out: &mut [u8],
    stride: usize,
) {
    let flat = block[1..].iter().all(|coefficient| *coefficient == 0);
    if flat || scale == 1 {
        let sample = to_sample(f32::from(block[0]) * factors[0] + 128.0);
        for row in out.chunks_mut(stride).take(scale) {
            row[..scale].fill(sample);
        }
        return;
    }
    match scale {
        8 => write::<8>(block, factors, out, stride, eight),
        4 => write::<4>(block, factors, out, stride, four),
        _ => write::<2>(block, factors, out, stride, two),
    }
}

#[inline]
fn write<const N: usize>(
    block: &Block,
    factors: &Factors,
    out: &mut [u8],
    stride: usize,
    inverse: impl Fn(&[[f32; N]; N]) -> [[f32; N]; N],
) {
    let mut values = [[0.0; N]; N];
    for (row, values) in values.iter_mut().enumerate() {
        for (column, value) in values.iter_mut().enumerate() {
            *value = f32::from(block[row * 8 + column]) * factors[row * 8 + column];
        }
    }
    values[0][0] += 128.0;
    let across = inverse(&values);
    let mut turned = [[0.0; N]; N];
    for (row, values) in across.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            turned[column][row] = *value;
        }
    }
    let done = inverse(&turned);
    for (row, values) in out.chunks_mut(stride).zip(&done) {
        for (sample, value) in row.iter_mut().zip(values) {
            *sample = to_sample(*value);
        }
    }
}

/// Rounds and clamps. Added to 2²³ a number has its whole part in its lowest bits, which, unlike a
/// cast, is one instruction for many samples at once.
#[inline]
fn to_sample(value: f32) -> u8 {
    (value.clamp(0.0, 255.0) + 8_388_608.0).to_bits() as u8
}

/// Cosines of multiples of π/16.
const C: [f32; 8] = [
    1.0,
    0.980_785_25,
    0.923_879_5,
    0.831_469_6,
    std::f32::consts::FRAC_1_SQRT_2,
    0.555_570_24,
    0.382_683_43,
    0.195_090_32,
];

#[inline]
fn eight(x: &[[f32; 8]; 8]) -> [[f32; 8]; 8] {
    let mut out = [[0.0; 8]; 8];
    for lane in 0..8 {
        let at = |frequency: usize| x[frequency][lane];
        let (sum, difference) = (at(0) + at(4) * C[4], at(0) - at(4) * C[4]);
        let (slow, fast) = (at(2) * C[2] + at(6) * C[6], at(2) * C[6] - at(6) * C[2]);
        let even = [sum + slow, difference + fast, difference - fast, sum - slow];
        let odd = [
            at(1) * C[1] + at(3) * C[3] + at(5) * C[5] + at(7) * C[7],
            at(1) * C[3] - at(3) * C[7] - at(5) * C[1] - at(7) * C[5],
            at(1) * C[5] - at(3) * C[1] + at(5) * C[7] + at(7) * C[3],
            at(1) * C[7] - at(3) * C[5] + at(5) * C[3] - at(7) * C[1],
        ];
        for n in 0..4 {
            out[n][lane] = even[n] + odd[n];
            out[7 - n][lane] = even[n] - odd[n];
        }
    }
    out
}

#[inline]
fn four(x: &[[f32; 4]; 4]) -> [[f32; 4]; 4] {
    let mut out = [[0.0; 4]; 4];
    for lane in 0..4 {
        let at = |frequency: usize| x[frequency][lane];
        let (sum, difference) = (at(0) + at(2) * C[4], at(0) - at(2) * C[4]);
        let (first, second) = (at(1) * C[2] + at(3) * C[6], at(1) * C[6] - at(3) * C[2]);
        out[0][lane] = sum + first;
        out[1][lane] = difference + second;
        out[2][lane] = difference - second;
        out[3][lane] = sum - first;
    }
    out
}

#[inline]
fn two(x: &[[f32; 2]; 2]) -> [[f32; 2]; 2] {
    let mut out = [[0.0; 2]; 2];
    for lane in 0..2 {
        out[0][lane] = x[0][lane] + x[1][lane] * C[4];
        out[1][lane] = x[0][lane] - x[1][lane] * C[4];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// The transform as the standard writes it (ITU-T T.81, A.3.3).
    fn by_definition(block: &Block, table: &[u16; 64]) -> Vec<u8> {
        let usual = |u: usize, v: usize| {
            let zigzag = PLACE.iter().position(|p| usize::from(*p) == u * 8 + v).unwrap();
            f64::from(block[u * 8 + v]) * f64::from(table[zigzag])
        };
        let own = |n: usize| if n == 0 { 0.5_f64.sqrt() } else { 1.0 };
        let wave = |place: usize, n: usize| ((2 * place + 1) as f64 * n as f64 * PI / 16.0).cos();
        let mut out = Vec::new();
        for y in 0..8 {
            for x in 0..8 {
                let mut sum = 0.0;
                for u in 0..8 {
                    for v in 0..8 {
                        sum += own(u) * own(v) * usual(u, v) * wave(x, u) * wave(y, v);
                    }
                }
                out.push((sum / 4.0 + 128.0).round().clamp(0.0, 255.0) as u8);
            }
        }
        out
    }

    fn sample_block() -> (Block, [u16; 64]) {
        let mut block = [0; 64];
        for (n, coefficient) in block.iter_mut().enumerate().take(40) {
            *coefficient = ((n * 37) % 23) as i16 - 11;
        }
        block[0] = 17;
        (block, std::array::from_fn(|n| 3 + n as u16 / 4))
    }

    #[test]
    fn the_whole_block_is_what_the_standard_says() {
        let (block, table) = sample_block();
        let mut out = [0; 64];
        samples(&block, &factors(&table), 8, &mut out, 8);
        for (ours, defined) in out.iter().zip(by_definition(&block, &table)) {
            assert!(ours.abs_diff(defined) <= 1, "{ours} {defined}");
        }
    }

    #[test]
    fn smaller_blocks_are_the_mean_of_a_smooth_one() {
        let mut block = [0; 64];
        block[0] = 40;
        block[1] = -20;
        block[8] = 15;
        let table = factors(&[8; 64]);
        let mut whole = [0; 64];
        samples(&block, &table, 8, &mut whole, 8);
        for scale in [1, 2, 4] {
            let mut small = [0; 16];
            samples(&block, &table, scale, &mut small, scale);
            let wide = 8 / scale;
            for y in 0..scale {
                for x in 0..scale {
                    let all = (0..wide * wide)
                        .map(|n| u32::from(whole[(y * wide + n / wide) * 8 + x * wide + n % wide]));
                    let mean = all.sum::<u32>() / (wide * wide) as u32;
                    let ours = u32::from(small[y * scale + x]);
                    assert!(ours.abs_diff(mean) <= 5, "{scale} {x} {y}: {ours} {mean}");
                }
            }
        }
    }
}
