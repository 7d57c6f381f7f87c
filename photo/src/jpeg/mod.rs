//! JPEG decoding: sequential and progressive, 8 bits, grey or colour, shrunk by 2, 4 or 8 on the way.
//!
//! It decodes into one plane a component, so that colours are neither widened to full size nor
//! turned into RGB and back; it starts no threads, and it tells a picture that ends too early.

mod bits;
mod frame;
mod huffman;
mod idct;
mod scan;
pub(crate) mod segments;
#[cfg(test)]
mod tests;

use crate::planes::{Plane, Planes};
use crate::{Limits, Refusal};
use frame::{Component, Frame, Headers, Scan, Tables, damaged};
use idct::{Block, Factors, factors, samples};
use segments::SOS;

/// Decodes a picture to a size at which its longer edge still has `edge` pixels, if it has that many.
///
/// # Errors
/// When it's damaged, over the limits, or of a kind that is not decoded.
pub(crate) fn decode(bytes: &[u8], limits: &Limits, edge: u32) -> Result<Planes, Refusal> {
    let headers = Headers::read(bytes, limits)?;
    let frame = &headers.frame;
    let scale = scale_for(frame.width.max(frame.height), edge);
    if frame.memory(scale) > limits.memory as u64 {
        return Err(Refusal::TooManyPixels { width: frame.width, height: frame.height });
    }
    let mut canvas = Canvas::new(frame, scale);
    let mut tables = Tables::default();
    let mut coefficients = Vec::new();
    if frame.progressive {
        let blocks = |c: &Component| vec![[0; 64]; c.blocks_across * c.blocks_down];
        coefficients = frame.components.iter().map(blocks).collect();
    }
    let mut drawn = [false; 3];
    for segment in &headers.segments {
        if segment.marker != SOS {
            tables.take(segment)?;
            continue;
        }
        let scan = Scan::read(segment.body, frame)?;
        for part in &scan.parts {
            let again = std::mem::replace(&mut drawn[part.component], true);
            if again && !frame.progressive {
                return Err(damaged("a colour comes twice"));
            }
            canvas.choose_factors(part.component, frame, &tables)?;
        }
        if frame.progressive {
            scan::progressive(segment.coded, &scan, frame, &tables, &mut coefficients)?;
        } else {
            scan::sequential(segment.coded, &scan, frame, &tables, |turn, block| {
                canvas.draw(turn.component, turn.column, turn.row, block);
            })?;
        }
    }
    if drawn.iter().take(frame.components.len()).any(|drawn| !drawn) {
        return Err(damaged("a colour is missing"));
    }
    for (component, blocks) in coefficients.iter().enumerate() {
        let across = frame.components[component].blocks_across;
        for (row, blocks) in blocks.chunks_exact(across).enumerate() {
            for (column, block) in blocks.iter().enumerate() {
                canvas.draw(component, column, row, block);
            }
        }
    }
    drop(coefficients);
    canvas.finish(frame, headers.rgb)
}

/// Returns how many samples across and down a block becomes: the fewest that still give the edge.
fn scale_for(longest: u32, edge: u32) -> usize {
    [1, 2, 4]
        .into_iter()
        .find(|scale| (longest * scale).div_ceil(8) >= edge)
        .map_or(8, |scale| scale as usize)
}

/// The planes that are drawn on.
struct Canvas {
    scale: usize,
    planes: Vec<Plane>,
    factors: Vec<Option<Box<Factors>>>,
}

impl Canvas {
    fn new(frame: &Frame, scale: usize) -> Self {
        let part = |pixels: u32, own: usize, most: usize| {
            f64::from(pixels) * (own * scale) as f64 / (most * 8) as f64
        };
        let plane = |component: &Component| {
            Plane::new(
                part(frame.width, component.across, frame.across),
                part(frame.height, component.down, frame.down),
                component.blocks_across * scale,
                component.blocks_down * scale,
            )
        };
        let planes = frame.components.iter().map(plane).collect::<Vec<_>>();
        Self { scale, factors: planes.iter().map(|_| None).collect(), planes }
    }

    /// Takes the quantisation table of a component as it is when its first scan starts.
    fn choose_factors(
        &mut self,
        component: usize,
        frame: &Frame,
        tables: &Tables,
    ) -> Result<(), Refusal> {
        if self.factors[component].is_none() {
            let table = tables.quantisation[frame.components[component].table].as_ref();
            self.factors[component] =
                Some(Box::new(factors(table.ok_or(damaged("a table is missing"))?)));
        }
        Ok(())
    }

    #[inline]
    fn draw(&mut self, component: usize, column: usize, row: usize, block: &Block) {
        let plane = &mut self.planes[component];
        if let Some(factors) = &self.factors[component] {
            let start = row * self.scale * plane.stride + column * self.scale;
            samples(block, factors, self.scale, &mut plane.samples[start..], plane.stride);
        }
    }

    fn finish(self, frame: &Frame, rgb: bool) -> Result<Planes, Refusal> {
        let mut planes = self.planes.into_iter();
        let first = planes.next().ok_or(damaged("it has no picture"))?;
        let mut picture = Planes { luma: first, chroma: None };
        if let (Some(second), Some(third)) = (planes.next(), planes.next()) {
            picture.chroma = Some([second, third]);
        }
        if rgb {
            let same =
                frame.components.iter().all(|c| (c.across, c.down) == (frame.across, frame.down));
            if !same {
                return Err(Refusal::Unsupported { what: "JPEG of uneven red, green and blue" });
            }
            picture.take_as_rgb();
        }
        Ok(picture)
    }
}
