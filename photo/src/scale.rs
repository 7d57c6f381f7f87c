//! Planes made smaller.

use crate::planes::{Plane, Planes};
use fast_image_resize::images::{TypedCroppedImage, TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};

/// Returns width and height within a square of `edge`, never more than they are.
pub(crate) fn fit(width: u32, height: u32, edge: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= edge {
        return (width, height);
    }
    let side = |pixels: u32| {
        let exact = u64::from(pixels) * u64::from(edge);
        let rounded = (exact + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(rounded).unwrap_or(edge).clamp(1, edge)
    };
    (side(width), side(height))
}

/// Makes a picture of `width` by `height` pixels, its colours of half that, rounded up.
pub(crate) fn resized(planes: &Planes, width: u32, height: u32) -> Planes {
    let mut resizer = Resizer::new();
    let chroma = planes.chroma.as_ref().map(|chroma| {
        [0, 1].map(|n| {
            // Eyes see no difference in colours, so that the cheaper filter does.
            let (width, height) = (width.div_ceil(2), height.div_ceil(2));
            plane(&mut resizer, &chroma[n], width, height, FilterType::Bilinear)
        })
    });
    Planes { luma: plane(&mut resizer, &planes.luma, width, height, FilterType::Lanczos3), chroma }
}

/// Makes a plane of another size.
pub(crate) fn plane_of(from: &Plane, width: u32, height: u32) -> Plane {
    plane(&mut Resizer::new(), from, width, height, FilterType::Box)
}

fn plane(
    resizer: &mut Resizer,
    from: &Plane,
    width: u32,
    height: u32,
    filter: FilterType,
) -> Plane {
    let mut to = Plane::new(f64::from(width), f64::from(height), width as usize, height as usize);
    if (from.width(), from.height()) == (width, height) {
        for (y, row) in to.samples.chunks_exact_mut(width as usize).enumerate() {
            row.copy_from_slice(from.row(y));
        }
        return to;
    }
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter)).crop(
        0.0,
        0.0,
        from.span_across,
        from.span_down,
    );
    let stride = u32::try_from(from.stride).unwrap_or(u32::MAX);
    let rows = u32::try_from(from.samples.len() / from.stride.max(1)).unwrap_or(u32::MAX);
    // None of these can fail: the sizes are those of the samples, and the spans lie within them.
    let source = TypedImageRef::<U8>::from_buffer(stride, rows, &from.samples);
    let target = TypedImage::<U8>::from_buffer(width, height, &mut to.samples);
    if let (Ok(source), Ok(mut target)) = (source, target) {
        let view = TypedCroppedImage::from_ref(&source, 0, 0, from.width(), from.height());
        if let Ok(view) = view {
            let done = resizer.resize_typed(&view, &mut target, &options);
            debug_assert!(done.is_ok(), "{done:?}");
        }
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_fits_and_never_grows() {
        assert_eq!(fit(4_000, 3_000, 1_600), (1_600, 1_200));
        assert_eq!(fit(3_000, 4_000, 1_600), (1_200, 1_600));
        assert_eq!(fit(640, 480, 1_600), (640, 480));
        assert_eq!(fit(65_535, 1, 1_600), (1_600, 1));
        assert_eq!(fit(1_601, 1_600, 1_600), (1_600, 1_599));
    }

    #[test]
    fn what_lies_beside_the_picture_does_not_bleed_into_it() {
        let mut from = Plane::new(10.5, 8.0, 16, 8);
        for row in from.samples.chunks_exact_mut(16) {
            row[..11].fill(100);
            row[11..].fill(255);
        }
        let to = plane(&mut Resizer::new(), &from, 5, 4, FilterType::Lanczos3);
        assert!(to.samples.iter().all(|sample| *sample == 100), "{:?}", to.samples);
    }
}
