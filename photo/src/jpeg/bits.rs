//! The bits of a scan, read from coded data in which every byte of all ones is followed by a zero.

use super::segments::has_ff;

/// Reads bits, the highest first, up to the next marker; behind it come zeros, which are counted.
pub(super) struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    /// The next bits, from the highest bit down.
    word: u64,
    /// How many bits of the word are valid.
    count: u32,
    /// How many of the valid bits are zeros that stand for nothing.
    made_up: u32,
}

impl<'a> Bits<'a> {
    /// Starts at the first byte.
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, word: 0, count: 0, made_up: 0 }
    }

    /// Makes at least 32 bits ready.
    #[inline]
    pub(super) fn refill(&mut self) {
        if self.count >= 32 {
            return;
        }
        if let Some(next) = self.data.get(self.at..).and_then(|rest| rest.first_chunk::<8>()) {
            let next = u64::from_be_bytes(*next);
            if !has_ff(next) {
                self.word |= next >> self.count;
                let taken = (63 - self.count) >> 3;
                self.at += taken as usize;
                self.count += taken * 8;
                return;
            }
        }
        self.refill_slowly();
    }

    #[cold]
    #[inline(never)]
    fn refill_slowly(&mut self) {
        // What the quick way left below the valid bits belongs to bytes that come again.
        self.word &= !(u64::MAX >> self.count);
        while self.count <= 56 {
            let byte = match self.data.get(self.at..) {
                Some([0xFF, 0x00, ..]) => {
                    self.at += 2;
                    0xFF
                }
                Some([byte, ..]) if *byte != 0xFF => {
                    self.at += 1;
                    *byte
                }
                _ => {
                    self.made_up += 8;
                    0
                }
            };
            self.word |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    /// Looks at the next 1 to 16 bits. They must have been made ready.
    #[inline]
    pub(super) fn peek(&self, bits: u32) -> u32 {
        (self.word >> (64 - bits)) as u32
    }

    /// Goes past bits that were looked at.
    #[inline]
    pub(super) fn skip(&mut self, bits: u32) {
        self.word <<= bits;
        self.count = self.count.saturating_sub(bits);
    }

    /// Takes 0 to 16 bits. They must have been made ready.
    #[inline]
    pub(super) fn take(&mut self, bits: u32) -> u32 {
        if bits == 0 {
            return 0;
        }
        let value = self.peek(bits);
        self.skip(bits);
        value
    }

    /// Takes one bit, making it ready.
    #[inline]
    pub(super) fn bit(&mut self) -> bool {
        self.refill();
        self.take(1) == 1
    }

    /// Takes a number whose highest bit tells its sign (ITU-T T.81, F.2.2.1).
    #[inline]
    pub(super) fn signed(&mut self, bits: u32) -> i32 {
        if bits == 0 {
            return 0;
        }
        let value = self.take(bits) as i32;
        if value < 1 << (bits - 1) { value - (1 << bits) + 1 } else { value }
    }

    /// Tells whether bits were taken that are not in the file.
    #[inline]
    pub(super) fn overdrawn(&self) -> bool {
        self.made_up > self.count
    }

    /// Goes past the restart marker that is due, forgetting the bits that fill its last byte.
    /// Tells whether it was there.
    pub(super) fn restart(&mut self, number: u8) -> bool {
        if self.overdrawn() {
            return false;
        }
        // Whole bytes that were read ahead and not used would be data where none belongs; a marker
        // ends reading ahead, so that they can only be made up.
        if (self.count - self.made_up) >= 8 {
            return false;
        }
        let mut at = self.at;
        while matches!(self.data.get(at..), Some([0xFF, 0xFF, ..])) {
            at += 1;
        }
        if self.data.get(at..).is_none_or(|rest| !rest.starts_with(&[0xFF, 0xD0 + (number & 7)])) {
            return false;
        }
        *self = Self { data: self.data, at: at + 2, word: 0, count: 0, made_up: 0 };
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stuffed_bytes_are_one_and_the_end_gives_zeros_that_count() {
        let mut bits = Bits::new(b"\xAB\xFF\x00\xCD0123456789");
        bits.refill();
        assert_eq!(bits.take(16), 0xABFF);
        assert_eq!(bits.take(8), 0xCD);
        for byte in b"0123456789" {
            bits.refill();
            assert_eq!(bits.take(8), u32::from(*byte));
            assert!(!bits.overdrawn());
        }
        assert!(!bits.bit());
        assert!(bits.overdrawn());
    }

    #[test]
    fn a_restart_is_where_it_is_due_or_nowhere() {
        let mut bits = Bits::new(b"\xA0\xFF\xD3\x55");
        bits.refill();
        assert_eq!(bits.take(4), 0xA);
        assert!(!Bits::new(b"\xA0\xFF\xD3\x55").restart(2));
        assert!(bits.restart(3));
        bits.refill();
        assert_eq!(bits.take(8), 0x55);
    }

    #[test]
    fn signed_numbers_follow_the_standard() {
        let mut bits = Bits::new(&[0b0001_1110, 0, 0, 0]);
        bits.refill();
        assert_eq!((bits.signed(3), bits.signed(3), bits.signed(1)), (-7, 7, 1));
    }
}
