//! Huffman tables and the symbols that they decode (ITU-T T.81, annex C and F.2.2).

use super::bits::Bits;

/// How many bits are looked up at once.
const LOOK: u32 = 10;

/// A table as it's used: for short codes one look tells everything.
pub(super) struct Huffman {
    /// For the next bits: the code's length times 256 plus its symbol, 0 for a longer code.
    look: Vec<u16>,
    /// For the next bits: value, run and length of a code with its value, 0 when they are longer.
    whole: Vec<Whole>,
    /// For each length, one behind the largest code of it, moved up to 16 bits.
    limit: [u32; 17],
    /// For each length, what to add to a code to find its symbol.
    shift: [i32; 17],
    symbols: Vec<u8>,
}

/// A coefficient that is coded in few bits.
#[derive(Clone, Copy, Default)]
pub(super) struct Whole {
    pub(super) value: i16,
    pub(super) run: u8,
    /// The bits of code and value together; 0 means that this is no such coefficient.
    pub(super) bits: u8,
}

impl Huffman {
    /// Makes a table of how many codes there are of each length, and of their symbols; none when
    /// the codes are too many for their lengths.
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut table = Self {
            look: vec![0; 1 << LOOK],
            whole: vec![Whole::default(); 1 << LOOK],
            limit: [0; 17],
            shift: [0; 17],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut index) = (0_u32, 0_usize);
        for (bits, count) in (1_u32..).zip(counts) {
            table.shift[bits as usize] = i32::try_from(index).ok()? - i32::try_from(code).ok()?;
            for _ in 0..*count {
                let symbol = *symbols.get(index)?;
                if code >= 1 << bits {
                    return None;
                }
                if bits <= LOOK {
                    let from = (code << (LOOK - bits)) as usize;
                    let same = 1 << (LOOK - bits);
                    table.look[from..from + same].fill((bits as u16) << 8 | u16::from(symbol));
                }
                code += 1;
                index += 1;
            }
            table.limit[bits as usize] = code << (16 - bits);
            code <<= 1;
        }
        table.fill_whole();
        Some(table)
    }

    fn fill_whole(&mut self) {
        for (next, (entry, whole)) in (0_u32..).zip(self.look.iter().zip(&mut self.whole)) {
            let (bits, symbol) = (u32::from(entry >> 8), entry & 0xFF);
            let (run, size) = ((symbol >> 4) as u8, u32::from(symbol & 15));
            if bits == 0 || size == 0 || bits + size > LOOK {
                continue;
            }
            let value = (next >> (LOOK - bits - size)) & ((1 << size) - 1);
            let value = value as i16;
            let value = if value < 1 << (size - 1) { value - (1 << size) + 1 } else { value };
            *whole = Whole { value, run, bits: (bits + size) as u8 };
        }
    }

    /// Looks up a coefficient with its value. Bits must have been made ready.
    #[inline]
    pub(super) fn whole(&self, bits: &Bits<'_>) -> Whole {
        self.whole[bits.peek(LOOK) as usize]
    }

    /// Takes one symbol; none when the bits are no code. Bits must have been made ready.
    #[inline]
    pub(super) fn symbol(&self, bits: &mut Bits<'_>) -> Option<u8> {
        let entry = self.look[bits.peek(LOOK) as usize];
        if entry != 0 {
            bits.skip(u32::from(entry >> 8));
            return Some(entry as u8);
        }
        self.long_symbol(bits)
    }

    #[inline(never)]
    fn long_symbol(&self, bits: &mut Bits<'_>) -> Option<u8> {
        let next = bits.peek(16);
        let length = (LOOK + 1..=16).find(|length| next < self.limit[*length as usize])?;
        let index = (next >> (16 - length)) as i32 + self.shift[length as usize];
        bits.skip(length);
        self.symbols.get(usize::try_from(index).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_codes_decode() {
        // Codes: 0 is symbol 7; 10 is symbol 0x11; 111…10 of 12 bits is symbol 9.
        let mut counts = [0; 16];
        counts[0] = 1;
        counts[1] = 1;
        counts[11] = 1;
        let table = Huffman::new(&counts, &[7, 0x11, 9]).unwrap();
        let mut bits = Bits::new(&[0b0101_1100, 0, 0, 0, 0, 0, 0, 0]);
        bits.refill();
        assert_eq!(table.symbol(&mut bits), Some(7));
        let whole = table.whole(&bits);
        assert_eq!((whole.value, whole.run, whole.bits), (1, 1, 3));
        bits.skip(3);
        let mut bits = Bits::new(&[0b1100_0000, 0b0000_0000, 0, 0]);
        bits.refill();
        assert_eq!(table.symbol(&mut bits), Some(9));
        let mut bits = Bits::new(&[0b1111_1110, 0b1110_0000, 0, 0]);
        bits.refill();
        assert_eq!(table.symbol(&mut bits), None);
    }

    #[test]
    fn too_many_codes_are_no_table() {
        let mut counts = [0; 16];
        counts[0] = 3;
        assert!(Huffman::new(&counts, &[1, 2, 3]).is_none());
        counts[0] = 2;
        assert!(Huffman::new(&counts, &[1]).is_none());
    }
}
