//! The blocks of one scan, decoded: sequential ones to samples at once, progressive ones to coefficients.

use super::bits::Bits;
use super::frame::{Frame, Scan, Tables, damaged};
use super::huffman::Huffman;
use super::idct::{Block, PLACE};
use crate::Refusal;

/// Where a block stands.
#[derive(Clone, Copy)]
pub(super) struct Turn {
    /// The number of its component in the frame.
    pub(super) component: usize,
    pub(super) column: usize,
    pub(super) row: usize,
}

/// The tables that a component uses in a scan.
#[derive(Clone, Copy)]
struct Codes<'a> {
    dc: Option<&'a Huffman>,
    ac: Option<&'a Huffman>,
}

/// What goes on from block to block.
struct Coder<'a> {
    bits: Bits<'a>,
    /// How many more blocks have no coefficients in this scan.
    run: u32,
    /// The last mean of each component.
    means: [i32; 3],
}

/// Decodes a sequential scan; each block goes to `draw` once.
///
/// # Errors
/// When codes are no codes, or when the data ends before the picture does.
pub(super) fn sequential(
    coded: &[u8],
    scan: &Scan,
    frame: &Frame,
    tables: &Tables,
    mut draw: impl FnMut(Turn, &Block),
) -> Result<(), Refusal> {
    let mut block = [0; 64];
    walk(coded, scan, frame, tables, |coder, codes, turn| {
        let (dc, ac) = (codes.dc?, codes.ac?);
        block.fill(0);
        block[0] = coder.mean(dc, turn.component)? as i16;
        coder.waves(ac, &mut block)?;
        draw(turn, &block);
        Some(())
    })
}

/// Decodes a progressive scan into the coefficients of each component.
///
/// # Errors
/// When codes are no codes, or when the data ends before the picture does.
pub(super) fn progressive(
    coded: &[u8],
    scan: &Scan,
    frame: &Frame,
    tables: &Tables,
    coefficients: &mut [Vec<Block>],
) -> Result<(), Refusal> {
    walk(coded, scan, frame, tables, |coder, codes, turn| {
        let at = turn.row * frame.components[turn.component].blocks_across + turn.column;
        let block = &mut coefficients[turn.component][at];
        match (scan.first, scan.high) {
            (0, 0) => {
                let mean = coder.mean(codes.dc?, turn.component)?;
                block[0] = (mean << scan.low) as i16;
            }
            (0, _) => {
                if coder.bits.bit() {
                    block[0] |= 1 << scan.low;
                }
            }
            (_, 0) => coder.first_waves(codes.ac?, scan, block)?,
            _ => coder.finer_waves(codes.ac?, scan, block)?,
        }
        Some(())
    })
}

/// Goes over the blocks of a scan in the order in which they're coded.
fn walk<'a>(
    coded: &'a [u8],
    scan: &Scan,
    frame: &Frame,
    tables: &'a Tables,
    mut each: impl FnMut(&mut Coder<'a>, Codes<'a>, Turn) -> Option<()>,
) -> Result<(), Refusal> {
    let interval = tables.restart;
    let own: Vec<_> = scan
        .parts
        .iter()
        .map(|part| Codes { dc: tables.dc[part.dc].as_ref(), ac: tables.ac[part.ac].as_ref() })
        .collect();
    // One component alone is coded block by block, several are coded in units of all of them.
    let alone = scan.parts.len() == 1;
    let (across, down) = if alone {
        let component = &frame.components[scan.parts[0].component];
        (component.own_across, component.own_down)
    } else {
        (frame.units_across, frame.units_down)
    };
    let mut state = Coder { bits: Bits::new(coded), run: 0, means: [0; 3] };
    let (mut left, mut number) = (interval, 0_u8);
    for row in 0..down {
        for column in 0..across {
            if interval > 0 {
                if left == 0 {
                    if !state.bits.restart(number) {
                        return Err(damaged("a part of its picture is missing"));
                    }
                    number = number.wrapping_add(1);
                    left = interval;
                    (state.run, state.means) = (0, [0; 3]);
                }
                left -= 1;
            }
            for (part, own) in scan.parts.iter().zip(&own) {
                let component = &frame.components[part.component];
                let (wide, high) = if alone { (1, 1) } else { (component.across, component.down) };
                for n in 0..wide * high {
                    let turn = Turn {
                        component: part.component,
                        column: column * wide + n % wide,
                        row: row * high + n / wide,
                    };
                    each(&mut state, *own, turn)
                        .ok_or(damaged("its picture holds codes that are none"))?;
                }
            }
        }
        if state.bits.overdrawn() {
            return Err(damaged("its picture ends too early"));
        }
    }
    Ok(())
}

impl Coder<'_> {
    /// Decodes a block's mean, which is coded as the difference from the last one (T.81, F.2.2.1).
    #[inline]
    fn mean(&mut self, codes: &Huffman, component: usize) -> Option<i32> {
        self.bits.refill();
        let size = u32::from(codes.symbol(&mut self.bits)?);
        if size > 11 {
            return None;
        }
        let difference = self.bits.signed(size);
        let mean = self.means[component].wrapping_add(difference);
        self.means[component] = mean;
        Some(mean)
    }

    /// Decodes all other coefficients of a sequential block (T.81, F.2.2.2).
    #[inline]
    fn waves(&mut self, codes: &Huffman, block: &mut Block) -> Option<()> {
        let mut at = 1;
        while at < 64 {
            self.bits.refill();
            let whole = codes.whole(&self.bits);
            if whole.bits > 0 {
                self.bits.skip(u32::from(whole.bits));
                at += usize::from(whole.run);
                // As everywhere, what lies behind the last coefficient is left out.
                if let Some(place) = PLACE.get(at) {
                    block[usize::from(*place)] = whole.value;
                }
                at += 1;
                continue;
            }
            let symbol = codes.symbol(&mut self.bits)?;
            let (run, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
            if size == 0 {
                if run < 15 {
                    break;
                }
                at += 16;
                continue;
            }
            at += run;
            let value = self.bits.signed(size) as i16;
            if let Some(place) = PLACE.get(at) {
                block[usize::from(*place)] = value;
            }
            at += 1;
        }
        Some(())
    }

    /// Decodes the upper bits of coefficients (T.81, G.1.2.2).
    fn first_waves(&mut self, codes: &Huffman, scan: &Scan, block: &mut Block) -> Option<()> {
        if self.run > 0 {
            self.run -= 1;
            return Some(());
        }
        let mut at = scan.first;
        while at <= scan.last {
            self.bits.refill();
            let symbol = codes.symbol(&mut self.bits)?;
            let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
            if size == 0 {
                if run < 15 {
                    self.run = (1 << run) - 1 + self.bits.take(run);
                    break;
                }
                at += 16;
                continue;
            }
            at += run as usize;
            let value = self.bits.signed(size) << scan.low;
            if at > scan.last {
                return None;
            }
            block[usize::from(PLACE[at])] = value as i16;
            at += 1;
        }
        Some(())
    }

    /// Decodes one more bit of coefficients, and those that were zero so far (T.81, G.1.2.3).
    fn finer_waves(&mut self, codes: &Huffman, scan: &Scan, block: &mut Block) -> Option<()> {
        let step = 1_i16 << scan.low;
        let mut at = scan.first;
        while self.run == 0 && at <= scan.last {
            self.bits.refill();
            let symbol = codes.symbol(&mut self.bits)?;
            let (mut zeros, size) = (u32::from(symbol >> 4), symbol & 15);
            let new = match size {
                0 if zeros < 15 => {
                    self.run = (1 << zeros) + self.bits.take(zeros);
                    break;
                }
                0 => 0,
                1 if self.bits.bit() => step,
                1 => -step,
                _ => return None,
            };
            while at <= scan.last {
                let coefficient = &mut block[usize::from(PLACE[at])];
                at += 1;
                if *coefficient != 0 {
                    self.refine(coefficient, step);
                } else if zeros == 0 {
                    *coefficient = new;
                    break;
                } else {
                    zeros -= 1;
                }
            }
        }
        if self.run > 0 {
            for place in &PLACE[at..=scan.last] {
                let coefficient = &mut block[usize::from(*place)];
                if *coefficient != 0 {
                    self.refine(coefficient, step);
                }
            }
            self.run -= 1;
        }
        Some(())
    }

    #[inline]
    fn refine(&mut self, coefficient: &mut i16, step: i16) {
        if self.bits.bit() && *coefficient & step == 0 {
            *coefficient = coefficient.wrapping_add(if *coefficient > 0 { step } else { -step });
        }
    }
}
