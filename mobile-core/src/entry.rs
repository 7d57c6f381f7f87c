//! What an act needs of time and chance.

use doorstep_schema::id::FactId;
use doorstep_schema::moment::Moment;

/// The device's clock and fresh entropy for one act; the same entry twice is the same act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The device's clock.
    pub now: Moment,
    /// Fresh random bytes; the first ten mint the fact's id.
    pub entropy: [u8; 16],
}

impl Entry {
    /// Returns the id that the act's fact gets.
    #[must_use]
    pub fn id(&self) -> FactId {
        let mut ten = [0; 10];
        ten.copy_from_slice(&self.entropy[..10]);
        FactId::mint(self.now, ten)
    }

    /// Returns the entry of a further fact that the same act makes, counted from 1.
    pub(crate) fn further(&self, nth: u8) -> Self {
        let mut entropy = self.entropy;
        entropy.rotate_left(6);
        entropy[9] ^= nth;
        Self { now: self.now, entropy }
    }

    /// Returns the chance that a form draws from during one step of its filling.
    pub(crate) fn chance(&self) -> u64 {
        let mut eight = [0; 8];
        eight.copy_from_slice(&self.entropy[8..]);
        u64::from_be_bytes(eight)
    }
}
