//! The headers of a JPEG: its frame, its scans and its tables, checked before anything is decoded.

use super::huffman::Huffman;
use super::segments::{APP14, DHT, DQT, DRI, EOI, SOS, Segment, Segments};
use crate::{Format, Limits, Refusal};

/// The most tables and scans together. A file of nothing but tables is no photo.
const MOST_SEGMENTS: usize = 1_024;
/// The most coefficients that all scans of a progressive picture may go over, together. A photo
/// that fits into the default memory needs 300 million at most.
const MOST_WORK: u64 = 400_000_000;

/// Says that a JPEG is damaged.
pub(super) fn damaged(what: &'static str) -> Refusal {
    Refusal::Damaged { format: Format::Jpeg, what }
}

/// One colour component.
#[derive(Clone, Copy, Debug)]
pub(super) struct Component {
    pub(super) id: u8,
    /// How many blocks of it a unit has across.
    pub(super) across: usize,
    /// How many blocks of it a unit has down.
    pub(super) down: usize,
    /// The number of its quantisation table.
    pub(super) table: usize,
    /// How many blocks it has across, whole units counted.
    pub(super) blocks_across: usize,
    /// How many blocks it has down, whole units counted.
    pub(super) blocks_down: usize,
    /// How many blocks across hold samples of the picture.
    pub(super) own_across: usize,
    /// How many blocks down hold samples of the picture.
    pub(super) own_down: usize,
}

/// What a picture is, as its frame header says.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) progressive: bool,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) components: Vec<Component>,
    /// The most blocks that a component has across in a unit.
    pub(super) across: usize,
    /// The most blocks that a component has down in a unit.
    pub(super) down: usize,
    pub(super) units_across: usize,
    pub(super) units_down: usize,
}

/// A JPEG whose headers are in order.
pub(super) struct Headers<'a> {
    pub(super) frame: Frame,
    /// Tables and scans, in the order of the file; everything else is left out.
    pub(super) segments: Vec<Segment<'a>>,
    /// Whether the components are red, green and blue, and not brightness and two colours.
    pub(super) rgb: bool,
}

impl<'a> Headers<'a> {
    /// Walks the whole file, so that everything about it is known and allowed before decoding.
    pub(super) fn read(bytes: &'a [u8], limits: &Limits) -> Result<Self, Refusal> {
        let walk = Segments::new(bytes).ok_or(damaged("it has no start"))?;
        let (mut frame, mut segments, mut adobe) = (None, Vec::new(), None);
        let (mut scans, mut work) = (0, 0_u64);
        for segment in walk {
            let segment = segment.map_err(|_| damaged("it ends too early"))?;
            match segment.marker {
                0xC0..=0xC2 if frame.is_some() => return Err(damaged("it has two frames")),
                0xC0..=0xC2 => frame = Some(Frame::read(&segment, limits)?),
                0xC3 | 0xC7 | 0xCB | 0xCF => return Err(unsupported("Lossless JPEG")),
                0xC5 | 0xC6 | 0xCD | 0xCE | 0xDE | 0xDF => {
                    return Err(unsupported("Hierarchical JPEG"));
                }
                0xC9 | 0xCA | 0xCC => return Err(unsupported("JPEG with arithmetic coding")),
                0xDC => return Err(unsupported("JPEG whose height comes after its picture")),
                APP14 => adobe = segment.body.strip_prefix(b"Adobe").and_then(|b| b.get(6)),
                DQT | DHT | DRI | SOS => {
                    if segment.marker == SOS {
                        let frame = frame.as_ref().ok_or(damaged("a scan comes too early"))?;
                        work += Scan::read(segment.body, frame)?.work(frame);
                        scans += 1;
                        if scans > limits.scans || (frame.progressive && work > MOST_WORK) {
                            return Err(unsupported("JPEG of very many scans"));
                        }
                    }
                    segments.push(segment);
                    if segments.len() > MOST_SEGMENTS {
                        return Err(damaged("it has too many segments"));
                    }
                }
                _ => {}
            }
            debug_assert!(segment.marker != EOI || segment.stray > 0);
        }
        let frame = frame.ok_or(damaged("it has no picture"))?;
        if scans == 0 {
            return Err(damaged("it has no picture"));
        }
        let ids: Vec<u8> = frame.components.iter().map(|component| component.id).collect();
        let rgb = ids.len() == 3 && (adobe == Some(&0) || ids == *b"RGB");
        Ok(Self { frame, segments, rgb })
    }
}

fn unsupported(what: &'static str) -> Refusal {
    Refusal::Unsupported { what }
}

impl Frame {
    fn read(segment: &Segment<'_>, limits: &Limits) -> Result<Self, Refusal> {
        let [precision, h1, h0, w1, w0, count, rest @ ..] = segment.body else {
            return Err(damaged("its frame header is too short"));
        };
        let (height, width) = (u16::from_be_bytes([*h1, *h0]), u16::from_be_bytes([*w1, *w0]));
        if *precision != 8 {
            return Err(unsupported("JPEG of more than 8 bits a sample"));
        }
        match count {
            1 | 3 => {}
            4 => return Err(unsupported("JPEG in printing colours (CMYK)")),
            _ => return Err(damaged("its number of colours makes no sense")),
        }
        if width == 0 || height == 0 {
            return Err(damaged("it has no size"));
        }
        let (width, height) = (u32::from(width), u32::from(height));
        if u64::from(width) * u64::from(height) > limits.pixels {
            return Err(Refusal::TooManyPixels { width, height });
        }
        if rest.len() != usize::from(*count) * 3 {
            return Err(damaged("its frame header has the wrong length"));
        }
        let mut components = Vec::with_capacity(3);
        for part in rest.chunks_exact(3) {
            let (across, down) = (usize::from(part[1] >> 4), usize::from(part[1] & 15));
            if !(1..=4).contains(&across) || !(1..=4).contains(&down) || part[2] > 3 {
                return Err(damaged("its frame header makes no sense"));
            }
            components.push(Component {
                id: part[0],
                across,
                down,
                table: usize::from(part[2]),
                blocks_across: 0,
                blocks_down: 0,
                own_across: 0,
                own_down: 0,
            });
        }
        let mut frame = Self {
            progressive: segment.marker == 0xC2,
            width,
            height,
            across: components.iter().map(|c| c.across).max().unwrap_or(1),
            down: components.iter().map(|c| c.down).max().unwrap_or(1),
            components,
            units_across: 0,
            units_down: 0,
        };
        frame.count_blocks();
        Ok(frame)
    }

    fn count_blocks(&mut self) {
        let (width, height) = (self.width as usize, self.height as usize);
        self.units_across = width.div_ceil(8 * self.across);
        self.units_down = height.div_ceil(8 * self.down);
        for component in &mut self.components {
            component.blocks_across = self.units_across * component.across;
            component.blocks_down = self.units_down * component.down;
            component.own_across = (width * component.across).div_ceil(8 * self.across);
            component.own_down = (height * component.down).div_ceil(8 * self.down);
        }
    }

    /// Returns how many bytes of memory decoding takes, when a block becomes `scale`² samples.
    pub(super) fn memory(&self, scale: usize) -> u64 {
        let a_block = (scale * scale + if self.progressive { 128 } else { 0 }) as u64;
        let blocks = |c: &Component| c.blocks_across as u64 * c.blocks_down as u64;
        self.components.iter().map(blocks).sum::<u64>() * a_block
    }
}

/// One component's part in a scan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) component: usize,
    pub(super) dc: usize,
    pub(super) ac: usize,
}

/// A scan's header.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    pub(super) parts: Vec<Part>,
    /// The first coefficient, in zigzag order.
    pub(super) first: usize,
    /// The last coefficient, itself included.
    pub(super) last: usize,
    /// The bit position that an earlier scan came to; 0 when this is the first over its coefficients.
    pub(super) high: u32,
    /// The bit position that this scan comes to.
    pub(super) low: u32,
}

impl Scan {
    /// Reads a scan's header and checks it against its frame.
    pub(super) fn read(body: &[u8], frame: &Frame) -> Result<Self, Refusal> {
        let wrong = damaged("a scan header makes no sense");
        let Some((count, rest)) = body.split_first() else { return Err(wrong) };
        let count = usize::from(*count);
        if !(1..=frame.components.len()).contains(&count) || rest.len() != 2 * count + 3 {
            return Err(wrong);
        }
        let mut parts: Vec<Part> = Vec::with_capacity(count);
        for part in rest[..2 * count].chunks_exact(2) {
            let component = frame.components.iter().position(|c| c.id == part[0]);
            let Some(component) = component else { return Err(wrong) };
            let (dc, ac) = (usize::from(part[1] >> 4), usize::from(part[1] & 15));
            if dc > 3 || ac > 3 || parts.iter().any(|p| p.component == component) {
                return Err(wrong);
            }
            parts.push(Part { component, dc, ac });
        }
        let [first, last, bits] = rest[2 * count..] else { return Err(wrong) };
        let scan = Self {
            parts,
            first: usize::from(first),
            last: usize::from(last),
            high: u32::from(bits >> 4),
            low: u32::from(bits & 15),
        };
        let right = if frame.progressive {
            scan.first <= scan.last
                && scan.last < 64
                && (scan.first > 0 || scan.last == 0)
                && (scan.first == 0 || count == 1)
                && scan.low <= 13
                && (scan.high == 0 || scan.high == scan.low + 1)
        } else {
            true
        };
        if right { Ok(scan) } else { Err(wrong) }
    }

    /// Returns how many coefficients the scan goes over.
    fn work(&self, frame: &Frame) -> u64 {
        let each = (self.last.saturating_sub(self.first) + 1) as u64;
        let blocks = |part: &Part| {
            let component = &frame.components[part.component];
            component.blocks_across as u64 * component.blocks_down as u64
        };
        self.parts.iter().map(blocks).sum::<u64>() * each
    }
}

/// The tables as they are at a point of the file.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) quantisation: [Option<[u16; 64]>; 4],
    pub(super) dc: [Option<Huffman>; 4],
    pub(super) ac: [Option<Huffman>; 4],
    /// How many units there are between restarts, 0 for no restarts.
    pub(super) restart: usize,
}

impl Tables {
    /// Takes in the tables of one segment.
    pub(super) fn take(&mut self, segment: &Segment<'_>) -> Result<(), Refusal> {
        let done = match segment.marker {
            DQT => self.take_quantisation(segment.body),
            DHT => self.take_huffman(segment.body),
            DRI => segment.body.first_chunk().map(|interval| {
                self.restart = usize::from(u16::from_be_bytes(*interval));
            }),
            _ => Some(()),
        };
        done.ok_or(damaged("a table makes no sense"))
    }

    fn take_quantisation(&mut self, mut body: &[u8]) -> Option<()> {
        while let Some((head, rest)) = body.split_first() {
            let wide = head >> 4 != 0;
            let length = if wide { 128 } else { 64 };
            let steps = rest.get(..length)?;
            let mut table = [0; 64];
            for (n, step) in table.iter_mut().enumerate() {
                *step = if wide {
                    u16::from_be_bytes([steps[2 * n], steps[2 * n + 1]])
                } else {
                    u16::from(steps[n])
                };
            }
            *self.quantisation.get_mut(usize::from(head & 15))? = Some(table);
            body = &rest[length..];
        }
        Some(())
    }

    fn take_huffman(&mut self, mut body: &[u8]) -> Option<()> {
        while let Some((head, rest)) = body.split_first() {
            let counts = rest.first_chunk::<16>()?;
            let total = counts.iter().map(|count| usize::from(*count)).sum::<usize>();
            let symbols = rest.get(16..16 + total)?;
            let kind = if head >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *kind.get_mut(usize::from(head & 15))? = Some(Huffman::new(counts, symbols)?);
            body = &rest[16 + total..];
        }
        Some(())
    }
}
