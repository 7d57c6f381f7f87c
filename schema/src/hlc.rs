//! A hybrid logical clock, so that facts of phones with wrong clocks still order after what they saw.
//!
//! Source: Kulkarni et al., "Logical Physical Clocks", 2014.

use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// A reading: milliseconds in the upper bits, a counter in the lower 16.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize,
)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Hlc(i64);

/// How far ahead of the reader's own clock a foreign reading may push it: one day.
const MAX_DRIFT_MS: i64 = 86_400_000;

impl Hlc {
    /// Returns the reading for a wall clock without history.
    #[must_use]
    pub const fn at(now: Moment) -> Self {
        Self(now.ms() << 16)
    }

    /// Makes a reading from its integer form.
    #[must_use]
    pub const fn from_bits(bits: i64) -> Self {
        Self(bits)
    }

    /// Returns the integer form.
    #[must_use]
    pub const fn bits(self) -> i64 {
        self.0
    }

    /// Returns the next reading for something that happens here at `now`.
    #[must_use]
    pub fn tick(self, now: Moment) -> Self {
        Self((now.ms() << 16).max(self.0.saturating_add(1)))
    }

    /// Takes note of a foreign reading; one more than a day ahead of `now` is ignored.
    #[must_use]
    pub fn witness(self, other: Self, now: Moment) -> Self {
        if (other.0 >> 16) > now.ms().saturating_add(MAX_DRIFT_MS) { self } else { self.max(other) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_grow_even_when_the_clock_goes_back() {
        let first = Hlc::default().tick(Moment::from_ms(1_000));
        let second = first.tick(Moment::from_ms(10));
        assert!(second > first);
        let seen = second.witness(Hlc::at(Moment::from_ms(5_000)), Moment::from_ms(10));
        assert!(seen.tick(Moment::from_ms(10)) > Hlc::at(Moment::from_ms(5_000)));
    }

    #[test]
    fn one_phone_in_the_far_future_does_not_drag_the_others() {
        let here = Hlc::at(Moment::from_ms(0));
        assert_eq!(here.witness(Hlc::at(Moment::from_ms(1 << 40)), Moment::from_ms(0)), here);
    }
}
