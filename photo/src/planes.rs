//! A picture as planes of brightness and colour, the way that JPEG stores it.

/// One plane of samples.
#[derive(Clone, Debug)]
pub(crate) struct Plane {
    /// How many samples across the picture takes; a fraction when colours have half the size.
    pub(crate) span_across: f64,
    /// How many samples down the picture takes.
    pub(crate) span_down: f64,
    /// How many samples lie between the starts of two rows.
    pub(crate) stride: usize,
    pub(crate) samples: Vec<u8>,
}

impl Plane {
    /// Makes a plane of zeros with `stride` times `rows` samples, which must hold both spans.
    pub(crate) fn new(span_across: f64, span_down: f64, stride: usize, rows: usize) -> Self {
        Self { span_across, span_down, stride, samples: vec![0; stride * rows] }
    }

    /// Makes a plane of samples without gaps.
    pub(crate) fn whole(width: u32, samples: Vec<u8>) -> Self {
        let stride = width as usize;
        let height = samples.len() / stride.max(1);
        Self { span_across: f64::from(width), span_down: height as f64, stride, samples }
    }

    /// Returns how many samples across are the picture's, begun ones counted.
    pub(crate) fn width(&self) -> u32 {
        (self.span_across.ceil() as u32).max(1)
    }

    /// Returns how many samples down are the picture's, begun ones counted.
    pub(crate) fn height(&self) -> u32 {
        (self.span_down.ceil() as u32).max(1)
    }

    /// Returns one row.
    pub(crate) fn row(&self, y: usize) -> &[u8] {
        &self.samples[y * self.stride..][..self.width() as usize]
    }

    /// Returns the plane as an EXIF orientation, 1 to 8, wants it shown. Its spans must be whole.
    pub(crate) fn turned(self, orientation: u8) -> Self {
        let (width, height) = (self.width() as usize, self.height() as usize);
        if orientation <= 1 || orientation > 8 {
            return self;
        }
        let mut samples = vec![0; width * height];
        if orientation <= 4 {
            let (mirrored, upside) = (matches!(orientation, 2 | 3), orientation >= 3);
            for (y, to) in samples.chunks_exact_mut(width).enumerate() {
                to.copy_from_slice(self.row(if upside { height - 1 - y } else { y }));
                if mirrored {
                    to.reverse();
                }
            }
            return Self::whole(width as u32, samples);
        }
        // Rows become columns. Squares of a few rows keep both sides in the cache.
        let (from_right, from_bottom) =
            (matches!(orientation, 7 | 8), matches!(orientation, 6 | 7));
        for square in (0..height).step_by(SQUARE) {
            for column in 0..width {
                let to_row = if from_right { width - 1 - column } else { column };
                for row in square..(square + SQUARE).min(height) {
                    let to_column = if from_bottom { height - 1 - row } else { row };
                    samples[to_row * height + to_column] = self.samples[row * self.stride + column];
                }
            }
        }
        Self::whole(height as u32, samples)
    }
}

/// How many rows are turned at a time.
const SQUARE: usize = 32;

/// A picture: brightness, and, unless it's grey, two colours (blue and red less brightness).
#[derive(Clone, Debug)]
pub(crate) struct Planes {
    pub(crate) luma: Plane,
    pub(crate) chroma: Option<[Plane; 2]>,
}

impl Planes {
    /// Takes three planes of the same size as red, green and blue and makes brightness and colours of them.
    pub(crate) fn take_as_rgb(&mut self) {
        let Some([green, blue]) = &mut self.chroma else { return };
        let pixels = self.luma.samples.iter_mut().zip(&mut green.samples).zip(&mut blue.samples);
        for ((r, g), b) in pixels {
            let [y, cb, cr] = ycc([*r, *g, *b]);
            (*r, *g, *b) = (y, cb, cr);
        }
    }

    /// Applies an act to each plane.
    pub(crate) fn map(self, mut act: impl FnMut(Plane) -> Plane) -> Self {
        let luma = act(self.luma);
        Self { luma, chroma: self.chroma.map(|chroma| chroma.map(act)) }
    }
}

/// A picture that is made row by row.
pub(crate) struct Rows {
    width: u32,
    luma: Vec<u8>,
    chroma: Option<[Vec<u8>; 2]>,
}

impl Rows {
    /// Makes room for a picture, which has no colours when it's grey.
    pub(crate) fn new(width: u32, height: u32, grey: bool) -> Self {
        let plane = || Vec::with_capacity(width as usize * height as usize);
        Self { width, luma: plane(), chroma: (!grey).then(|| [plane(), plane()]) }
    }

    /// Adds pixels, the left ones of the top row first.
    pub(crate) fn add(&mut self, pixels: impl Iterator<Item = [u8; 3]>) {
        let Some([blue, red]) = &mut self.chroma else {
            self.luma.extend(pixels.map(|pixel| pixel[0]));
            return;
        };
        for pixel in pixels {
            let [y, cb, cr] = ycc(pixel);
            self.luma.push(y);
            blue.push(cb);
            red.push(cr);
        }
    }

    /// Returns the picture.
    pub(crate) fn finish(self) -> Planes {
        let plane = |samples| Plane::whole(self.width, samples);
        Planes { luma: plane(self.luma), chroma: self.chroma.map(|chroma| chroma.map(plane)) }
    }
}

/// Turns red, green and blue into brightness and colours (ITU-T T.871, 7), in 16-bit fractions.
#[inline]
pub(crate) fn ycc([r, g, b]: [u8; 3]) -> [u8; 3] {
    let (r, g, b) = (i32::from(r), i32::from(g), i32::from(b));
    let half = 1 << 15;
    let centre = (128 << 16) + half - 1;
    [
        ((19_595 * r + 38_470 * g + 7_471 * b + half) >> 16) as u8,
        ((-11_059 * r - 21_709 * g + 32_768 * b + centre) >> 16) as u8,
        ((32_768 * r - 27_439 * g - 5_329 * b + centre) >> 16) as u8,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_orientation_puts_the_first_row_and_column_where_exif_says() {
        // The picture a b c / d e f, as it's shown for each orientation.
        let shown = [
            "abc/def", "cba/fed", "fed/cba", "def/abc", "ad/be/cf", "da/eb/fc", "fc/eb/da",
            "cf/be/ad",
        ];
        for (orientation, shown) in (1..).zip(shown) {
            let plane = Plane::whole(3, b"abcdef".to_vec()).turned(orientation);
            let rows: Vec<_> = (0..plane.height() as usize)
                .map(|y| String::from_utf8(plane.row(y).to_vec()).unwrap())
                .collect();
            assert_eq!(rows.join("/"), shown, "{orientation}");
        }
    }

    #[test]
    fn colours_turn_as_the_standard_says() {
        assert_eq!(ycc([255, 255, 255]), [255, 128, 128]);
        assert_eq!(ycc([0, 0, 0]), [0, 128, 128]);
        assert_eq!(ycc([255, 0, 0]), [76, 85, 255]);
        assert_eq!(ycc([0, 0, 255]), [29, 255, 107]);
    }
}
