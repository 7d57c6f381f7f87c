//! Chance from a seed: the same seed and the same purpose always fall the same way.

use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// What chance is wanted for; each purpose has a stream of its own, so that one never disturbs another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Schools, classes and workers.
    Places = 1,
    /// Students and their guardians.
    Students = 2,
    /// What is done in the term.
    Script = 3,
    /// Ids of facts.
    Facts = 4,
    /// Keys of devices.
    Devices = 5,
    /// Figures of cohorts.
    Cohorts = 6,
}

/// Dice for one purpose.
#[derive(Clone, Debug)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Makes the dice of a seed for a purpose; `nth` tells apart the many of one purpose.
    #[must_use]
    pub fn new(seed: u64, purpose: Purpose, nth: u32) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(((purpose as u64) << 32) | u64::from(nth));
        Self(rng)
    }

    /// Tells whether something of that many per cent happens.
    pub fn percent(&mut self, of_100: u32) -> bool {
        self.0.random_range(0..100) < of_100
    }

    /// Tells whether something of that many per mille happens.
    pub fn per_mille(&mut self, of_1000: u32) -> bool {
        self.0.random_range(0..1000) < of_1000
    }

    /// Returns a number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high.max(low))
    }

    /// Returns a place in a list of that length, 0 for an empty one.
    pub fn below(&mut self, length: usize) -> usize {
        if length == 0 { 0 } else { self.0.random_range(0..length) }
    }

    /// Returns one of the choices; the list is not empty.
    pub fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices.choose(&mut self.0).copied().unwrap_or(choices[0])
    }

    /// Returns a number from -1 to 1.
    pub fn swing(&mut self) -> f64 {
        self.0.random_range(-1.0..=1.0)
    }

    /// Returns random bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill(&mut bytes[..]);
        bytes
    }
}
