//! A JPEG file taken apart into its segments, without decoding.

/// Start of image.
pub(crate) const SOI: u8 = 0xD8;
/// End of image.
pub(crate) const EOI: u8 = 0xD9;
/// Start of scan.
pub(crate) const SOS: u8 = 0xDA;
/// Quantisation tables.
pub(crate) const DQT: u8 = 0xDB;
/// Huffman tables.
pub(crate) const DHT: u8 = 0xC4;
/// Restart interval.
pub(crate) const DRI: u8 = 0xDD;
/// The first application segment, which JFIF uses.
pub(crate) const APP0: u8 = 0xE0;
/// The application segment that EXIF and XMP use.
pub(crate) const APP1: u8 = 0xE1;
/// The application segment in which Adobe's programs say what the colours are.
pub(crate) const APP14: u8 = 0xEE;

/// One segment, markers without a length left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment<'a> {
    /// The second byte of its marker.
    pub(crate) marker: u8,
    /// What follows its length.
    pub(crate) body: &'a [u8],
    /// Of a scan the coded data with its restart markers, of any other segment nothing.
    pub(crate) coded: &'a [u8],
    /// How many bytes that belong to no segment stand before it.
    pub(crate) stray: usize,
}

/// The file ends before its end marker does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Cut;

/// Walks the segments from the start of an image to its end.
pub(crate) struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
    ended: bool,
}

impl<'a> Segments<'a> {
    /// Starts at the first byte; nothing when that doesn't start an image.
    pub(crate) fn new(bytes: &'a [u8]) -> Option<Self> {
        bytes.starts_with(&[0xFF, SOI]).then_some(Self { bytes, at: 2, ended: false })
    }

    /// Returns what stands behind the end of the image, once the walk has come there.
    pub(crate) fn behind(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    fn step(&mut self) -> Result<Option<Segment<'a>>, Cut> {
        let start = self.at;
        let marker = loop {
            let ff = find_ff(&self.bytes[self.at..]).ok_or(Cut)? + self.at;
            let next = *self.bytes.get(ff + 1).ok_or(Cut)?;
            self.at = ff + 1;
            if !matches!(next, 0x00 | 0x01 | 0xFF | 0xD0..=0xD7) {
                break next;
            }
        };
        let stray = self.bytes[start..self.at].iter().filter(|byte| **byte != 0xFF).count();
        self.at += 1;
        if marker == EOI {
            self.ended = true;
            return Ok((stray > 0).then_some(Segment { marker, body: &[], coded: &[], stray }));
        }
        let rest = &self.bytes[self.at..];
        let length = match rest {
            [high, low, ..] => usize::from(u16::from_be_bytes([*high, *low])),
            _ => return Err(Cut),
        };
        let body = rest.get(2..length.max(2)).ok_or(Cut)?;
        self.at += length.max(2);
        let mut coded: &[u8] = &[];
        if marker == SOS {
            let rest = &self.bytes[self.at..];
            coded = &rest[..coded_length(rest)];
            self.at += coded.len();
        }
        Ok(Some(Segment { marker, body, coded, stray }))
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Result<Segment<'a>, Cut>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let step = self.step();
        self.ended |= step.is_err();
        step.transpose()
    }
}

/// Returns how many bytes are coded data, up to a marker that is no restart.
fn coded_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(ff) = find_ff(&bytes[at..]) {
        at += ff;
        match bytes.get(at + 1) {
            Some(0x00 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}

/// Finds the first byte of all ones, eight at a time: this runs over all of every file.
fn find_ff(bytes: &[u8]) -> Option<usize> {
    let mut words = bytes.chunks_exact(8);
    let mut at = 0;
    for word in &mut words {
        if word.first_chunk().is_some_and(|word| has_ff(u64::from_le_bytes(*word))) {
            break;
        }
        at += 8;
    }
    bytes[at..].iter().position(|byte| *byte == 0xFF).map(|found| at + found)
}

/// Tells whether one of eight bytes is all ones.
pub(crate) fn has_ff(word: u64) -> bool {
    let zeros = !word;
    zeros.wrapping_sub(0x0101_0101_0101_0101) & !zeros & 0x8080_8080_8080_8080 != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_scans_and_strays_are_told_apart() {
        let bytes = b"\xFF\xD8\xFF\xE0\0\x04ab\xFF\xFF\xDA\0\x03c1234567890\xFF\x00\xFF\xD0z\xFF\xFF\xD9tail";
        let mut walk = Segments::new(bytes).unwrap();
        let app = walk.next().unwrap().unwrap();
        assert_eq!((app.marker, app.body, app.stray), (APP0, b"ab".as_slice(), 0));
        let scan = walk.next().unwrap().unwrap();
        assert_eq!((scan.marker, scan.body, scan.stray), (SOS, b"c".as_slice(), 0));
        assert_eq!(scan.coded, b"1234567890\xFF\x00\xFF\xD0z\xFF");
        assert!(walk.next().is_none());
        assert_eq!(walk.behind(), b"tail");
        let stray = Segments::new(b"\xFF\xD8xyz\xFF\xFE\0\x02\xFF\xD9").unwrap().next();
        assert_eq!(stray.unwrap().unwrap().stray, 3);
    }

    #[test]
    fn a_file_cut_anywhere_is_told() {
        let bytes = b"\xFF\xD8\xFF\xDA\0\x03c12345\xFF\x00\xFF\xD9";
        for cut in 2..bytes.len() {
            let last = Segments::new(&bytes[..cut]).unwrap().last();
            assert_eq!(last.unwrap().err(), Some(Cut), "{cut}");
        }
    }
}
