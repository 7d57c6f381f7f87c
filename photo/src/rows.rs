//! Rows of whole pixels taken into planes, shrunk by a whole number on the way so that little is held.

use crate::planes::{Planes, Rows};

/// How the bytes of a pixel are to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pixels {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
}

impl Pixels {
    /// Returns how many bytes a pixel has.
    pub(crate) fn bytes(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }

    /// Reads a pixel; what shows through it is white.
    #[inline]
    fn read(self, pixel: &[u8]) -> [u8; 3] {
        let over = |sample: u8, alpha: u8| {
            let (sample, alpha) = (u32::from(sample), u32::from(alpha));
            ((sample * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        match self {
            Self::Grey => [pixel[0]; 3],
            Self::GreyAlpha => [over(pixel[0], pixel[1]); 3],
            Self::Rgb => [pixel[0], pixel[1], pixel[2]],
            Self::Rgba => [0, 1, 2].map(|n| over(pixel[n], pixel[3])),
        }
    }
}

/// Takes rows from the top and makes planes of them.
pub(crate) struct Shrinker {
    pixels: Pixels,
    width: usize,
    /// How many pixels across, and down, become one.
    by: usize,
    sums: Vec<[u32; 3]>,
    summed: usize,
    rows: Rows,
}

impl Shrinker {
    /// Prepares for rows of `width` pixels of a picture that is to keep at least `edge` pixels along
    /// its longer edge, if it has that many.
    pub(crate) fn new(pixels: Pixels, width: u32, height: u32, edge: u32) -> Self {
        let by = (width.max(height) / edge.max(1)).max(1);
        let across = width.div_ceil(by);
        let grey = matches!(pixels, Pixels::Grey | Pixels::GreyAlpha);
        let rows = Rows::new(across, height.div_ceil(by), grey);
        let (by, width) = (by as usize, width as usize);
        let sums = if by > 1 { vec![[0; 3]; across as usize] } else { Vec::new() };
        Self { pixels, width, by, sums, summed: 0, rows }
    }

    /// Takes the next row.
    pub(crate) fn add(&mut self, row: &[u8]) {
        let (pixels, bytes) = (self.pixels, self.pixels.bytes());
        let row = row.chunks_exact(bytes).take(self.width);
        if self.by == 1 {
            self.rows.add(row.map(|pixel| pixels.read(pixel)));
            return;
        }
        for (n, pixel) in row.enumerate() {
            let sum = &mut self.sums[n / self.by];
            for (sum, sample) in sum.iter_mut().zip(pixels.read(pixel)) {
                *sum += u32::from(sample);
            }
        }
        self.summed += 1;
        if self.summed == self.by {
            self.close();
        }
    }

    fn close(&mut self) {
        let (by, width, summed) = (self.by, self.width, self.summed);
        let means = self.sums.iter().enumerate().map(|(n, sum)| {
            let count = (by.min(width - n * by) * summed) as u32;
            sum.map(|sum| ((sum + count / 2) / count) as u8)
        });
        self.rows.add(means);
        self.sums.fill([0; 3]);
        self.summed = 0;
    }

    /// Returns the planes.
    pub(crate) fn finish(mut self) -> Planes {
        if self.summed > 0 {
            self.close();
        }
        self.rows.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_become_means_and_white_shows_through() {
        let mut shrinker = Shrinker::new(Pixels::GreyAlpha, 5, 3, 2);
        for _ in 0..3 {
            shrinker.add(&[0, 255, 100, 255, 200, 255, 0, 0, 255, 255]);
        }
        let planes = shrinker.finish();
        assert_eq!((planes.luma.width(), planes.luma.height()), (3, 2));
        assert_eq!(planes.luma.samples, [50, 228, 255, 50, 228, 255]);
    }
}
